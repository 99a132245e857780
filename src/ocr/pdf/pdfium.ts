import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { AppError } from '../../common/errors/app-error';
import type { PageLimits } from '../document-reader';
import { PAGE_DPI } from '../ocr.types';
import type { ColourImage, PageImage } from '../image/page-image';
import { sharedRoom } from '../image/shared-pixels';
import { toGrey } from '../image/to-grey';
import { MemoryCap, type GrowingMemory } from './memory-cap';

/** Constants of PDFium's C interface. */
export const FORMAT_BGR = 2;
export const WITH_ANNOTATIONS = 0x01;
export const RGB_ORDER = 0x10;
const ERROR_PASSWORD = 4;
const ERROR_SECURITY = 5;

/** Memory for unpacking and drawing. A page at the largest allowed size with a picture of as many pixels needs less. */
const WORK_BYTES = 512 * 2 ** 20;
/** A large sheet is drawn in bands of at most this many pixels: the bitmap is held twice while it is copied out. */
const BAND_PIXELS = 16_000_000;

/** The library's memory as typed arrays; its declarations leave them out. They are replaced whenever it grows, so never keep one. */
interface Heaps { readonly HEAPU8: Uint8Array; readonly HEAP32: Int32Array; readonly HEAPF32: Float32Array; readonly HEAPF64: Float64Array }
export type Pdfium = WrappedPdfiumModule & { readonly pdfium: Heaps; readonly memoryCap: MemoryCap };

/** Loads the library. Everything it does is synchronous: only for worker threads. */
export async function loadPdfium(): Promise<Pdfium> {
  const wasm = await readFile(createRequire(__filename).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  // What it complains of comes back as a result or a trap; its own words would only fill the log of a service.
  const library = await init({ wasmBinary, printErr: () => undefined });
  const pdfium: Pdfium = Object.assign(library as WrappedPdfiumModule & { readonly pdfium: Heaps }, { memoryCap: new MemoryCap(memoryOf(library), WORK_BYTES) });
  pdfium.PDFiumExt_Init();
  return pdfium;
}

function memoryOf(library: WrappedPdfiumModule): GrowingMemory {
  return (library.pdfium.wasmExports as unknown as { readonly memory: GrowingMemory }).memory;
}

/** An open file; its bytes stay in the library's memory until `close`. */
export class PdfFile {
  private constructor(readonly pdfium: Pdfium, private readonly memory: number, private readonly length: number, private readonly document: number, readonly pages: number) {}

  /** @throws AppError `file_encrypted`, `file_damaged`, `no_pages`, `too_many_pages`. */
  static open(pdfium: Pdfium, bytes: Uint8Array, limits: PageLimits): PdfFile {
    pdfium.memoryCap.hold(bytes.length);
    const memory = pdfium.pdfium.wasmExports.malloc(bytes.length);
    if (!memory) throw new Error(`No memory for a file of ${bytes.length} bytes.`);
    pdfium.pdfium.HEAPU8.set(bytes, memory);
    const document = pdfium.FPDF_LoadMemDocument(memory, bytes.length, '');
    pdfium.memoryCap.check();
    const refuse = (error: AppError): never => {
      if (document) pdfium.FPDF_CloseDocument(document);
      pdfium.pdfium.wasmExports.free(memory);
      pdfium.memoryCap.hold(-bytes.length);
      throw error;
    };
    if (!document) return refuse(whyNotOpened(pdfium.FPDF_GetLastError(), bytes));
    const pages = pdfium.FPDF_GetPageCount(document);
    if (pages < 1) return refuse(new AppError('no_pages', 'The PDF has no pages.'));
    if (pages > limits.maxPages) {
      return refuse(new AppError('too_many_pages', `The PDF has ${pages} pages; at most ${limits.maxPages} are read.`, { details: { pages, maxPages: limits.maxPages } }));
    }
    return new PdfFile(pdfium, memory, bytes.length, document, pages);
  }

  close(): void {
    this.pdfium.FPDF_CloseDocument(this.document);
    this.pdfium.pdfium.wasmExports.free(this.memory);
    this.pdfium.memoryCap.hold(-this.length);
  }

  /** A PDF of one page (from 1) alone. @throws AppError `file_damaged` when the page cannot be copied. */
  extractPage(number: number): Uint8Array {
    const { pdfium } = this;
    const single = pdfium.FPDF_CreateNewDocument();
    const writer = pdfium.PDFiumExt_OpenFileWriter();
    try {
      if (!pdfium.FPDF_ImportPages(single, this.document, String(number), 0) || !pdfium.PDFiumExt_SaveAsCopy(single, writer)) {
        throw new AppError('file_damaged', `Page ${number} of the PDF cannot be taken out; export the document again.`, { details: { page: number } });
      }
      const size = pdfium.PDFiumExt_GetFileWriterSize(writer);
      const memory = pdfium.pdfium.wasmExports.malloc(size);
      pdfium.PDFiumExt_GetFileWriterData(writer, memory, size);
      const bytes = pdfium.pdfium.HEAPU8.slice(memory, memory + size);
      pdfium.pdfium.wasmExports.free(memory);
      return bytes;
    } finally {
      pdfium.PDFiumExt_CloseFileWriter(writer);
      pdfium.FPDF_CloseDocument(single);
    }
  }

  /** Size of every page in page pixels, from its description alone. @throws AppError `file_damaged` when a page has none. */
  sizes(): PixelSize[] {
    const { pdfium } = this;
    const memory = pdfium.pdfium.wasmExports.malloc(8);
    try {
      return Array.from({ length: this.pages }, (_, index) => {
        if (!pdfium.FPDF_GetPageSizeByIndexF(this.document, index, memory)) throw pageDamaged(index + 1);
        return pixelSize(pdfium.pdfium.HEAPF32[memory >> 2]!, pdfium.pdfium.HEAPF32[(memory >> 2) + 1]!, PAGE_DPI);
      });
    } finally {
      pdfium.pdfium.wasmExports.free(memory);
    }
  }

  /**
   * Runs work on one page (from 1) and closes it again.
   * @throws AppError `file_damaged` when the page cannot be loaded; any other Error means that the library is not to be used again.
   */
  withPage<T>(number: number, work: (page: PdfPage) => T): T {
    const handle = this.pdfium.FPDF_LoadPage(this.document, number - 1);
    this.pdfium.memoryCap.check();
    if (!handle) throw pageDamaged(number);
    try {
      const result = work(new PdfPage(this.pdfium, handle));
      this.pdfium.memoryCap.check();
      return result;
    } finally {
      this.pdfium.FPDF_ClosePage(handle);
    }
  }
}

function pageDamaged(page: number): AppError {
  return new AppError('file_damaged', `Page ${page} of the PDF cannot be opened; export the document again.`, { details: { page } });
}

export interface PixelSize { readonly width: number; readonly height: number }

function pixelSize(widthPt: number, heightPt: number, dpi: number): PixelSize {
  return { width: Math.max(1, Math.round((widthPt * dpi) / 72)), height: Math.max(1, Math.round((heightPt * dpi) / 72)) };
}

function whyNotOpened(code: number, bytes: Uint8Array): AppError {
  const locked = code === ERROR_PASSWORD || code === ERROR_SECURITY;
  if (locked) return new AppError('file_encrypted', 'The PDF is protected by a password; save it without one and send it again.');
  // A page tree without pages does not open at all.
  const empty = /\/Type\s*\/Pages\b[^>]*\/Count\s+0\b|\/Count\s+0\b[^>]*\/Type\s*\/Pages\b/.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  if (empty) return new AppError('no_pages', 'The PDF has no pages.');
  return new AppError('file_damaged', 'The PDF is damaged or cut short and cannot be opened; export or scan it again.', { details: { reason: code } });
}

/** One loaded page. Sizes are those seen by a reader: after the page's own rotation, inside its crop box. */
export class PdfPage {
  /** Points, 1/72 inch. */
  readonly widthPt: number;
  readonly heightPt: number;

  constructor(readonly pdfium: Pdfium, readonly handle: number) {
    this.widthPt = pdfium.FPDF_GetPageWidthF(handle);
    this.heightPt = pdfium.FPDF_GetPageHeightF(handle);
  }

  /** Pixels of the page at a resolution; PAGE_DPI gives the page pixels that quads speak of. */
  size(dpi: number = PAGE_DPI): PixelSize {
    return pixelSize(this.widthPt, this.heightPt, dpi);
  }

  /** Brightness at a resolution, on white, in memory that threads can share. */
  render(dpi: number, spare?: SharedArrayBuffer): PageImage {
    const { width, height } = this.size(dpi);
    const grey = sharedRoom(width * height, spare);
    // A line of its own lies where four pixels at a time can be taken.
    const line = new Uint8Array(width);
    this.draw(width, height, (row, y) => {
      toGrey(row, line);
      grey.set(line, y * width);
    });
    return { grey, width, height };
  }

  /** RGB pixels at a resolution, on white. */
  renderColour(dpi: number): ColourImage {
    const { width, height } = this.size(dpi);
    const rgb = new Uint8Array(width * height * 3);
    this.draw(width, height, (row, y) => rgb.set(row, y * width * 3));
    return { rgb, width, height };
  }

  /** @param take given each row, three bytes a pixel, which are good until it returns */
  private draw(width: number, height: number, take: (row: Uint8Array, y: number) => void): void {
    const rows = Math.min(height, Math.max(1, Math.floor(BAND_PIXELS / width)));
    const { pdfium } = this;
    const bitmap = pdfium.FPDFBitmap_CreateEx(width, rows, FORMAT_BGR, 0, 0);
    if (!bitmap) throw new AppError('image_too_large', `A page of ${width} × ${height} pixels cannot be drawn.`, { details: { width, height } });
    try {
      const stride = pdfium.FPDFBitmap_GetStride(bitmap);
      for (let top = 0; top < height; top += rows) {
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, rows, 0xffffffff);
        pdfium.FPDF_RenderPageBitmap(bitmap, this.handle, 0, -top, width, height, 0, WITH_ANNOTATIONS | RGB_ORDER);
        const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
        // Taken anew: drawing may have grown the memory.
        const heap = pdfium.pdfium.HEAPU8;
        for (let y = 0; y < Math.min(rows, height - top); y++) take(heap.subarray(start + y * stride, start + y * stride + width * 3), top + y);
      }
    } finally {
      pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }
}
