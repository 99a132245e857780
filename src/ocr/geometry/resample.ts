import type { PageImage } from '../image/page-image';
import { haveRoom, upTo } from '../image/load-kernel';
import { pixelKernel, WARP_RUN } from '../image/pixel-kernel';
import { copyPixels, WORD } from '../image/shared-pixels';
import type { Quad } from '../ocr.types';
import { channelPlan, type PixelScaling } from '../session/inference.port';
import { FOUR, RowKernel, type SourceRows, type Taps } from './row-kernel';

/** A rectangle of a tensor to fill: a plane of floats for each channel, normalised as the model wants it. */
export interface Target {
  readonly data: Float32Array;
  /** Index of the first pixel in the first plane. */
  readonly offset: number;
  readonly planeLength: number;
  readonly rowLength: number;
  readonly columns: number;
  readonly rows: number;
}

/** Corners of an upright quad may stand this many pixels off: its rows and columns are then less than half of it out of place. */
const ALIGNED = 0.5;

/** Whether the sides of a quad run along rows and columns of the page, in any of the four directions. */
export function isAligned([a, b, c, d]: Quad): boolean {
  const level = (p: number, q: number): boolean => Math.abs(p - q) < ALIGNED;
  return (level(a[1], b[1]) && level(d[1], c[1]) && level(a[0], d[0]) && level(b[0], c[0]))
    || (level(a[0], b[0]) && level(d[0], c[0]) && level(a[1], d[1]) && level(b[1], c[1]));
}

/**
 * Draws an aligned quad of a page, turned upright, into a tensor: across the text first, which takes from rows as they lie in memory where the text lies, then along it. Where the quad
 * has more pixels than the target, each target pixel is the mean of the area it covers; else it is interpolated between its
 * neighbours. Beyond the page's edge the nearest pixel counts.
 * @param columns target columns that the whole quad would fill; `target` may hold fewer, which cuts the end off
 * @param areaFrom source pixels per target pixel from which areas are averaged, at least 1
 */
export function drawAligned(page: PageImage, [a, b, , d]: Quad, columns: number, areaFrom: number, scaling: PixelScaling, target: Target): void {
  const lying = Math.abs(b[0] - a[0]) >= Math.abs(b[1] - a[1]);
  const [x, y] = lying ? [0, 1] as const : [1, 0] as const;
  const [sizeAlong, sizeAcross] = lying ? [page.width, page.height] : [page.height, page.width];
  const along = taps(a[x], b[x], columns, target.columns, sizeAlong, areaFrom);
  const across = taps(a[y], d[y], target.rows, target.rows, sizeAcross, areaFrom);
  const [first, last] = [along.first[0]!, along.first[along.first.length - 1]!];
  const start = Math.min(first, last);
  const source = (lying ? rowsOf : columnsOf)(page, start, Math.min(sizeAlong, Math.max(first, last) + FOUR * along.groups) - start);
  const drawing = kernel ??= RowKernel.load();
  fillPlanes(scaling, target, (plane, scale, shift) => drawing.draw(source, across, along, scale, shift, (line, row) => target.data.set(line, plane + row * target.rowLength)));
}

/** One for each thread, loaded with its first line. */
let kernel: RowKernel | undefined;

/** Rows of text that lies: they are rows of the page. All of each, copied at once, where little of them would be left out. */
function rowsOf({ grey, width }: PageImage, start: number, used: number): SourceRows {
  if (used * 4 > width) return { start, width: used, stride: width, before: start, copy: (into, from, to) => copyPixels(grey.subarray(from * width, to * width), into, 0) };
  return {
    start, width: used, stride: used, before: 0,
    copy: (into, from, to) => {
      const end = Math.min(to * width, grey.length);
      for (let at = from * width + start, row = 0; at < end; at += width, row += used) into.set(grey.subarray(at, at + used), row);
      return 0;
    },
  };
}

/** Rows of text that stands on its side: they are columns of the page. */
function columnsOf({ grey, width, height }: PageImage, start: number, used: number): SourceRows {
  return {
    start, width: used, stride: used, before: 0,
    copy: (into, from, to) => {
      const end = Math.min(to, width);
      for (let y = 0; y < Math.min(used, height - start); y++) {
        for (let x = from, at = y; x < end; x++, at += used) into[at] = grey[(start + y) * width + x]!;
      }
      return 0;
    },
  };
}

/** Draws each plane of the target from its first index on, each value brightness × scale + shift; planes that are normalised alike are copied. */
function fillPlanes(scaling: PixelScaling, { data, offset, planeLength, rowLength, columns, rows }: Target, draw: (plane: number, scale: number, shift: number) => void): void {
  const plan = channelPlan(scaling);
  for (const [channel, { scale, shift }] of plan.entries()) {
    const plane = offset + channel * planeLength;
    const before = plan[channel - 1];
    if (before?.scale !== scale || before.shift !== shift) draw(plane, scale, shift);
    else for (let row = plane; row < plane + rows * rowLength; row += rowLength) data.copyWithin(row, row - planeLength, row - planeLength + columns);
  }
}

function taps(from: number, to: number, count: number, used: number, size: number, areaFrom: number): Taps {
  const step = (to - from) / count;
  // A window of one pixel around a point is the same as interpolating between the two nearest.
  const window = Math.abs(step) >= areaFrom ? Math.abs(step) : 1;
  const length = Math.min(size, Math.ceil(window - 1e-6) + 1);
  const groups = Math.ceil(length / FOUR);
  const first = new Int32Array(used), share = new Float32Array(used * FOUR * groups);
  for (let i = 0; i < used; i++) {
    const low = from + (i + 0.5) * step - window / 2;
    const start = Math.min(Math.max(Math.floor(low + 1e-6), 0), size - length);
    first[i] = start;
    for (let pixel = Math.floor(low + 1e-6); pixel < low + window - 1e-6; pixel++) {
      const part = Math.min(low + window, pixel + 1) - Math.max(low, pixel);
      share[i * FOUR * groups + Math.min(Math.max(pixel, 0), size - 1) - start]! += part / window;
    }
  }
  return { groups, first, share };
}

/**
 * Draws a quad that leans, as `drawAligned` does for one that does not: each target pixel is the mean of `samples` × `samples`
 * interpolated points. The quad is taken for a parallelogram.
 */
export function drawLeaning(page: PageImage, quad: Quad, columns: number, samples: number, scaling: PixelScaling, target: Target): void {
  const patch = straightened(page, quad, columns * samples, target.columns * samples, target.rows * samples);
  const { width, height } = patch;
  drawAligned(patch, [[0, 0], [width, 0], [width, height], [0, height]], target.columns, 1, scaling, target);
}

/**
 * The parallelogram as a rectangle of `height` rows of `width` interpolated points; all of it would have `length` columns.
 * @returns pixels in the memory of the thread's kernel, good until its next use
 */
function straightened(page: PageImage, [a, b, c, d]: Quad, length: number, width: number, height: number): PageImage {
  // The part of the page that is looked at, and a pixel around it.
  const [left, right] = span([a[0], b[0], c[0], d[0], b[0] + d[0] - a[0]], page.width);
  const [top, bottom] = span([a[1], b[1], c[1], d[1], b[1] + d[1] - a[1]], page.height);
  const rows = rowsOf(page, left, right - left);
  const kernel = pixelKernel();
  const to = upTo(WORD + (bottom - top + 1) * rows.stride + 2, WARP_RUN);
  haveRoom(kernel, to + height * width + WARP_RUN);
  const memory = new Uint8Array(kernel.memory.buffer);
  const from = rows.copy(memory, top, bottom) + rows.before;
  // Steps of one point along the text and across it.
  const [ux, uy, vx, vy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length, (d[0] - a[0]) / height, (d[1] - a[1]) / height];
  for (let y = 0; y < height; y++) {
    const v = y + 0.5;
    // What is written beyond the end of a row is the next one's.
    kernel.warp(from, rows.stride, right - left, bottom - top, ux, a[0] - left + vx * v, uy, a[1] - top + vy * v, 0, 1, to + y * width, to + (y + 1) * width);
  }
  return { grey: memory.subarray(to, to + height * width), width, height };
}

/** Pixels from before the first place to after the last one, as far as there are any; one at least. */
function span(places: readonly number[], size: number): readonly [from: number, to: number] {
  const from = Math.min(size - 1, Math.max(0, Math.floor(Math.min(...places)) - 1));
  return [from, Math.min(size, Math.max(from + 1, Math.ceil(Math.max(...places)) + 1))];
}
