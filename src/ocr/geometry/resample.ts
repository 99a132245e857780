import type { PageImage } from '../image/page-image';
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
  if (used * 4 > width) return { start, width: used, stride: width, before: start, copy: (into, from, to) => into.set(grey.subarray(from * width, to * width)) };
  return {
    start, width: used, stride: used, before: 0,
    copy: (into, from, to) => {
      const end = Math.min(to * width, grey.length);
      for (let at = from * width + start, row = 0; at < end; at += width, row += used) into.set(grey.subarray(at, at + used), row);
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
  const { data, rowLength } = target;
  fillPlanes(scaling, target, (plane, scale, shift) => leaningRows(page, quad, columns, samples, target, (line, row) => {
    for (let x = 0, at = plane + row * rowLength; x < line.length; x++, at++) data[at] = line[x]! * scale + shift;
  }));
}

function leaningRows({ grey, width, height }: PageImage, [a, b, , d]: Quad, columns: number, samples: number, target: Target, take: (line: Float32Array, row: number) => void): void {
  const [maxX, maxY] = [width - 1, height - 1];
  const line = new Float32Array(target.columns);
  const share = 1 / (samples * samples);
  // Steps of one sample along the text and across it.
  const fine = { u: columns * samples, v: target.rows * samples };
  const ux = (b[0] - a[0]) / fine.u, uy = (b[1] - a[1]) / fine.u;
  const vx = (d[0] - a[0]) / fine.v, vy = (d[1] - a[1]) / fine.v;
  for (let y = 0; y < target.rows; y++) {
    for (let x = 0; x < target.columns; x++) {
      let sum = 0;
      for (let j = 0; j < samples; j++) {
        const v = y * samples + j + 0.5;
        for (let i = 0; i < samples; i++) {
          const u = x * samples + i + 0.5;
          let sx = a[0] + ux * u + vx * v - 0.5;
          let sy = a[1] + uy * u + vy * v - 0.5;
          sx = sx < 0 ? 0 : sx > maxX ? maxX : sx;
          sy = sy < 0 ? 0 : sy > maxY ? maxY : sy;
          const x0 = sx | 0, y0 = sy | 0;
          const fx = sx - x0, fy = sy - y0;
          const p = y0 * width + x0;
          const q = x0 < maxX ? p + 1 : p;
          const down = y0 < maxY ? width : 0;
          const wd = fx * fy, wc = fy - wd, wb = fx - wd, wa = 1 - fx - wc;
          sum += grey[p]! * wa + grey[q]! * wb + grey[p + down]! * wc + grey[q + down]! * wd;
        }
      }
      line[x] = sum * share;
    }
    take(line, y);
  }
}
