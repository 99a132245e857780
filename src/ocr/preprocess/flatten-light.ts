import type { PageImage } from '../image/page-image';
import type { GreySample } from './grey-sample';

/** Sample pixels: what is printed dark and is less than twice as wide, a band of colour too, counts as ink and not as paper in a shadow. */
const REACH = 40;
/** What paper becomes, and how much brighter a pixel may be made for it: what is darker still is print rather than shadow. */
const PAPER = 250;
const MAX_GAIN = 3;
/** Gains are whole numbers of these parts: a page has millions of pixels. */
const UNIT_BITS = 12;
const UNIT = 1 << UNIT_BITS;

/**
 * Takes the light off a page: every pixel is divided by the paper around it, which is the sample with its print closed
 * (greatest, then least of a neighbourhood), so that the edge of a shadow stays where it is.
 */
export function flattenLight({ grey, width, height }: PageImage, sample: GreySample): PageImage {
  const gain = Float32Array.from(closed(sample), (paper) => UNIT * Math.min(MAX_GAIN, PAPER / Math.max(1, paper)));
  const [out, row] = [new Uint8Array(grey.length), new Float32Array(sample.width + 1)];
  const columns = Array.from({ length: width }, (_, x) => placeIn(x, sample.width, sample.factor));
  const [left, share] = [Int32Array.from(columns, ({ first }) => first), Float32Array.from(columns, ({ part }) => part)];
  for (let y = 0, at = 0; y < height; y++) {
    const { first, part } = placeIn(y, sample.height, sample.factor);
    const [top, bottom] = [first * sample.width, Math.min(sample.height - 1, first + 1) * sample.width];
    for (let c = 0; c < sample.width; c++) row[c] = gain[top + c]! * (1 - part) + gain[bottom + c]! * part;
    for (let x = 0; x < width; x++, at++) {
      const c = left[x]!;
      const g = (row[c]! + (row[c + 1]! - row[c]!) * share[x]!) | 0;
      const value = (grey[at]! * g) >> UNIT_BITS;
      out[at] = value > 255 ? 255 : value;
    }
  }
  return { grey: out, width, height };
}

/** Between which sample pixels the middle of a page pixel stands: the first of them, and the share of the next. */
function placeIn(pixel: number, size: number, factor: number): { readonly first: number; readonly part: number } {
  const at = Math.min(size - 1, Math.max(0, (pixel + 0.5) / factor - 0.5));
  return { first: at | 0, part: at - (at | 0) };
}

function closed({ grey, width, height }: GreySample): Uint8Array {
  return negative(greatestAround(negative(greatestAround(grey, width, height)), width, height));
}

/** The greatest of each square neighbourhood: along rows, then along columns, which are rows of the same lying on its side. */
function greatestAround(grey: Uint8Array, width: number, height: number): Uint8Array {
  const lying = transposed(greatestAlong(grey, width, height), width, height);
  return transposed(greatestAlong(lying, height, width), height, width);
}

/**
 * The greatest of `REACH` pixels to either side, at three comparisons a pixel (van Herk 1992, "A fast algorithm for local minimum and
 * maximum filters"): each window is the end of one block and the start of the next, both gathered beforehand.
 */
function greatestAlong(from: Uint8Array, width: number, height: number): Uint8Array {
  const block = 2 * REACH + 1;
  const size = Math.ceil((width + 2 * REACH) / block) * block;
  // Beyond an edge stands nothing.
  const [line, onwards, backwards] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)];
  const out = new Uint8Array(from.length);
  for (let start = 0; start < width * height; start += width) {
    line.set(from.subarray(start, start + width), REACH);
    for (let first = 0; first < size; first += block) {
      for (let i = first, best = 0; i < first + block; i++) onwards[i] = best = Math.max(best, line[i]!);
      for (let i = first + block - 1, best = 0; i >= first; i--) backwards[i] = best = Math.max(best, line[i]!);
    }
    for (let x = 0; x < width; x++) out[start + x] = Math.max(backwards[x]!, onwards[x + 2 * REACH]!);
  }
  return out;
}

function negative(grey: Uint8Array): Uint8Array {
  return grey.map((value) => 255 - value);
}

function transposed(from: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(from.length);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0, to = y; x < width; x++, at++, to += height) out[to] = from[at]!;
  return out;
}
