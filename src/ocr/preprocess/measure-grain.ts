import type { PageImage } from '../image/page-image';

/** Rows looked at, spread over the page. */
const ROWS = 96;
/** A stroke's edge: a change of this much within `SPAN` pixels. */
const EDGE = 60;
const SPAN = 8;
/** Most second differences are grain; above this share they may be print. */
const GRAIN_SHARE = 0.6;
/** Of a normal distribution, the 0.6 quantile of its absolute value; second differences of grain have √6 times its deviation. */
const QUANTILE_TO_SIGMA = 1 / (0.8416 * Math.sqrt(6));

/**
 * Grain and sharpness from rows of full resolution. Grain: second differences (after Immerkær 1996, "Fast noise
 * variance estimation"), their quantile instead of their mean, so that print does not count.
 */
export function measureGrain({ grey, width, height }: PageImage): { readonly noise: number; readonly edgeWidth: number | null } {
  const differences = new Uint32Array(511);
  const steepness: number[] = [];
  let seen = 0;
  for (let i = 0; i < ROWS; i++) {
    const start = Math.floor(((i + 0.5) * height) / ROWS) * width;
    const at = (x: number): number => grey[start + x]!;
    for (let x = 1; x < width - 1; x++, seen++) differences[Math.abs(at(x - 1) - 2 * at(x) + at(x + 1))]!++;
    for (let x = 0; x + SPAN < width; x++) {
      const change = Math.abs(at(x + SPAN) - at(x));
      if (change < EDGE) continue;
      let steepest = 0;
      for (let k = 0; k < SPAN; k++) steepest = Math.max(steepest, Math.abs(at(x + k + 1) - at(x + k)));
      steepness.push(steepest / change);
      x += SPAN;
    }
  }
  let rank = seen * GRAIN_SHARE;
  const quantile = differences.findIndex((count) => (rank -= count) < 0);
  steepness.sort((a, b) => a - b);
  const usual = steepness[steepness.length >> 1];
  return { noise: Math.max(0, quantile) * QUANTILE_TO_SIGMA, edgeWidth: usual === undefined ? null : 1 / usual };
}
