import type { PageImage } from '../image/page-image';
import { mapPoint, rectangleToQuad, scaling, type Homography } from './homography';
import { warpPage } from './warp-page';

/** A page whose brightness rises evenly both ways: what stands between its pixels is known. */
const page: PageImage = { width: 120, height: 90, grey: Uint8Array.from({ length: 120 * 90 }, (_, at) => (at % 120) + Math.floor(at / 120)) };

/** Brightness where a pixel of the result stood, its nearest pixel's beyond the edges. */
function expected(toSource: Homography, x: number, y: number): number {
  const [u, v] = mapPoint(toSource, [x + 0.5, y + 0.5]);
  return Math.min(119, Math.max(0, u - 0.5)) + Math.min(89, Math.max(0, v - 0.5));
}

describe('warpPage', () => {
  it.each<[string, Homography]>([
    ['as it is', scaling(1)],
    ['turned by five degrees', [0.9962, -0.0872, 9, 0.0872, 0.9962, -4, 0, 0, 1]],
    ['seen from the side', rectangleToQuad(100, 70, [[10, 4], [112, 12], [105, 84], [3, 71]])],
    ['at half the size', scaling(2)],
    ['beyond its edges', [1, 0, -30, 0, 1, -25, 0, 0, 1]],
  ])('draws a page %s', (_, toSource) => {
    const { grey } = warpPage(page, toSource, 100, 70);
    const worst = grey.reduce((most, value, at) => Math.max(most, Math.abs(value - expected(toSource, at % 100, Math.floor(at / 100)))), 0);
    expect(worst).toBeLessThanOrEqual(1);
  });

  it.each([[1, 1], [1, 5], [5, 1], [33, 2]])('repeats the edges of a page of %d × %d pixels', (across, down) => {
    const small = { width: across, height: down, grey: Uint8Array.from({ length: across * down }, (_, at) => 10 * (at % across) + 40 * Math.floor(at / across)) };
    const { grey } = warpPage(small, [1, 0, -2, 0, 1, -2, 0, 0, 1], 40, 10);
    const at = (x: number, y: number): number => 10 * Math.min(across - 1, Math.max(0, x - 2)) + 40 * Math.min(down - 1, Math.max(0, y - 2));
    expect([...grey]).toEqual(Array.from(grey, (_, place) => at(place % 40, Math.floor(place / 40)) & 255));
  });

  it('refuses a page whose places it cannot tell', () => {
    expect(() => warpPage({ width: 1, height: 40_000, grey: new Uint8Array(40_000) }, scaling(1), 10, 10)).toThrow(RangeError);
  });
});
