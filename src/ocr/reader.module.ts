import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import { createDocumentReader } from './create-document-reader';
import { DocumentReader } from './document-reader';
import { ocrRuntimeOptions } from './ocr-options';

/** The engines: in the worker process only. */
@Module({
  providers: [{ provide: DocumentReader, inject: [AppConfig], useFactory: (config: AppConfig) => createDocumentReader(ocrRuntimeOptions(config)) }],
  exports: [DocumentReader],
})
export class ReaderModule implements OnApplicationShutdown {
  constructor(@Inject(DocumentReader) private readonly reader: DocumentReader) {}

  async onApplicationShutdown(): Promise<void> {
    await this.reader.close();
  }
}
