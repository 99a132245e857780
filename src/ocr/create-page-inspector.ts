import { AppError } from '../common/errors/app-error';
import { PageInspector, type PageLimits } from './document-reader';
import { imagePageAsPng, pixelsAsPng, proveDecodable, readImageFacts } from './image/decode-image';
import { PAGE_DPI, type FileInspection } from './ocr.types';
import { requireFileType } from './page-source';
import { PdfReader, type OpenPdf } from './pdf/pdf-reader';
import { PageMemory } from './pipeline/page-memory';

/** Opening or drawing a page takes milliseconds; what takes this long hangs. The worker, which draws in full, allows more. */
const PDF_TIMEOUT_MS = 10_000;
/** Threads that look at PDF files: a slow file holds up one of them. */
const PDF_THREADS = 2;

export function createPageInspector(options: { readonly limits: PageLimits }): PageInspector {
  return new ThreadedPageInspector(options.limits);
}

class ThreadedPageInspector extends PageInspector {
  private readonly readers: readonly PdfReader[];

  constructor(private readonly limits: PageLimits) {
    super();
    this.readers = Array.from({ length: PDF_THREADS }, () => new PdfReader({ limits, timeoutMs: PDF_TIMEOUT_MS, tooSlow: 'file_damaged', memory: new PageMemory(0) }));
  }

  override async inspect(bytes: Uint8Array): Promise<FileInspection> {
    const mime = requireFileType(bytes);
    if (mime === 'application/pdf') {
      return this.withPdf(bytes, async (pdf) => {
        await pdf.prove(1);
        return { mime, pages: pdf.pages };
      });
    }
    const { pages } = await readImageFacts(bytes, mime, this.limits);
    for (let page = 1; page <= pages; page++) await proveDecodable(bytes, page, this.limits);
    return { mime, pages };
  }

  override async picture(bytes: Uint8Array, mime: string, page: number): Promise<Buffer> {
    if (mime === 'application/pdf') {
      return this.withPdf(bytes, async (pdf) => {
        requirePage(page, pdf.pages);
        return pixelsAsPng(await pdf.picture(page, PAGE_DPI));
      });
    }
    requirePage(page, (await readImageFacts(bytes, mime, this.limits)).pages);
    return imagePageAsPng(bytes, page, this.limits);
  }

  override async *splitPages(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    if (requireFileType(bytes) !== 'application/pdf') throw new AppError('file_type_unsupported', 'Only a PDF can be split into pages.');
    const pdf = await this.open(bytes);
    try {
      for (let page = 1; page <= pdf.pages; page++) yield await pdf.extract(page);
    } finally {
      await pdf.close();
    }
  }

  override async close(): Promise<void> {
    await Promise.all(this.readers.map((reader) => reader.close()));
  }

  /** On the thread with the fewest open files; the first among equals, so that the second starts when it is needed. */
  private open(bytes: Uint8Array): Promise<OpenPdf> {
    return this.readers.reduce((least, reader) => (reader.openFiles < least.openFiles ? reader : least)).open(bytes);
  }

  private async withPdf<T>(bytes: Uint8Array, work: (pdf: OpenPdf) => Promise<T>): Promise<T> {
    const pdf = await this.open(bytes);
    try {
      return await work(pdf);
    } finally {
      await pdf.close();
    }
  }
}

function requirePage(page: number, pages: number): void {
  if (!Number.isInteger(page) || page < 1 || page > pages) throw new AppError('not_found', `The document has ${pages} ${pages === 1 ? 'page' : 'pages'}.`, { details: { pages } });
}
