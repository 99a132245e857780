import { haveRoom, upTo } from '../image/load-kernel';
import type { PageImage } from '../image/page-image';
import { EIGHT, pixelKernel } from '../image/pixel-kernel';
import { copyPixels, WORD } from '../image/shared-pixels';

/** A page brought down by a whole factor: `grey` holds height × width bytes. */
export interface GreySample {
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Page pixels per sample pixel. */
  readonly factor: number;
}

/** Mean brightness of squares of `factor` pixels, so that the longer side is at most `longestSide`; a page's longer side is at most 257 times that. */
export function greySample({ grey: pixels, width, height }: PageImage, longestSide: number): GreySample {
  const factor = Math.max(1, Math.ceil(Math.max(width, height) / longestSide));
  const [columns, rows] = [Math.floor(width / factor), Math.floor(height / factor)];
  const grey = new Uint8Array(columns * rows);
  const means = MEANS[factor] ?? meansOfAny;
  const kernel = pixelKernel();
  const to = upTo(width * factor + WORD, 2 * EIGHT), end = to + 2 * width;
  haveRoom(kernel, upTo(end, 2 * EIGHT));
  const memory = new Uint8Array(kernel.memory.buffer), sums = new Uint16Array(kernel.memory.buffer, to, width);
  for (let y = 0; y < rows; y++) {
    kernel.add(copyPixels(pixels.subarray(y * factor * width, (y + 1) * factor * width), memory, 0), width, factor, to, end);
    means(sums, grey, y * columns, columns, factor);
  }
  return { grey, width: columns, height: rows, factor };
}

/** Writes the means of one row of squares, `count` from `out[from]` on. */
type RowOfMeans = (sums: Uint16Array, out: Uint8Array, from: number, count: number, factor: number) => void;

/** Squares of A4 at 150, 200 and 300 DPI are written out: a third less time. */
const MEANS: Readonly<Record<number, RowOfMeans>> = { 2: meansOfTwo, 3: meansOfThree, 4: meansOfFour };

function meansOfTwo(sums: Uint16Array, out: Uint8Array, from: number, count: number): void {
  for (let x = 0, at = 0; x < count; x++, at += 2) out[from + x] = (sums[at]! + sums[at + 1]!) >> 2;
}

function meansOfThree(sums: Uint16Array, out: Uint8Array, from: number, count: number): void {
  for (let x = 0, at = 0; x < count; x++, at += 3) out[from + x] = (sums[at]! + sums[at + 1]! + sums[at + 2]!) / 9;
}

function meansOfFour(sums: Uint16Array, out: Uint8Array, from: number, count: number): void {
  for (let x = 0, at = 0; x < count; x++, at += 4) out[from + x] = (sums[at]! + sums[at + 1]! + sums[at + 2]! + sums[at + 3]!) >> 4;
}

function meansOfAny(sums: Uint16Array, out: Uint8Array, from: number, count: number, factor: number): void {
  for (let x = 0, at = 0; x < count; x++) {
    let sum = 0;
    for (const end = at + factor; at < end; at++) sum += sums[at]!;
    out[from + x] = sum / (factor * factor);
  }
}
