import type { PageImage } from './page-image';

/** Portable greymap (netpbm "P5") of a page: a header and one byte per pixel, so it costs no compression. */
export function pixelsAsGreymap({ grey, width, height }: PageImage): Buffer {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  return Buffer.concat([header, grey]);
}
