/**
 * Pixels of one page as the reader sees them: `grey` holds height × width bytes, rows from the top. What an invoice says it says in brightness:
 * measured on tuning pages, models read grey pages as well as coloured ones, at a third of the memory and of the work on pixels.
 */
export interface PageImage {
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Pixels of one page as people see it: `rgb` holds height × width × 3 bytes, rows from the top. */
export interface ColourImage {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Brightness of coloured pixels (ITU-R BT.601 luma). @param rgb three bytes a pixel @param grey takes one byte a pixel */
export function toGrey(rgb: Uint8Array, grey: Uint8Array): void {
  for (let to = 0, at = 0; to < grey.length; to++, at += 3) grey[to] = (rgb[at]! * 77 + rgb[at + 1]! * 151 + rgb[at + 2]! * 28) >> 8;
}

export type QuarterTurn = 0 | 90 | 180 | 270;

/** The page turned clockwise by quarter turns; the same object for 0. */
export function turnPage(page: PageImage, degrees: QuarterTurn): PageImage {
  if (degrees === 0) return page;
  const { width, height, grey } = page;
  const sideways = degrees !== 180;
  const outWidth = sideways ? height : width;
  const outHeight = sideways ? width : height;
  const out = new Uint8Array(width * height);
  // Where source pixel (0, 0) lands, and how far one step right or down in the source moves in the target.
  const [start, right, down] = degrees === 90 ? [outWidth - 1, outWidth, -1]
    : degrees === 180 ? [outWidth * outHeight - 1, -1, -outWidth]
    : [(outHeight - 1) * outWidth, -outWidth, 1];
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0, to = start + y * down; x < width; x++, from++, to += right) out[to] = grey[from]!;
  }
  return { grey: out, width: outWidth, height: outHeight };
}

/**
 * Share of sampled neighbours with a sharp step in brightness: about 0 for an empty page however it is lit,
 * 0.001 and more once anything is written on it.
 */
export function inkShare(page: PageImage): number {
  const { grey, width, height } = page;
  const step = 48;
  let sharp = 0;
  let seen = 0;
  for (let y = 1; y < height - 1; y += 2) {
    for (let x = 2, at = y * width + 2; x < width; x += 2, at += 2) {
      seen++;
      if (Math.abs(grey[at]! - grey[at - 2]!) > step) sharp++;
    }
  }
  return seen === 0 ? 0 : sharp / seen;
}
