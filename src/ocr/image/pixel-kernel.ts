import { type Kernel, loadKernel } from './load-kernel';

/** Loops over all pixels of a page, in WebAssembly (decision 015). Places are bytes of its memory; `end` is where writing ends, rounded up to what is written at once. */
export interface PixelKernel extends Kernel {
  /** Luma of ITU-R BT.601 of three bytes a pixel, sixteen at a time. */
  readonly grey: (rgb: number, to: number, end: number) => void;
  /** Pixels × 16-bit gains in 4096ths, below 16384, `part` 32768ths of the way from those at `upper` to those at `lower`; eight at a time. */
  readonly light: (grey: number, upper: number, lower: number, part: number, to: number, end: number) => void;
  /** 16-bit sums of some rows' pixels, of 257 rows at most, column by column, eight at a time. */
  readonly add: (grey: number, stride: number, rows: number, to: number, end: number) => void;
  /** The brighter of each two pixels, sixteen at a time. */
  readonly brighter: (a: number, b: number, to: number, end: number) => void;
  /** The darker of each two pixels, sixteen at a time. */
  readonly darker: (a: number, b: number, to: number, end: number) => void;
  /** Shares of 0 to 1, single precision, as 0..255, sixteen at a time. */
  readonly bytes: (shares: number, to: number, end: number) => void;
  /** How many of every second pixel from `grey` on differ by more than `most` levels from the pixel two before; sixteen pixels at a time. */
  readonly steps: (grey: number, end: number, most: number) => number;
  /** One row whose pixel u (middles at halves) is that at ((a·u + x) / (g·u + w), (d·u + y) / (g·u + w)) of a page, bilinear; `WARP_RUN` at a time. Reads a row and two bytes beyond the page, whose rows begin `stride` bytes after each other. */
  readonly warp: (page: number, stride: number, width: number, height: number, a: number, x: number, d: number, y: number, g: number, w: number, to: number, end: number) => void;
}

/** Pixels that loops write at once. */
export const [EIGHT, SIXTEEN, WARP_RUN] = [8, 16, 32];

let loaded: PixelKernel | undefined;

/** The kernel of this thread, loaded when it is first needed. */
export function pixelKernel(): PixelKernel {
  return loaded ??= loadKernel<PixelKernel>(__dirname, 'pixel-kernel');
}
