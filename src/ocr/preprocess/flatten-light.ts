import type { PageImage } from '../image/page-image';
import { haveRoom, upTo } from '../image/load-kernel';
import { EIGHT, pixelKernel } from '../image/pixel-kernel';
import { copyPixels, WORD } from '../image/shared-pixels';
import { closed } from './closed';
import type { GreySample } from './grey-sample';

/** Sample pixels: what is printed dark and is less than twice as wide, a band of colour too, counts as ink and not as paper in a shadow. */
const REACH = 40;
/** What paper becomes, and how much brighter a pixel may be made for it: what is darker still is print rather than shadow. */
const PAPER = 250;
const MAX_GAIN = 3;
/** The kernel's gains are whole numbers of these parts, its shares of those. */
const [UNIT, WHOLE] = [4096, 32_768];

/**
 * Takes the light off a page: every pixel is divided by the paper around it, which is the sample with its print closed
 * (greatest, then least of a neighbourhood), so that the edge of a shadow stays where it is.
 */
export function flattenLight({ grey, width, height }: PageImage, sample: GreySample): PageImage {
  const gains = gainsOf(closed(sample, REACH));
  const kernel = pixelKernel();
  const padded = upTo(width, EIGHT);
  const from = 4 * padded, to = from + padded + WORD;
  haveRoom(kernel, to + padded);
  const memory = new Uint8Array(kernel.memory.buffer);
  const line = memory.subarray(to, to + width);
  const spread = rowsSpread(new Int16Array(kernel.memory.buffer, 0, 2 * padded), gains, width, sample);
  const out = new Uint8Array(grey.length);
  for (let y = 0; y < height; y++) {
    const { first, part } = placeIn(y, sample.height, sample.factor);
    const [upper, lower] = spread(first);
    kernel.light(copyPixels(grey.subarray(y * width, (y + 1) * width), memory, from), upper, lower, Math.min(WHOLE - 1, Math.round(part * WHOLE)), to, to + width);
    out.set(line, y * width);
  }
  return { grey: out, width, height };
}

/** What each sample pixel's paper is to be multiplied by, in 4096ths. */
function gainsOf(paper: Uint8Array): Float32Array {
  const levels = Float32Array.from({ length: 256 }, (_, level) => UNIT * Math.min(MAX_GAIN, PAPER / Math.max(1, level)));
  // One more at the end: the last column has no next one, and the next one of it no share.
  const gains = new Float32Array(paper.length + 1);
  for (let at = 0; at < paper.length; at++) gains[at] = levels[paper[at]!]!;
  return gains;
}

/** Rows of gains as wide as the page: a function that says where in memory a row of the sample and the next one lie, each written once. Asked for in order. */
function rowsSpread(room: Int16Array, gains: Float32Array, width: number, sample: GreySample): (row: number) => readonly [upper: number, lower: number] {
  const columns = Array.from({ length: width }, (_, x) => placeIn(x, sample.width, sample.factor));
  const [left, share] = [Int32Array.from(columns, ({ first }) => first), Float32Array.from(columns, ({ part }) => part)];
  const padded = room.length / 2;
  let written = -1;
  const write = (row: number): void => {
    const start = row * sample.width, slot = (row % 2) * padded;
    for (let x = 0; x < width; x++) {
      const at = start + left[x]!;
      room[slot + x] = (gains[at]! + (gains[at + 1]! - gains[at]!) * share[x]!) | 0;
    }
  };
  return (row) => {
    for (; written < Math.min(row + 1, sample.height - 1); written++) write(written + 1);
    return [2 * (row % 2) * padded, 2 * ((row + 1) % 2) * padded];
  };
}

/** Between which sample pixels the middle of a page pixel stands: the first of them, and the share of the next. */
function placeIn(pixel: number, size: number, factor: number): { readonly first: number; readonly part: number } {
  const at = Math.min(size - 1, Math.max(0, (pixel + 0.5) / factor - 0.5));
  return { first: at | 0, part: at - (at | 0) };
}
