import { Module } from '@nestjs/common';
import { CacheModule } from '../cache/cache.module';
import { InvoicesModule } from '../invoices/invoices.module';
import { InspectorModule } from '../ocr/inspector.module';
import { RunsModule } from '../processing/runs.module';
import { StorageModule } from '../storage/storage.module';
import { UploadModule } from '../upload/upload.module';
import { BatchController } from './batch.controller';
import { DocumentsController } from './documents.controller';
import { DocumentsRepository } from './documents.repository';
import { DocumentsService } from './documents.service';
import { ProcessController } from './process.controller';

/** Documents as clients see them: taken in, looked at, retried, cancelled, deleted. */
@Module({
  imports: [UploadModule, StorageModule, InspectorModule, RunsModule, InvoicesModule, CacheModule],
  providers: [DocumentsService, DocumentsRepository],
  controllers: [ProcessController, BatchController, DocumentsController],
  exports: [DocumentsRepository],
})
export class DocumentsModule {}
