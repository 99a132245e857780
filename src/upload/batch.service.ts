import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import { AppError, toAppError } from '../common/errors/app-error';
import { PageInspector } from '../ocr/document-reader';
import { BatchRepository, type NewBatchItem } from './batch.repository';
import { ReceivedFile } from './received-file';
import { UploadService } from './upload.service';

/** Many files at once, or the pages of one PDF: each becomes a document of its own, or an item that says why not. */
@Injectable()
export class BatchService {
  constructor(
    private readonly config: AppConfig,
    private readonly uploads: UploadService,
    private readonly batches: BatchRepository,
    private readonly inspector: PageInspector,
  ) {}

  /** @throws AppError when not one of the files can be read: the reason of the first, with all in the details. */
  async fromFiles(organisationId: string, files: readonly ReceivedFile[]): Promise<string> {
    const items: NewBatchItem[] = [];
    try {
      for (const file of files) items.push(await this.take(organisationId, file));
      return await this.keep(organisationId, items);
    } finally {
      for (const file of files) await file.discard();
    }
  }

  /** @throws AppError for anything but one readable PDF. */
  async fromPages(organisationId: string, files: readonly ReceivedFile[]): Promise<string> {
    const [file] = files;
    try {
      if (!file || files.length > 1) throw new AppError('validation_failed', 'split=pages takes exactly one PDF.');
      const items: NewBatchItem[] = [];
      for await (const bytes of this.inspector.splitPages(await file.read())) {
        items.push({ ...(await this.take(organisationId, this.asReceived(bytes, file.fileName))), page: items.length + 1 });
      }
      return await this.keep(organisationId, items);
    } finally {
      for (const file of files) await file.discard();
    }
  }

  private async take(organisationId: string, file: ReceivedFile): Promise<NewBatchItem> {
    const { fileName } = file;
    try {
      const { answer } = await this.uploads.accept(organisationId, file, undefined);
      return { fileName, documentId: answer.documentId, duplicate: answer.duplicate };
    } catch (thrown) {
      const error = toAppError(thrown);
      // What a retry can heal is no verdict on the file: the whole request fails and may be sent again.
      if (error.retryable) throw error;
      return { fileName, errorCode: error.code, errorText: error.message };
    }
  }

  private async keep(organisationId: string, items: readonly NewBatchItem[]): Promise<string> {
    const refused = items.filter((item) => item.errorCode !== undefined);
    const [first] = refused;
    if (first && refused.length === items.length) {
      const details = { files: refused.map(({ fileName, errorCode }) => ({ fileName, code: errorCode })) };
      throw new AppError((first.errorCode ?? 'internal') as AppError['code'], first.errorText ?? '', { details });
    }
    return this.batches.create(organisationId, items);
  }

  private asReceived(bytes: Uint8Array, fileName: string): ReceivedFile {
    return new ReceivedFile(createHash('sha256').update(bytes).digest('hex'), bytes.length, fileName, this.config.incomingDir, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }
}
