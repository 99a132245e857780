import type { Point } from '../ocr.types';
import { hullOfRows, minAreaRect, rectToQuad } from './min-area-rect';

const rounded = (points: readonly Point[]): number[][] => points.map(([x, y]) => [Math.round(x * 100) / 100 || 0, Math.round(y * 100) / 100 || 0]);

describe('hullOfRows', () => {
  it('is the corners of a single pixel', () => {
    expect(hullOfRows(7, [3], [3])).toEqual([[3, 7], [3, 8], [4, 8], [4, 7]]);
  });

  it('passes over a dent', () => {
    // A diamond with a dent on its right.
    expect(hullOfRows(0, [4, 2, 0, 2, 4], [4, 6, 5, 6, 4])).toEqual([[4, 0], [0, 2], [0, 3], [4, 5], [5, 5], [7, 4], [7, 1], [5, 0]]);
  });

  it.each([1, 2, 3, 4, 5])('turns one way only and holds every pixel (%d)', (seed) => {
    const left = Array.from({ length: 12 }, (_, row) => (row * 7 * seed + seed) % 9);
    const right = left.map((from, row) => from + ((row * 5 * seed) % 11));
    const hull = hullOfRows(3, left, right);
    const side = ([x0, y0]: Point, [x1, y1]: Point, [x, y]: Point): number => (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
    const corners = left.flatMap((from, row): Point[] => [[from, row + 3], [from, row + 4], [right[row]! + 1, row + 3], [right[row]! + 1, row + 4]]);
    const sides = hull.flatMap((from, at) => corners.map((corner) => side(from, hull[(at + 1) % hull.length]!, corner)));
    expect(Math.max(...sides)).toBeLessThanOrEqual(0);
  });
});

describe('minAreaRect', () => {
  it('finds an upright rectangle', () => {
    const rect = minAreaRect([[0, 0], [6, 0], [6, 2], [0, 2]]);
    expect(rounded(rectToQuad(rect))).toEqual([[0, 0], [6, 0], [6, 2], [0, 2]]);
  });

  it('follows a tilted one', () => {
    // 10 along (4, 3)/5 and 5 along (-3, 4)/5 from (3, 0).
    const rect = minAreaRect([[3, 0], [11, 6], [8, 10], [0, 4]]);
    expect(rounded(rectToQuad(rect))).toEqual([[3, 0], [11, 6], [8, 10], [0, 4]]);
  });

  it('gives a standing rectangle a side along the page, not a quarter turn', () => {
    const { halfWidth, halfHeight } = minAreaRect([[0, 0], [2, 0], [2, 8], [0, 8]]);
    expect([halfWidth, halfHeight]).toEqual([1, 4]);
  });

  it('has no area for one point', () => {
    expect(minAreaRect([[4, 5]])).toEqual({ centre: [4, 5], halfWidth: 0, halfHeight: 0, along: [1, 0] });
  });
});
