import type { PageImage } from '../image/page-image';
import { closed } from './closed';
import { flattenLight } from './flatten-light';
import { greySample } from './grey-sample';

/** Print on paper in light that falls off to the right and to the bottom. */
function lit(width: number, height: number): PageImage {
  const level = (x: number, y: number): number => (240 - (150 * x) / width - (60 * y) / height) * ((x * 7 + y * 13) % 29 < 4 ? 0.3 : 1);
  return { width, height, grey: Uint8Array.from({ length: width * height }, (_, at) => level(at % width, Math.floor(at / width))) };
}

describe('flattenLight', () => {
  it.each([[1, 90, 70], [2, 181, 143], [3, 301, 212]])('divides each pixel by the paper around it, %d page pixels a sample pixel', (factor, width, height) => {
    const page = lit(width, height);
    const sample = greySample(page, Math.ceil(width / factor));
    const gains = Array.from(closed(sample, 40), (paper) => Math.min(3, 250 / paper));
    const between = (pixel: number, size: number): { first: number; next: number; part: number } => {
      const at = Math.min(size - 1, Math.max(0, (pixel + 0.5) / factor - 0.5));
      return { first: Math.floor(at), next: Math.min(size - 1, Math.floor(at) + 1), part: at - Math.floor(at) };
    };
    const expected = (x: number, y: number): number => {
      const [u, v] = [between(x, sample.width), between(y, sample.height)];
      const along = (row: number): number => gains[row * sample.width + u.first]! * (1 - u.part) + gains[row * sample.width + u.next]! * u.part;
      return Math.min(255, page.grey[y * width + x]! * (along(v.first) * (1 - v.part) + along(v.next) * v.part));
    };
    const { grey } = flattenLight(page, sample);
    const worst = grey.reduce((most, level, at) => Math.max(most, Math.abs(level - expected(at % width, Math.floor(at / width)))), 0);
    expect([sample.factor, worst < 1.1]).toEqual([factor, true]);
  });

  it('makes nothing more than three times as bright', () => {
    const page = { grey: new Uint8Array(60 * 60).fill(20), width: 60, height: 60 };
    expect(new Set(flattenLight(page, greySample(page, 60)).grey)).toEqual(new Set([60]));
  });
});
