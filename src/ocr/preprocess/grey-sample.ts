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
  const means = MEANS[factor] ?? meansOfAny;
  for (let y = 0; y < rows; y++) means(pixels, y * factor * width, width, grey.subarray(y * columns, (y + 1) * columns), factor);
  return { grey, width: columns, height: rows, factor };
}

/** Writes the means of one row of squares, the first of which begins at `start`. */
type RowOfMeans = (pixels: Uint8Array, start: number, width: number, out: Uint8Array, factor: number) => void;

/** Squares of A4 at 150, 200 and 300 DPI are written out: half the time. */
const MEANS: Readonly<Record<number, RowOfMeans>> = { 2: meansOfTwo, 3: meansOfThree, 4: meansOfFour };

function meansOfTwo(pixels: Uint8Array, start: number, width: number, out: Uint8Array): void {
  for (let x = 0, a = start, b = a + width; x < out.length; x++, a += 2, b += 2) out[x] = (pixels[a]! + pixels[a + 1]! + pixels[b]! + pixels[b + 1]!) / 4;
}

function meansOfThree(pixels: Uint8Array, start: number, width: number, out: Uint8Array): void {
  for (let x = 0, a = start, b = a + width, c = b + width; x < out.length; x++, a += 3, b += 3, c += 3) {
    out[x] = (pixels[a]! + pixels[a + 1]! + pixels[a + 2]! + pixels[b]! + pixels[b + 1]! + pixels[b + 2]! + pixels[c]! + pixels[c + 1]! + pixels[c + 2]!) / 9;
  }
}

function meansOfFour(pixels: Uint8Array, start: number, width: number, out: Uint8Array): void {
  for (let x = 0, a = start, b = a + width, c = b + width, d = c + width; x < out.length; x++, a += 4, b += 4, c += 4, d += 4) {
    const upper = pixels[a]! + pixels[a + 1]! + pixels[a + 2]! + pixels[a + 3]! + pixels[b]! + pixels[b + 1]! + pixels[b + 2]! + pixels[b + 3]!;
    out[x] = (upper + pixels[c]! + pixels[c + 1]! + pixels[c + 2]! + pixels[c + 3]! + pixels[d]! + pixels[d + 1]! + pixels[d + 2]! + pixels[d + 3]!) / 16;
  }
}

function meansOfAny(pixels: Uint8Array, start: number, width: number, out: Uint8Array, factor: number): void {
  const sums = new Uint16Array(out.length);
  for (let dy = 0; dy < factor; dy++) {
    let at = start + dy * width;
    for (let x = 0; x < sums.length; x++) {
      let sum = 0;
      for (let dx = 0; dx < factor; dx++, at++) sum += pixels[at]!;
      sums[x] = sums[x]! + sum;
    }
  }
  for (let x = 0; x < out.length; x++) out[x] = sums[x]! / (factor * factor);
}
