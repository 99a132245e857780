import type { Point, Quad } from '../ocr.types';
import { mapQuad } from '../geometry/quad';

/** Nine numbers, row by row: takes (x, y, 1) to (x·w, y·w, w). */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export const IDENTITY: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export function mapPoint(m: Homography, [x, y]: Point): Point {
  const w = m[6] * x + m[7] * y + m[8];
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
}

export function mapCorners(m: Homography, quad: Quad): Quad {
  return mapQuad(quad, (point) => mapPoint(m, point));
}

/** First `b`, then `a`. */
export function multiply(a: Homography, b: Homography): Homography {
  const cell = (row: number, column: number): number => a[row * 3]! * b[column]! + a[row * 3 + 1]! * b[column + 3]! + a[row * 3 + 2]! * b[column + 6]!;
  return [cell(0, 0), cell(0, 1), cell(0, 2), cell(1, 0), cell(1, 1), cell(1, 2), cell(2, 0), cell(2, 1), cell(2, 2)];
}

export const scaling = (x: number, y = x): Homography => [x, 0, 0, 0, y, 0, 0, 0, 1];

/**
 * From a page turned clockwise by `degrees` about its centre, in a frame of another size, back to the page as it was; both centres
 * coincide.
 */
export function turnedBack(degrees: number, from: { readonly width: number; readonly height: number }, to: { readonly width: number; readonly height: number }): Homography {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [cx, cy, tx, ty] = [from.width / 2, from.height / 2, to.width / 2, to.height / 2];
  return [cos, sin, tx - cos * cx - sin * cy, -sin, cos, ty + sin * cx - cos * cy, 0, 0, 1];
}

/**
 * Takes the rectangle of the given size to a quad (Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989,
 * section 2.2.3, square to quadrilateral).
 */
export function rectangleToQuad(width: number, height: number, [[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): Homography {
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const determinant = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / determinant;
  const h = (dx1 * sy - sx * dy1) / determinant;
  return multiply([x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1], scaling(1 / width, 1 / height));
}
