import { AppError } from '../common/errors/app-error';
import type { PageLimits } from './document-reader';
import { readImageFacts, type DecodedPage, type PictureDecoder } from './image/decode-image';
import { sniffFileType } from './image/sniff-file-type';
import type { OcrProfile } from './ocr.types';
import type { PdfPageReading } from './pdf/pdf-calls';
import type { PdfReader } from './pdf/pdf-reader';

/** Longest side worth reading, in pixels: A4 at 300 DPI and a little. Larger pictures are brought down to it. */
export const WORKING_SIDE = 3600;
/** A PDF drawn finer than that may be larger: an A4 sheet and a little. */
const A4_INCHES = 12;

/** One file as pages. Pixels of a page may be asked for more than once: they are made anew each time. */
export interface PageSource {
  readonly pages: number;
  pixels(page: number, profile: OcrProfile): Promise<DecodedPage>;
  /** The text layer of a page; `null` when the file type has none. */
  text(page: number): Promise<PdfPageReading | null>;
  close(): Promise<void>;
}

/** What a file is, by its bytes. @throws AppError `file_empty`, `file_type_unsupported`. */
export function requireFileType(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new AppError('file_empty', 'The file is empty.');
  const type = sniffFileType(bytes);
  if (!type) throw new AppError('file_type_unsupported', 'Only PDF, PNG, JPEG, TIFF, WebP and, where it can be decoded, HEIC are read; this file is none of them.');
  return type;
}

/** @param decode makes pixels of pictures @throws AppError `file_*`, `no_pages`, `too_many_pages`, `image_*`. */
export async function openPageSource(bytes: Uint8Array, pdfs: PdfReader, limits: PageLimits, decode: PictureDecoder): Promise<PageSource> {
  const type = requireFileType(bytes);
  if (type === 'application/pdf') {
    const pdf = await pdfs.open(bytes);
    return {
      pages: pdf.pages, close: () => pdf.close(), text: (page) => pdf.text(page),
      pixels: (page, { dpi }) => pdf.render(page, dpi, Math.max(WORKING_SIDE, dpi * A4_INCHES)),
    };
  }
  const { pages } = await readImageFacts(bytes, type, limits);
  return { pages, close: () => Promise.resolve(), text: () => Promise.resolve(null), pixels: (page) => decode(bytes, page, limits, WORKING_SIDE) };
}
