import { Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import { createDocumentReader } from './create-document-reader';
import { DocumentReader } from './document-reader';
import { ocrRuntimeOptions } from './ocr-options';

const logger = new Logger('Engines');

/** The engines: in the worker process only. */
@Module({
  providers: [{ provide: DocumentReader, inject: [AppConfig], useFactory: (config: AppConfig) => createDocumentReader(ocrRuntimeOptions(config, (message) => logger.warn(message))) }],
  exports: [DocumentReader],
})
export class ReaderModule implements OnApplicationShutdown {
  constructor(@Inject(DocumentReader) private readonly reader: DocumentReader) {}

  async onApplicationShutdown(): Promise<void> {
    await this.reader.close();
  }
}
