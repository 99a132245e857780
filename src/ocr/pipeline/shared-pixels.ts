import type { PageImage } from '../image/page-image';

/** The page with its pixels in memory that threads share; the same object where they are already. */
export function sharedPixels(page: PageImage): PageImage {
  if (page.grey.buffer instanceof SharedArrayBuffer) return page;
  const grey = new Uint8Array(new SharedArrayBuffer(page.grey.length));
  grey.set(page.grey);
  return { ...page, grey };
}
