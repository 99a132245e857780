import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ApiPrincipal } from '../auth/api-principal';
import { CurrentKey } from '../auth/current-key.decorator';
import { RequireScope } from '../auth/require-scope.decorator';
import { DocumentQueue } from '../common/queue/document-queue';
import { DocumentsRepository } from '../documents/documents.repository';
import { StatsRepository } from './stats.repository';

@ApiTags('administration')
@ApiBearerAuth()
@RequireScope('admin')
@Controller('api/admin/stats')
export class StatsController {
  constructor(private readonly documents: DocumentsRepository, private readonly stats: StatsRepository, private readonly queue: DocumentQueue) {}

  @Get()
  @ApiOperation({ summary: "Counts over one's own organisation (the operator: over all), and the queue" })
  async read(@CurrentKey() me: ApiPrincipal): Promise<object> {
    const reach = me.operator ? null : me.organisationId;
    const [documents, invoices, queue] = await Promise.all([this.documents.countByStatus(reach), this.stats.countInvoices(reach), me.operator ? this.queue.counts() : null]);
    return { reach: me.operator ? 'all' : me.organisation, documents, invoices, ...(me.operator ? { queue } : {}) };
  }
}
