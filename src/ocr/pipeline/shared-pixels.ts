import type { PageImage } from '../image/page-image';

/** The page with its pixels in memory that threads share; the same object where they are already. */
export function sharedPixels(page: PageImage): PageImage {
  const grey = sharedBytes(page.grey);
  return grey === page.grey ? page : { ...page, grey };
}

/** The bytes in memory that threads share; the same object where they are already. */
export function sharedBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}
