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
});
