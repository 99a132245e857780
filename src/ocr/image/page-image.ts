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
