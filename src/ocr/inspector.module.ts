import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import { createPageInspector } from './create-page-inspector';
import { PageInspector } from './document-reader';
import { ocrRuntimeOptions } from './ocr-options';

/** What the HTTP process may know of files: what they are and how their pages look. */
@Module({
  providers: [{ provide: PageInspector, inject: [AppConfig], useFactory: (config: AppConfig) => createPageInspector({ limits: ocrRuntimeOptions(config).limits }) }],
  exports: [PageInspector],
})
export class InspectorModule implements OnApplicationShutdown {
  constructor(@Inject(PageInspector) private readonly inspector: PageInspector) {}

  async onApplicationShutdown(): Promise<void> {
    await this.inspector.close();
  }
}
