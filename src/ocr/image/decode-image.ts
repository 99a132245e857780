import sharp, { type Metadata, type Sharp } from 'sharp';
import { AppError } from '../../common/errors/app-error';
import type { PageLimits } from '../document-reader';
import type { ColourImage, PageImage } from './page-image';
import { sharedRoom } from './shared-pixels';
import { toGrey } from './to-grey';

/** A picture as found, before any pixel is decoded. `width` and `height` are those after EXIF orientation. */
export interface ImageFacts { readonly pages: number; readonly width: number; readonly height: number }

/** A decoded page and how large it was before it was brought down to a size that is worth reading. */
export interface DecodedPage { readonly image: PageImage; readonly width: number; readonly height: number }

/** `decodePage`, here or on another thread. */
export type PictureDecoder = (bytes: Uint8Array, page: number, limits: PageLimits, longestSide: number) => Promise<DecodedPage>;

// Decoded pages are large and never asked for twice: a cache of them would only hold memory.
sharp.cache(false);

/**
 * Reads the header and refuses what is absurd before memory is taken for it.
 * @throws AppError `file_damaged`, `file_type_unsupported` (no decoder for it), `image_too_small`, `image_too_large`, `too_many_pages`.
 */
export async function readImageFacts(bytes: Uint8Array, mime: string, limits: PageLimits): Promise<ImageFacts> {
  const { width, height, orientation = 1, pages = 1 } = await readHeader(bytes, mime);
  checkSize(width, height, limits);
  // An animation is one picture here: its first.
  const count = mime === 'image/tiff' ? pages : 1;
  if (count > limits.maxPages) throw new AppError('too_many_pages', `The file has ${count} pages; at most ${limits.maxPages} are read.`, { details: { pages: count, maxPages: limits.maxPages } });
  return orientation >= 5 ? { pages: count, width: height, height: width } : { pages: count, width, height };
}

/** @throws AppError `image_too_small`, `image_too_large`. */
export function checkSize(width: number, height: number, limits: PageLimits): void {
  if (Math.min(width, height) < limits.minSide) {
    throw new AppError('image_too_small', `The picture is ${width} × ${height} pixels; at least ${limits.minSide} on each side are needed.`, { details: { width, height, minSide: limits.minSide } });
  }
  if (width * height > limits.maxPixels) {
    throw new AppError('image_too_large', `The picture claims ${width} × ${height} pixels; at most ${limits.maxPixels} are read.`, { details: { width, height, maxPixels: limits.maxPixels } });
  }
}

/** Decodes every pixel of one page and throws them away. @throws AppError `file_damaged`. */
export async function proveDecodable(bytes: Uint8Array, page: number, limits: PageLimits): Promise<void> {
  // A tiny result, so that rows are dropped as they come; 'fill' keeps JPEG from being shortened by more than its size.
  await guarded(() => open(bytes, page, limits).resize(32, 32, { fit: 'fill', fastShrinkOnLoad: false }).raw().toBuffer());
}

/**
 * Upright pixels of one page (from 1), white where it was transparent, no side longer than `longestSide`.
 * @param spare memory for the pixels, see `sharedRoom`
 * @throws AppError `file_damaged`, `image_too_small`, `image_too_large`.
 */
export async function decodePage(bytes: Uint8Array, page: number, limits: PageLimits, longestSide: number, spare?: SharedArrayBuffer): Promise<DecodedPage> {
  const header = await guarded(() => open(bytes, page, limits).metadata());
  checkSize(header.width, header.height, limits);
  const [width, height] = (header.orientation ?? 1) >= 5 ? [header.height, header.width] : [header.width, header.height];
  const upright = flat(open(bytes, page, limits));
  const sized = Math.max(width, height) > longestSide ? upright.resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true }) : upright;
  const { data, info } = await guarded(() => sized.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }));
  return { image: { grey: sharedGrey(data, spare), width: info.width, height: info.height }, width, height };
}

/** PNG of one page (from 1) in all its pixels, upright. @throws AppError `file_damaged`. */
export async function imagePageAsPng(bytes: Uint8Array, page: number, limits: PageLimits): Promise<Buffer> {
  return guarded(() => flat(open(bytes, page, limits)).png({ compressionLevel: 6 }).toBuffer());
}

/** PNG of raw pixels. */
export async function pixelsAsPng(image: PageImage | ColourImage): Promise<Buffer> {
  const { width, height } = image;
  const [pixels, channels] = 'rgb' in image ? [image.rgb, 3 as const] : [image.grey, 1 as const];
  return sharp(pixels, { raw: { width, height, channels } }).png({ compressionLevel: 6 }).toBuffer();
}

function open(bytes: Uint8Array, page: number, limits: PageLimits): Sharp {
  return sharp(bytes, { failOn: 'truncated', limitInputPixels: limits.maxPixels, sequentialRead: true, page: page - 1, autoOrient: true });
}

function flat(image: Sharp): Sharp {
  return image.flatten({ background: '#ffffff' }).toColourspace('srgb');
}

async function readHeader(bytes: Uint8Array, mime: string): Promise<Metadata> {
  try {
    return await sharp(bytes, { failOn: 'truncated', limitInputPixels: false }).metadata();
  } catch (cause) {
    if (mime === 'image/heic') throw new AppError('file_type_unsupported', 'This HEIC picture cannot be decoded here; send it as JPEG, PNG or PDF.', { cause });
    throw damaged(cause);
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw damaged(cause);
  }
}

function damaged(cause: unknown): AppError {
  return new AppError('file_damaged', 'The picture is damaged or cut short and cannot be decoded; scan or export it again.', { cause });
}

/** Brightness of RGB pixels in memory that threads can share. Made here, because the decoder takes twice as long over it. */
function sharedGrey(rgb: Uint8Array, spare: SharedArrayBuffer | undefined): Uint8Array {
  const grey = sharedRoom(rgb.length / 3, spare);
  toGrey(rgb, grey);
  return grey;
}
