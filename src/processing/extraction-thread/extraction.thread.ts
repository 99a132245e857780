import { extractInvoice } from '../../extraction/extract-invoice';
import type { ExtractedInvoice, ExtractionOptions } from '../../extraction/extraction.types';
import type { OcrDocument } from '../../ocr/ocr.types';
import { serveThread } from '../../ocr/threads/serve-thread';

serveThread({
  extract: ({ document, options }: { document: OcrDocument; options: ExtractionOptions }): ExtractedInvoice => extractInvoice(document, options),
}, () => undefined);
