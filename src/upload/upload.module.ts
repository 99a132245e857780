import { Module } from '@nestjs/common';
import { InspectorModule } from '../ocr/inspector.module';
import { StorageModule } from '../storage/storage.module';
import { DocumentRepository } from './document.repository';
import { UploadService } from './upload.service';

@Module({ imports: [StorageModule, InspectorModule], providers: [UploadService, DocumentRepository], exports: [UploadService, DocumentRepository] })
export class UploadModule {}
