import type { Point, Quad } from '../ocr.types';

/** Rectangle in any direction: centre, half sides, and the unit vector along its `halfWidth` side. */
export interface TiltedRect {
  readonly centre: Point;
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly along: Point;
}

/**
 * Convex hull of pixels of which each row is known from its leftmost to its rightmost: two monotone chains (Andrew 1979), along what lies between rows, which
 * needs no sorting.
 * @param top first row @param left,right of each row from there on
 */
export function hullOfRows(top: number, left: readonly number[], right: readonly number[]): Point[] {
  const [ahead, back]: [Point[], Point[]] = [[], []];
  for (let edge = 0; edge <= left.length; edge++) {
    const [above, below] = [Math.max(0, edge - 1), Math.min(left.length - 1, edge)];
    extend(ahead, [Math.min(left[above]!, left[below]!), top + edge], 1);
    extend(back, [Math.max(right[above]!, right[below]!) + 1, top + edge], -1);
  }
  return [...ahead, ...back.reverse()];
}

/** Takes a point into a chain and out of it what no longer stands out. @param side 1 for the left one, -1 for the right one */
function extend(chain: Point[], point: Point, side: 1 | -1): void {
  while (chain.length >= 2 && turn(chain[chain.length - 2]!, chain[chain.length - 1]!, point) * side >= 0) chain.pop();
  chain.push(point);
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/**
 * Smallest rectangle around a convex hull. One of its sides lies on an edge of the convex hull (Freeman and Shapira, 1975),
 * so every edge is tried. The `along` side is the one nearer to horizontal and points to the right.
 */
export function minAreaRect(hull: readonly Point[]): TiltedRect {
  let best: TiltedRect | undefined;
  let bestArea = Infinity;
  for (let i = 0; i < hull.length; i++) {
    const a = hull[i]!;
    const b = hull[(i + 1) % hull.length]!;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length === 0) continue;
    const rect = boundingRect(hull, nearHorizontal([(b[0] - a[0]) / length, (b[1] - a[1]) / length]));
    const area = rect.halfWidth * rect.halfHeight;
    if (area < bestArea - 1e-9) [best, bestArea] = [rect, area];
  }
  return best ?? { centre: hull[0] ?? [0, 0], halfWidth: 0, halfHeight: 0, along: [1, 0] };
}

function nearHorizontal([x, y]: Point): Point {
  const [u, v] = Math.abs(x) >= Math.abs(y) ? [x, y] : [y, -x];
  return u < 0 ? [-u, -v] : [u, v];
}

/** Smallest rectangle around the points with a side along the unit vector. */
export function boundingRect(hull: readonly Point[], along: Point): TiltedRect {
  let minU = Infinity, maxU = -Infinity, minV = Infinity, maxV = -Infinity;
  for (const [x, y] of hull) {
    const u = x * along[0] + y * along[1];
    const v = y * along[0] - x * along[1];
    if (u < minU) minU = u;
    if (u > maxU) maxU = u;
    if (v < minV) minV = v;
    if (v > maxV) maxV = v;
  }
  const u = (minU + maxU) / 2;
  const v = (minV + maxV) / 2;
  return { centre: [u * along[0] - v * along[1], u * along[1] + v * along[0]], halfWidth: (maxU - minU) / 2, halfHeight: (maxV - minV) / 2, along };
}

/** Corners in reading order for text that runs along `along`. */
export function rectToQuad({ centre: [x, y], halfWidth, halfHeight, along: [ax, ay] }: TiltedRect): Quad {
  const corner = (u: number, v: number): Point => [x + u * ax - v * ay, y + u * ay + v * ax];
  return [corner(-halfWidth, -halfHeight), corner(halfWidth, -halfHeight), corner(halfWidth, halfHeight), corner(-halfWidth, halfHeight)];
}
