import type { PageLimits } from '../document-reader';
import type { OcrLine } from '../ocr.types';
import { AppError } from '../../common/errors/app-error';
import type { Distrust } from './trust-text-layer';

/** What crosses between the PDF thread and its client. */
export interface PdfPageRequest { readonly id: number; readonly page: number; readonly limits: PageLimits }
export interface RenderRequest extends PdfPageRequest { readonly dpi: number; readonly longestSide: number; readonly spare: SharedArrayBuffer | undefined }
export interface PictureRequest extends PdfPageRequest { readonly dpi: number }

/** The text layer of a page in page pixels, or why it is not believed. */
export interface PdfPageReading { readonly width: number; readonly height: number; readonly distrust: Distrust | null; readonly lines: readonly OcrLine[] }

/** @throws AppError `image_too_small`, `image_too_large` for a sheet whose page pixels break the limits. */
export function checkPageSize({ width, height }: { width: number; height: number }, { minSide, maxPixels }: PageLimits): void {
  if (Math.min(width, height) < minSide) throw new AppError('image_too_small', `A page of the PDF is only ${width} × ${height} pixels.`, { details: { width, height, minSide } });
  if (width * height > maxPixels) throw new AppError('image_too_large', `A page of the PDF claims ${width} × ${height} pixels; at most ${maxPixels} are read.`, { details: { width, height, maxPixels } });
}
