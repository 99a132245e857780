import { Module } from '@nestjs/common';
import { CacheModule } from '../cache/cache.module';
import { InvoicesModule } from '../invoices/invoices.module';
import { MetricsModule } from '../metrics/metrics.module';
import { ReaderModule } from '../ocr/reader.module';
import { StorageModule } from '../storage/storage.module';
import { DocumentWorker } from './document-worker';
import { ExtractionThread } from './extraction-thread/extraction-thread';
import { RunsModule } from './runs.module';
import { Sweeper } from './sweeper';
import { WorkerStatus } from './worker-status';

@Module({
  imports: [StorageModule, ReaderModule, CacheModule, InvoicesModule, MetricsModule, RunsModule],
  providers: [DocumentWorker, ExtractionThread, Sweeper, WorkerStatus],
})
export class ProcessingModule {}
