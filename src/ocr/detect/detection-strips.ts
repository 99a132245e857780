import { STRIDE } from './strip-tensor';

/** Rows a strip computes, and those of them whose result is kept. */
export interface Strip { readonly from: number; readonly to: number; readonly keepFrom: number; readonly keepTo: number }

/**
 * Pixels the network sees at a time. Its activations take about 0.2 KB for each, and the runtime keeps the largest it ever needed. An A4 page makes two
 * strips up to 1280 × 896, which two engines share evenly. Measured on tuning pages, strips find no fewer words than the whole.
 */
const STRIP_PIXELS = 600 * 1024;
/** A page of no more is not worth parting. */
const WHOLE_PIXELS = 336 * 1024;
/** Rows that neighbouring strips share; each keeps half of them, so that a line on the seam is seen with its surroundings. */
const SHARED_ROWS = 64;
/** Lower strips would share too much of their work. */
const MIN_ROWS = 6 * SHARED_ROWS;

/**
 * Horizontal strips that cover a page of this size; one when it is small enough. Heights are multiples of the network's stride. They
 * depend on the page alone: what is found must not hang on how many engines there are.
 */
export function detectionStrips(width: number, height: number): Strip[] {
  if (width * height <= WHOLE_PIXELS) return [{ from: 0, to: height, keepFrom: 0, keepTo: height }];
  const own = ownRows(width, height);
  const count = Math.max(1, Math.ceil((height - SHARED_ROWS) / own));
  return Array.from({ length: count }, (_, index) => {
    const to = Math.min(height, (index + 1) * own + SHARED_ROWS);
    const from = Math.max(0, to - own - SHARED_ROWS);
    return { from, to, keepFrom: index === 0 ? 0 : index * own + SHARED_ROWS / 2, keepTo: index === count - 1 ? height : (index + 1) * own + SHARED_ROWS / 2 };
  });
}

/** Rows by which strips follow each other: for an even number of strips where they stay high enough, because two engines would do an odd one by turns. */
function ownRows(width: number, height: number): number {
  const allowed = Math.max(MIN_ROWS, Math.floor(STRIP_PIXELS / width / STRIDE) * STRIDE);
  const needed = Math.ceil((height - SHARED_ROWS) / (allowed - SHARED_ROWS));
  const ownOf = (count: number): number => Math.ceil((height - SHARED_ROWS) / count / STRIDE) * STRIDE;
  const even = ownOf(2 * Math.ceil(needed / 2));
  return even + SHARED_ROWS >= MIN_ROWS ? even : ownOf(Math.max(1, needed));
}
