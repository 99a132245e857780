import type { PageImage } from '../image/page-image';
import type { Quad } from '../ocr.types';
import { channelPlan, type PixelScaling } from '../session/inference.port';

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

/** Per target pixel the first of `length` neighbouring source pixels, and the share of each. Shares add up to 1. */
interface Taps { readonly length: number; readonly first: Int32Array; readonly share: Float32Array }

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
  const [stepAlong, stepAcross] = lying ? [1, page.width] : [page.width, 1];
  const writeRow = rowWriter(scaling, target);
  // Pixels that stand beside any of the target's columns.
  const start = Math.min(along.first[0]!, along.first[along.first.length - 1]!);
  const mixed = new Float32Array(Math.max(along.first[0]!, along.first[along.first.length - 1]!) + along.length - start);
  for (let i = 0; i < along.first.length; i++) along.first[i]! -= start;
  const line = new Float32Array(target.columns);
  for (let row = 0; row < target.rows; row++) {
    mixPixels(page.grey, start * stepAlong + across.first[row]! * stepAcross, stepAlong, stepAcross, across, row, mixed);
    reduceLine(mixed, along, line);
    writeRow(line, row);
  }
}

function taps(from: number, to: number, count: number, used: number, size: number, areaFrom: number): Taps {
  const step = (to - from) / count;
  // A window of one pixel around a point is the same as interpolating between the two nearest.
  const window = Math.abs(step) >= areaFrom ? Math.abs(step) : 1;
  const length = Math.min(size, Math.ceil(window - 1e-6) + 1);
  const first = new Int32Array(used), share = new Float32Array(used * length);
  for (let i = 0; i < used; i++) {
    const low = from + (i + 0.5) * step - window / 2;
    const start = Math.min(Math.max(Math.floor(low + 1e-6), 0), size - length);
    first[i] = start;
    for (let pixel = Math.floor(low + 1e-6); pixel < low + window - 1e-6; pixel++) {
      const part = Math.min(low + window, pixel + 1) - Math.max(low, pixel);
      share[i * length + Math.min(Math.max(pixel, 0), size - 1) - start]! += part / window;
    }
  }
  return { length, first, share };
}

/** Source pixels side by side, each the mean of those across by the shares of one target row. Two and three taps, which are nearly all there is, are written out. */
function mixPixels(grey: Uint8Array, base: number, step: number, across: number, { length, share }: Taps, row: number, mixed: Float32Array): void {
  const part = (index: number): number => (index < length ? share[row * length + index]! : 0);
  const [wa, wb, wc] = [part(0), part(1), part(2)];
  if (length < 3) {
    const second = length > 1 ? across : 0;
    for (let x = 0, at = base; x < mixed.length; x++, at += step) mixed[x] = grey[at]! * wa + grey[at + second]! * wb;
    return;
  }
  for (let x = 0, at = base; x < mixed.length; x++, at += step) mixed[x] = grey[at]! * wa + grey[at + across]! * wb + grey[at + 2 * across]! * wc;
  for (let index = 3; index < length; index++) {
    const weight = part(index);
    for (let x = 0, at = base + index * across; x < mixed.length; x++, at += step) mixed[x]! += grey[at]! * weight;
  }
}

/** One row of the target from pixels side by side. */
function reduceLine(mixed: Float32Array, { length, first, share }: Taps, line: Float32Array): void {
  const columns = first.length;
  if (length === 2) {
    for (let x = 0, k = 0; x < columns; x++, k += 2) {
      const at = first[x]!;
      line[x] = mixed[at]! * share[k]! + mixed[at + 1]! * share[k + 1]!;
    }
    return;
  }
  if (length === 3) {
    for (let x = 0, k = 0; x < columns; x++, k += 3) {
      const at = first[x]!;
      line[x] = mixed[at]! * share[k]! + mixed[at + 1]! * share[k + 1]! + mixed[at + 2]! * share[k + 2]!;
    }
    return;
  }
  for (let x = 0, k = 0; x < columns; x++) {
    let sum = 0;
    for (let tap = 0, at = first[x]!; tap < length; tap++, k++, at++) sum += mixed[at]! * share[k]!;
    line[x] = sum;
  }
}

/** Writes rows of brightness into the target's planes, normalised; planes that are normalised alike are copied. */
function rowWriter(scaling: PixelScaling, { data, offset, planeLength, rowLength, columns }: Target): (line: Float32Array, row: number) => void {
  const plan = channelPlan(scaling);
  return (line, row) => {
    plan.forEach(({ scale, shift }, channel) => {
      const to = offset + channel * planeLength + row * rowLength;
      const before = plan[channel - 1];
      if (before && before.scale === scale && before.shift === shift) data.copyWithin(to, to - planeLength, to - planeLength + columns);
      else for (let x = 0; x < columns; x++) data[to + x] = line[x]! * scale + shift;
    });
  };
}

/**
 * Draws a quad that leans, as `drawAligned` does for one that does not: each target pixel is the mean of `samples` × `samples`
 * interpolated points. The quad is taken for a parallelogram.
 */
export function drawLeaning(page: PageImage, [a, b, , d]: Quad, columns: number, samples: number, scaling: PixelScaling, target: Target): void {
  const { grey, width, height } = page;
  const [maxX, maxY] = [width - 1, height - 1];
  const writeRow = rowWriter(scaling, target);
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
    writeRow(line, y);
  }
}
