import type { Point, Quad } from '../ocr.types';
import type { QuarterTurn } from '../image/page-image';

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Length along the text and across it, in the quad's own units. */
export function quadSize(quad: Quad): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(distance(quad[0], quad[1]), distance(quad[3], quad[2])),
    height: Math.max(distance(quad[0], quad[3]), distance(quad[1], quad[2])),
  };
}

export function quadCentre(quad: Quad): Point {
  return [(quad[0][0] + quad[1][0] + quad[2][0] + quad[3][0]) / 4, (quad[0][1] + quad[1][1] + quad[2][1] + quad[3][1]) / 4];
}

/** Direction of the text in radians; 0 runs to the right, positive runs down the page. */
export function quadAngle(quad: Quad): number {
  return Math.atan2(quad[1][1] - quad[0][1] + quad[2][1] - quad[3][1], quad[1][0] - quad[0][0] + quad[2][0] - quad[3][0]);
}

export function mapQuad(quad: Quad, map: (point: Point) => Point): Quad {
  return [map(quad[0]), map(quad[1]), map(quad[2]), map(quad[3])];
}

export function clipQuad(quad: Quad, width: number, height: number): Quad {
  return mapQuad(quad, ([x, y]) => [Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height)]);
}

/**
 * A point of a page that was turned clockwise, back on the page before the turn.
 * `width` and `height` are those of the page before the turn.
 */
export function turnBack([x, y]: Point, degrees: QuarterTurn, width: number, height: number): Point {
  switch (degrees) {
    case 0: return [x, y];
    case 90: return [y, height - x];
    case 180: return [width - x, height - y];
    case 270: return [width - y, x];
  }
}

/** The same point after the page was turned clockwise; `width` and `height` before the turn. Inverse of `turnBack`. */
export function turnForward([x, y]: Point, degrees: QuarterTurn, width: number, height: number): Point {
  switch (degrees) {
    case 0: return [x, y];
    case 90: return [height - y, x];
    case 180: return [width - x, height - y];
    case 270: return [y, width - x];
  }
}
