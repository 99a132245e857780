/** Points, quads and homographies: how a printed run moves when its page is distorted. */

/** @typedef {[number, number]} Point */
/** @typedef {number[]} Matrix nine numbers, row by row; maps (x, y, 1) */

export const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** @param {Matrix} m @param {Point} point @returns {Point} */
export function mapPoint(m, [x, y]) {
  const w = m[6] * x + m[7] * y + m[8];
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
}

/** First `b`, then `a`. @param {Matrix} a @param {Matrix} b @returns {Matrix} */
export function multiply(a, b) {
  return Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3) * 3, i % 3];
    return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
  });
}

/** @param {Matrix} m @returns {Matrix} */
export function invert([a, b, c, d, e, f, g, h, i]) {
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const determinant = a * A + b * B + c * C;
  return [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d].map((value) => value / determinant);
}

export const scaling = (s) => [s, 0, 0, 0, s, 0, 0, 0, 1];
export const shifting = (x, y) => [1, 0, x, 0, 1, y, 0, 0, 1];
export const rotating = (degrees) => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [cos, -sin, 0, sin, cos, 0, 0, 0, 1];
};

/** Quarter turn clockwise of a picture of the given size. @param {0|90|180|270} turn @param {number} width @param {number} height @returns {Matrix} */
export function turning(turn, width, height) {
  if (turn === 90) return [0, -1, height, 1, 0, 0, 0, 0, 1];
  if (turn === 180) return [-1, 0, width, 0, -1, height, 0, 0, 1];
  if (turn === 270) return [0, 1, 0, -1, 0, width, 0, 0, 1];
  return IDENTITY;
}

/**
 * The homography that takes the corners of a `width` by `height` picture to four given points, in the order top left, top right,
 * bottom right, bottom left. Heckbert 1989, "Fundamentals of Texture Mapping", square to quadrilateral.
 * @param {number} width @param {number} height @param {Point[]} to
 */
export function toQuad(width, height, [[x0, y0], [x1, y1], [x2, y2], [x3, y3]]) {
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const determinant = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / determinant;
  const h = (dx1 * sy - sx * dy1) / determinant;
  return multiply([x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1], [1 / width, 0, 0, 0, 1 / height, 0, 0, 0, 1]);
}

/** Runs moved by a matrix, rounded to tenths of a pixel. @param {{text: string, quad: Point[]}[]} lines @param {Matrix} m */
export const moveLines = (lines, m) => lines.map(({ text, quad }) => ({ text, quad: quad.map((point) => mapPoint(m, point).map((v) => Math.round(v * 10) / 10)) }));
