import { Module } from '@nestjs/common';
import { CommonModule } from './common/common.module';
import { QueueModule } from './common/queue/queue.module';
import { MetricsModule } from './metrics/metrics.module';
import { WorkerProbes } from './metrics/worker-probes';
import { ProcessingModule } from './processing/processing.module';

/** The process that reads documents. Apart from the HTTP module, so that neither loads the other's libraries. */
@Module({ imports: [CommonModule, QueueModule, MetricsModule, ProcessingModule], providers: [WorkerProbes] })
export class WorkerModule {}
