import type { PageImage } from '../image/page-image';
import type { LightField } from './light-field';

/** Ink and paper nearer than this are torn apart no further: grain would become print. */
const MIN_RANGE = 24;

/**
 * Stretches brightness so that the page's usual ink becomes black and its usual paper white.
 * @param minInk squares whose darkest and brightest are nearer than this are blank and do not count
 */
export function stretchContrast(page: PageImage, { ink, glare }: LightField, minInk: number): PageImage {
  const { grey, width, height } = page;
  const written = [...ink.keys()].filter((tile) => glare[tile]! - ink[tile]! >= minInk);
  if (written.length === 0) return page;
  const [black, white] = [median(written.map((tile) => ink[tile]!)), median(written.map((tile) => glare[tile]!))];
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, level) => ((level - black) * 255) / Math.max(MIN_RANGE, white - black));
  const out = new Uint8Array(grey.length);
  for (let at = 0; at < grey.length; at++) out[at] = levels[grey[at]!]!;
  return { grey: out, width, height };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
