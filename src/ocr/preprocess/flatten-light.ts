import type { PageImage } from '../image/page-image';
import type { GreySample } from './grey-sample';

/** Sample pixels: strokes up to twice as thick count as ink and not as paper. */
const REACH = 5;
/** What paper becomes, and how much brighter a pixel may be made for it. */
const PAPER = 250;
const MAX_GAIN = 8;

/**
 * Takes the light off a page: every pixel is divided by the paper around it, which is the sample with its strokes closed
 * (greatest, then least of a neighbourhood), so that the edge of a shadow stays where it is.
 */
export function flattenLight({ rgb, width, height }: PageImage, sample: GreySample): PageImage {
  const gain = Float32Array.from(closed(sample), (paper) => Math.min(MAX_GAIN, PAPER / Math.max(1, paper)));
  const out = new Uint8ClampedArray(new SharedArrayBuffer(rgb.length));
  const row = new Float32Array(sample.width + 1);
  for (let y = 0; y < height; y++) {
    const v = Math.min(sample.height - 1, Math.max(0, (y + 0.5) / sample.factor - 0.5));
    const [top, part] = [(v | 0) * sample.width, v - (v | 0)];
    const bottom = Math.min(sample.height - 1, (v | 0) + 1) * sample.width;
    for (let c = 0; c < sample.width; c++) row[c] = gain[top + c]! * (1 - part) + gain[bottom + c]! * part;
    row[sample.width] = row[sample.width - 1]!;
    for (let x = 0, at = y * width * 3; x < width; x++, at += 3) {
      const u = Math.min(sample.width - 1, Math.max(0, (x + 0.5) / sample.factor - 0.5));
      const g = row[u | 0]! + (row[(u | 0) + 1]! - row[u | 0]!) * (u - (u | 0));
      out[at] = rgb[at]! * g;
      out[at + 1] = rgb[at + 1]! * g;
      out[at + 2] = rgb[at + 2]! * g;
    }
  }
  return { rgb: new Uint8Array(out.buffer), width, height };
}

function closed({ grey, width, height }: GreySample): Uint8Array {
  const greatest = acrossBoth(grey, width, height, Math.max);
  return acrossBoth(greatest, width, height, Math.min);
}

/** The greatest or least of each square neighbourhood: rows first, then columns. */
function acrossBoth(grey: Uint8Array, width: number, height: number, pick: (a: number, b: number) => number): Uint8Array {
  const rows = new Uint8Array(grey.length);
  for (let y = 0; y < height; y++) along(grey, rows, y * width, 1, width, pick);
  const both = new Uint8Array(grey.length);
  for (let x = 0; x < width; x++) along(rows, both, x, width, height, pick);
  return both;
}

function along(from: Uint8Array, to: Uint8Array, start: number, step: number, count: number, pick: (a: number, b: number) => number): void {
  for (let i = 0; i < count; i++) {
    let value = from[start + i * step]!;
    for (let k = Math.max(0, i - REACH), end = Math.min(count - 1, i + REACH); k <= end; k++) value = pick(value, from[start + k * step]!);
    to[start + i * step] = value;
  }
}
