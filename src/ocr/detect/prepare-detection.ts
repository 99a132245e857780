import type { PageImage } from '../image/page-image';
import { channelPlan, type FloatTensor, type PixelScaling } from '../session/inference.port';

export interface PreparedPage {
  /** 1 × 3 × height × width, both multiples of 32. */
  readonly tensor: FloatTensor;
  /** Page pixels per map pixel. */
  readonly scaleX: number;
  readonly scaleY: number;
}

const STRIDE = 32;

/** Size of the detector's input: the longer side at most `longestSide`, both sides multiples of the network's stride. */
export function detectionSize(width: number, height: number, longestSide: number): { readonly width: number; readonly height: number } {
  const ratio = Math.min(1, longestSide / Math.max(width, height));
  const fit = (side: number): number => Math.max(STRIDE, Math.round((side * ratio) / STRIDE) * STRIDE);
  return { width: fit(width), height: fit(height) };
}

/** Scales the page to the detector's size, each target pixel being the mean of the area it covers, and normalises it. */
export function prepareDetection(page: PageImage, longestSide: number, scaling: PixelScaling): PreparedPage {
  const { width, height } = detectionSize(page.width, page.height, longestSide);
  const plan = channelPlan(scaling);
  const data = new Float32Array(3 * width * height);
  const columns = spans(page.width, width);
  const rows = spans(page.height, height);
  const band = new Float32Array(width * 3);
  for (let y = 0; y < height; y++) {
    band.fill(0);
    for (let k = rows.first[y]!; k <= rows.last[y]!; k++) {
      addRow(page.rgb, k * page.width * 3, columns, band, overlap(rows, y, k));
    }
    const weight = 1 / ((rows.end[y]! - rows.start[y]!) * columns.size);
    for (let channel = 0; channel < 3; channel++) {
      const { byte, scale, shift } = plan[channel]!;
      const factor = scale * weight;
      for (let x = 0, to = (channel * height + y) * width, from = byte; x < width; x++, from += 3) data[to + x] = band[from]! * factor + shift;
    }
  }
  return { tensor: { data, dims: [1, 3, height, width] }, scaleX: page.width / width, scaleY: page.height / height };
}

/** For each target pixel the stretch of source it covers, and the first and last source pixel that it touches. */
interface Spans {
  readonly size: number;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
}

function spans(source: number, target: number): Spans {
  const size = Math.max(1, source / target);
  const start = new Float64Array(target), end = new Float64Array(target), first = new Int32Array(target), last = new Int32Array(target);
  for (let i = 0; i < target; i++) {
    // A page smaller than its tensor (a side under 32 px) takes one source pixel around the centre.
    const from = Math.min(Math.max(((i + 0.5) * source) / target - size / 2, 0), source - size);
    start[i] = from;
    end[i] = from + size;
    first[i] = Math.floor(from);
    last[i] = Math.min(source - 1, Math.ceil(from + size - 1e-9) - 1);
  }
  return { size, start, end, first, last };
}

function overlap(of: Spans, index: number, pixel: number): number {
  return Math.min(of.end[index]!, pixel + 1) - Math.max(of.start[index]!, pixel);
}

function addRow(rgb: Uint8Array, offset: number, columns: Spans, band: Float32Array, weight: number): void {
  const { first, last, start, end } = columns;
  for (let x = 0, to = 0; x < first.length; x++, to += 3) {
    const a = first[x]!, b = last[x]!;
    let at = offset + a * 3;
    let part = (Math.min(end[x]!, a + 1) - start[x]!) * weight;
    let r = rgb[at]! * part, g = rgb[at + 1]! * part, bl = rgb[at + 2]! * part;
    for (let k = a + 1; k < b; k++) {
      at += 3;
      r += rgb[at]! * weight;
      g += rgb[at + 1]! * weight;
      bl += rgb[at + 2]! * weight;
    }
    if (b > a) {
      at += 3;
      part = (end[x]! - b) * weight;
      r += rgb[at]! * part;
      g += rgb[at + 1]! * part;
      bl += rgb[at + 2]! * part;
    }
    band[to] = band[to]! + r;
    band[to + 1] = band[to + 1]! + g;
    band[to + 2] = band[to + 2]! + bl;
  }
}
