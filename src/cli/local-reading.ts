import type { AppConfig } from '../common/config/config';
import { extractInvoice } from '../extraction/extract-invoice';
import type { ExtractedInvoice } from '../extraction/extraction.types';
import { createDocumentReader } from '../ocr/create-document-reader';
import { createPageInspector } from '../ocr/create-page-inspector';
import type { DocumentReader, PageInspector } from '../ocr/document-reader';
import { ocrRuntimeOptions } from '../ocr/ocr-options';
import type { OcrDocument } from '../ocr/ocr.types';
import { judgeBy } from '../processing/judge-reading';
import { extractionOptions, type ReadingSettings, readingSettings } from '../processing/reading-settings';
import { say } from './output';
import type { ReadingChoice } from './reading-choice';

export interface LocalReading { readonly ocr: OcrDocument; readonly invoice: ExtractedInvoice; readonly timings: Readonly<Record<string, number>> }

/** Reads files in this process: the same parts as the service, no database, no Redis. */
export class LocalReader {
  private constructor(readonly settings: ReadingSettings, private readonly reader: DocumentReader, private readonly inspector: PageInspector) {}

  static async open(config: AppConfig, choice: ReadingChoice = {}): Promise<LocalReader> {
    const runtime = ocrRuntimeOptions(config, say);
    const opened = new LocalReader(readingSettings(config, choice), createDocumentReader(runtime), createPageInspector({ limits: runtime.limits }));
    await opened.reader.warmUp();
    return opened;
  }

  /** @throws AppError for a file that cannot be read. */
  async read(bytes: Uint8Array): Promise<LocalReading> {
    const { mime } = await this.inspector.inspect(bytes);
    const startedAt = performance.now();
    const extract = (read: OcrDocument): ExtractedInvoice => extractInvoice(read, extractionOptions(this.settings));
    const ocr = await this.reader.read(bytes, mime, this.settings.ocr, judgeBy((read) => Promise.resolve(extract(read))));
    const readAt = performance.now();
    const invoice = extract(ocr);
    const timings = { ...ocr.timings, ocrMs: Math.round(readAt - startedAt), extractMs: Math.round(performance.now() - readAt) };
    return { ocr, invoice, timings };
  }

  async close(): Promise<void> {
    await Promise.all([this.reader.close(), this.inspector.close()]);
  }
}
