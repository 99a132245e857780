import { haveRoom, upTo } from '../image/load-kernel';
import { pixelKernel, SIXTEEN } from '../image/pixel-kernel';
import type { GreySample } from './grey-sample';

interface Rows {
  readonly width: number;
  readonly height: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
}

/**
 * A sample without what is dark and narrow: the greatest, then the least of the `reach` pixels to every side of each (a morphological closing). Columns are done
 * first, whole rows at a time, then rows the same way on a picture lying on its side.
 */
export function closed({ grey, width, height }: GreySample, reach: number): Uint8Array {
  const upright = new ColumnFilter({ width, height, stride: upTo(width, SIXTEEN) }, reach);
  upright.put(grey);
  upright.spread('brighter');
  const lying = new ColumnFilter({ width: height, height: width, stride: upTo(height, SIXTEEN) }, reach);
  lying.put(transposed(upright.take(), width, height));
  lying.spread('brighter');
  lying.spread('darker');
  const back = transposed(lying.take(), height, width);
  upright.put(back);
  upright.spread('darker');
  return upright.take();
}

/**
 * The greatest or the least of `reach` pixels up and down, at three comparisons a pixel (van Herk 1992, "A fast algorithm for local minimum and
 * maximum filters"): each window is the end of one block and the start of the next, both gathered beforehand. In the kernel's memory, which the next one uses too.
 */
class ColumnFilter {
  private readonly kernel = pixelKernel();
  private readonly block: number;
  private readonly size: number;

  constructor(private readonly rows: Rows, private readonly reach: number) {
    this.block = 2 * reach + 1;
    this.size = upTo(rows.height + 2 * reach, this.block);
    haveRoom(this.kernel, 3 * this.size * rows.stride);
  }

  put(grey: Uint8Array): void {
    const { width, height, stride } = this.rows;
    const memory = new Uint8Array(this.kernel.memory.buffer);
    for (let y = 0; y < height; y++) memory.set(grey.subarray(y * width, (y + 1) * width), (y + this.reach) * stride);
  }

  take(): Uint8Array {
    const { width, height, stride } = this.rows;
    const memory = new Uint8Array(this.kernel.memory.buffer);
    const out = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      const from = (y + this.reach) * stride;
      out.set(memory.subarray(from, from + width), y * width);
    }
    return out;
  }

  spread(which: 'brighter' | 'darker'): void {
    const { rows: { height, stride }, reach, block, size, kernel } = this;
    const beyond = which === 'brighter' ? 0 : 255;
    new Uint8Array(kernel.memory.buffer).fill(beyond, 0, reach * stride).fill(beyond, (reach + height) * stride, size * stride);
    const pick = kernel[which];
    const onwards = size * stride, backwards = 2 * onwards;
    const gather = (to: number, row: number, before: number): void => pick(row * stride, before, to + row * stride, to + (row + 1) * stride);
    for (let first = 0; first < size; first += block) {
      const last = first + block - 1;
      // The first of a block has only itself.
      gather(onwards, first, first * stride);
      for (let row = first + 1; row <= last; row++) gather(onwards, row, onwards + (row - 1) * stride);
      gather(backwards, last, last * stride);
      for (let row = last - 1; row >= first; row--) gather(backwards, row, backwards + (row + 1) * stride);
    }
    for (let y = 0; y < height; y++) {
      const to = (y + reach) * stride;
      pick(backwards + y * stride, onwards + (y + 2 * reach) * stride, to, to + stride);
    }
  }
}

function transposed(from: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(from.length);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0, to = y; x < width; x++, at++, to += height) out[to] = from[at]!;
  return out;
}
