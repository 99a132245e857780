import type { PageImage } from '../image/page-image';

/** A page brought down by a whole factor: `grey` holds height × width bytes. */
export interface GreySample {
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Page pixels per sample pixel. */
  readonly factor: number;
}

/** Mean brightness of squares of `factor` pixels, so that the longer side is at most `longestSide`. */
export function greySample({ grey: pixels, width, height }: PageImage, longestSide: number): GreySample {
  const factor = Math.max(1, Math.ceil(Math.max(width, height) / longestSide));
  const [columns, rows] = [Math.floor(width / factor), Math.floor(height / factor)];
  const grey = new Uint8Array(columns * rows);
  const sums = new Uint16Array(columns);
  const share = 1 / (factor * factor);
  for (let y = 0, to = 0; y < rows; y++) {
    sums.fill(0);
    for (let dy = 0; dy < factor; dy++) {
      let at = (y * factor + dy) * width;
      for (let x = 0; x < columns; x++) {
        let sum = 0;
        for (let dx = 0; dx < factor; dx++, at++) sum += pixels[at]!;
        sums[x] = sums[x]! + sum;
      }
    }
    for (let x = 0; x < columns; x++, to++) grey[to] = sums[x]! * share;
  }
  return { grey, width: columns, height: rows, factor };
}
