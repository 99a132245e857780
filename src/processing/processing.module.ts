import { Module } from '@nestjs/common';
import { CacheModule } from '../cache/cache.module';
import { InvoicesModule } from '../invoices/invoices.module';
import { MetricsModule } from '../metrics/metrics.module';
import { ReaderModule } from '../ocr/reader.module';
import { StorageModule } from '../storage/storage.module';
import { BatchProgressRepository } from './batch-progress.repository';
import { BatchSessions } from './batch-sessions';
import { DocumentWorker } from './document-worker';
import { EngineCommands } from './engine-commands';
import { ExtractionThread } from './extraction-thread/extraction-thread';
import { RunsModule } from './runs.module';
import { Sweeper } from './sweeper';
import { WorkerIdentity } from './worker-identity';
import { WorkerStatus } from './worker-status';

@Module({
  imports: [StorageModule, ReaderModule, CacheModule, InvoicesModule, MetricsModule, RunsModule],
  providers: [DocumentWorker, ExtractionThread, Sweeper, WorkerIdentity, WorkerStatus, EngineCommands, BatchSessions, BatchProgressRepository],
})
export class ProcessingModule {}
