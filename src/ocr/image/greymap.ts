import type { PageImage } from './page-image';

/** Portable greymap (netpbm "P5") of a page: a header and one byte per pixel, so it costs no compression. */
export function pixelsAsGreymap({ rgb, width, height }: PageImage): Buffer {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const file = Buffer.allocUnsafe(header.length + width * height);
  header.copy(file);
  for (let to = header.length, from = 0; to < file.length; to++, from += 3) file[to] = (rgb[from]! * 77 + rgb[from + 1]! * 151 + rgb[from + 2]! * 28) >> 8;
  return file;
}
