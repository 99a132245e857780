import type { PageImage } from './page-image';

/** Sizes that memory for pixels comes in: pages of about one size are to fit in each other's. What no page has touched takes no room. */
const STEP_BYTES = 2 ** 22;

/** Room for so many pixels in memory that threads share: in the spare memory where that is large enough. */
export function sharedRoom(length: number, spare?: SharedArrayBuffer): Uint8Array {
  return new Uint8Array(spare && spare.byteLength >= length ? spare : new SharedArrayBuffer(Math.ceil(length / STEP_BYTES) * STEP_BYTES), 0, length);
}

/** The page with its pixels in memory that threads share; the same object where they are already. */
export function sharedPixels(page: PageImage, spare?: SharedArrayBuffer): PageImage {
  if (page.grey.buffer instanceof SharedArrayBuffer) return page;
  const grey = sharedRoom(page.grey.length, spare);
  grey.set(page.grey);
  return { ...page, grey };
}

/** Bytes that shared memory is copied by where both sides begin alike. */
export const WORD = 8;

/**
 * Copies pixels to `to`, a whole number of `WORD`s, or a few bytes further, so that both sides begin alike: memory that threads share is copied byte by byte otherwise
 * (measured: 4 GB/s and not 20).
 * @returns where they begin, less than a `WORD` beyond `to`
 */
export function copyPixels(from: Uint8Array, into: Uint8Array, to: number): number {
  const at = to + (from.byteOffset % WORD);
  into.set(from, at);
  return at;
}
