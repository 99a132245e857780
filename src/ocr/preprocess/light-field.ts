import type { GreySample } from './grey-sample';

/** Brightness of a page square by square of `TILE` sample pixels. Percentiles, 0..255: ink is what a twentieth is darker than, paper what a tenth is brighter than. */
export interface LightField {
  readonly columns: number;
  readonly rows: number;
  readonly ink: Uint8Array;
  readonly middle: Uint8Array;
  readonly paper: Uint8Array;
  readonly glare: Uint8Array;
}

export const TILE = 32;
const [INK, MIDDLE, PAPER, GLARE] = [0.03, 0.5, 0.9, 0.97];

export function lightField({ grey, width, height }: GreySample): LightField {
  const [columns, rows] = [Math.max(1, Math.round(width / TILE)), Math.max(1, Math.round(height / TILE))];
  const count = columns * rows;
  const field = { columns, rows, ink: new Uint8Array(count), middle: new Uint8Array(count), paper: new Uint8Array(count), glare: new Uint8Array(count) };
  const histogram = new Uint32Array(128);
  for (let r = 0, tile = 0; r < rows; r++) {
    const [top, bottom] = [Math.floor((r * height) / rows), Math.floor(((r + 1) * height) / rows)];
    for (let c = 0; c < columns; c++, tile++) {
      const [left, right] = [Math.floor((c * width) / columns), Math.floor(((c + 1) * width) / columns)];
      histogram.fill(0);
      for (let y = top; y < bottom; y++) for (let at = y * width + left, end = y * width + right; at < end; at++) histogram[grey[at]! >> 1]!++;
      const pixels = (bottom - top) * (right - left);
      field.ink[tile] = percentile(histogram, pixels * INK);
      field.middle[tile] = percentile(histogram, pixels * MIDDLE);
      field.paper[tile] = percentile(histogram, pixels * PAPER);
      field.glare[tile] = percentile(histogram, pixels * GLARE);
    }
  }
  return field;
}

function percentile(histogram: Uint32Array, rank: number): number {
  let seen = 0;
  for (let bin = 0; bin < histogram.length; bin++) {
    seen += histogram[bin]!;
    if (seen > rank) return bin * 2 + 1;
  }
  return 255;
}
