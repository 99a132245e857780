import type { PageImage } from '../image/page-image';

/** The page with its pixels in memory that threads share; the same object where they are already. */
export function sharedPixels(page: PageImage): PageImage {
  if (page.rgb.buffer instanceof SharedArrayBuffer) return page;
  const rgb = new Uint8Array(new SharedArrayBuffer(page.rgb.length));
  rgb.set(page.rgb);
  return { ...page, rgb };
}
