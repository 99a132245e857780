import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.decorator';
import { notYet, Planned } from './not-yet';
import { WorkerReports } from '../common/queue/worker-reports';

@ApiTags('administration')
@ApiBearerAuth()
@RequireScope('admin')
@Controller('api/admin/engines')
export class EnginesController {
  constructor(private readonly reports: WorkerReports) {}

  @Get()
  @ApiOperation({ summary: 'Engines of every living worker: initialisation, warm-up, inferences, last use' })
  async read(): Promise<object> {
    const workers = (await this.reports.all()) ?? [];
    return {
      workers: workers.map(({ id, pid, startedAt, at, rssBytes }) => ({ id, pid, startedAt, reportedAt: at, rssBytes })),
      engines: workers.flatMap((worker) => worker.engines.map((engine) => ({ ...engine, worker: worker.id }))),
    };
  }

  @Post(':kind/warmup')
  @Planned()
  warmUp(@Param('kind') _kind: string): never { return notYet('Engine administration'); }

  @Post(':kind/evict')
  @Planned()
  evict(@Param('kind') _kind: string): never { return notYet('Engine administration'); }
}
