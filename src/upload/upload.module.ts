import { Module } from '@nestjs/common';
import { InspectorModule } from '../ocr/inspector.module';
import { StorageModule } from '../storage/storage.module';
import { BatchRepository } from './batch.repository';
import { BatchService } from './batch.service';
import { DocumentRepository } from './document.repository';
import { OrphanSweep } from './orphan-sweep';
import { UploadService } from './upload.service';

@Module({ imports: [StorageModule, InspectorModule], providers: [UploadService, BatchService, DocumentRepository, BatchRepository, OrphanSweep], exports: [UploadService, BatchService, DocumentRepository] })
export class UploadModule {}
