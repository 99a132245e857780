import type { Point } from '../ocr.types';
import { convexHull, minAreaRect, rectToQuad } from './min-area-rect';

const rounded = (points: readonly Point[]): number[][] => points.map(([x, y]) => [Math.round(x * 100) / 100 || 0, Math.round(y * 100) / 100 || 0]);

describe('minAreaRect', () => {
  it('finds an upright rectangle, inner points aside', () => {
    const rect = minAreaRect(convexHull([[0, 0], [6, 0], [6, 2], [0, 2], [3, 1]]));
    expect(rounded(rectToQuad(rect))).toEqual([[0, 0], [6, 0], [6, 2], [0, 2]]);
  });

  it('follows a tilted one', () => {
    // 10 along (4, 3)/5 and 5 along (-3, 4)/5 from (3, 0).
    const rect = minAreaRect(convexHull([[3, 0], [11, 6], [8, 10], [0, 4]]));
    expect(rounded(rectToQuad(rect))).toEqual([[3, 0], [11, 6], [8, 10], [0, 4]]);
  });

  it('gives a standing rectangle a side along the page, not a quarter turn', () => {
    const { halfWidth, halfHeight } = minAreaRect(convexHull([[0, 0], [2, 0], [2, 8], [0, 8]]));
    expect([halfWidth, halfHeight]).toEqual([1, 4]);
  });

  it('has no area for one point', () => {
    expect(minAreaRect([[4, 5]])).toEqual({ centre: [4, 5], halfWidth: 0, halfHeight: 0, along: [1, 0] });
  });
});
