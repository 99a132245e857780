/** Pixels of one page: `rgb` holds height × width × 3 bytes, rows from the top. */
export interface PageImage {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type QuarterTurn = 0 | 90 | 180 | 270;

/** The page turned clockwise by quarter turns; the same object for 0. */
export function turnPage(page: PageImage, degrees: QuarterTurn): PageImage {
  if (degrees === 0) return page;
  const { width, height, rgb } = page;
  const sideways = degrees !== 180;
  const outWidth = sideways ? height : width;
  const outHeight = sideways ? width : height;
  const out = new Uint8Array(width * height * 3);
  // Where source pixel (0, 0) lands, and how far one step right or down in the source moves in the target.
  const [start, right, down] = degrees === 90 ? [outWidth - 1, outWidth, -1]
    : degrees === 180 ? [outWidth * outHeight - 1, -1, -outWidth]
    : [(outHeight - 1) * outWidth, -outWidth, 1];
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0, to = (start + y * down) * 3; x < width; x++, from += 3, to += right * 3) {
      out[to] = rgb[from]!;
      out[to + 1] = rgb[from + 1]!;
      out[to + 2] = rgb[from + 2]!;
    }
  }
  return { rgb: out, width: outWidth, height: outHeight };
}

/**
 * Share of sampled neighbours with a sharp step in brightness: about 0 for an empty page however it is lit,
 * 0.001 and more once anything is written on it.
 */
export function inkShare(page: PageImage): number {
  const { rgb, width, height } = page;
  const step = 48;
  let sharp = 0;
  let seen = 0;
  for (let y = 1; y < height - 1; y += 2) {
    for (let x = 2, at = (y * width + 2) * 3; x < width; x += 2, at += 6) {
      seen++;
      if (Math.abs(rgb[at + 1]! - rgb[at - 5]!) > step) sharp++;
    }
  }
  return seen === 0 ? 0 : sharp / seen;
}
