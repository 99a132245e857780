import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUUID, Matches } from 'class-validator';
import { CurrentKey } from '../auth/current-key.decorator';
import type { ApiPrincipal } from '../auth/api-principal';
import { RequireScope } from '../auth/require-scope.decorator';
import { cacheView } from '../cache/cache-view';
import { type Invalidation, ResultCache } from '../cache/result-cache';
import { AppConfig } from '../common/config/config';
import { AppError } from '../common/errors/app-error';
import { WorkerReports } from '../common/queue/worker-reports';
import { DocumentsRepository } from '../documents/documents.repository';
import { readingSettings } from '../processing/reading-settings';

class InvalidateDto {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional() @IsUUID()
  documentId?: string;

  @ApiPropertyOptional({ description: 'Everything read with one configuration (operator only): the `ocrHash` that GET /api/admin/autotuner shows, or the `configHash` in '
    + 'force. Readings are kept by what alters a reading; configurations that differ only in thresholds share them and lose them together.' })
  @IsOptional() @Matches(/^[0-9a-f]{64}$/)
  configHash?: string;

  @ApiPropertyOptional({ description: 'Everything (operator only)' })
  @IsOptional() @IsBoolean()
  all?: boolean;
}

@ApiTags('administration')
@ApiBearerAuth()
@RequireScope('admin')
@Controller('api/admin/cache')
export class CacheController {
  constructor(private readonly config: AppConfig, private readonly cache: ResultCache, private readonly reports: WorkerReports, private readonly documents: DocumentsRepository) {}

  @Get()
  @ApiOperation({ summary: 'Hits, misses and size of the result cache, over all living workers' })
  async read(): Promise<object> {
    const workers = (await this.reports.all()) ?? [];
    return cacheView(workers.map((worker) => worker.cache), await this.cache.size());
  }

  @Post('invalidate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Forgets readings: of one document, of a configuration, or all' })
  @ApiOkResponse({ schema: { type: 'object', properties: { erased: { type: 'integer' } } }, description: 'How many readings were forgotten' })
  @ApiServiceUnavailableResponse({ description: 'Redis does not answer (queue_unavailable)' })
  async invalidate(@CurrentKey() me: ApiPrincipal, @Body() wanted: InvalidateDto): Promise<object> {
    return { erased: await this.cache.invalidate(await this.meaningOf(me, wanted)) };
  }

  private async meaningOf(me: ApiPrincipal, { documentId, configHash, all }: InvalidateDto): Promise<Invalidation> {
    if ([documentId, configHash, all || undefined].filter((one) => one !== undefined).length !== 1) {
      throw new AppError('validation_failed', 'Say exactly one of documentId, configHash or all: true.');
    }
    if (documentId !== undefined) {
      const document = await this.documents.find(me.organisationId, documentId);
      if (!document) throw new AppError('not_found', 'There is no such document.');
      return { sha256: document.sha256 };
    }
    if (!me.operator) throw new AppError('forbidden', 'Only the operator may forget the readings of every organisation.');
    if (configHash === undefined) return 'all';
    const inForce = readingSettings(this.config);
    return { ocrHash: configHash === inForce.configHash ? inForce.ocrHash : configHash };
  }
}
