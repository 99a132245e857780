import type { OcrLine, OcrPage, Point, Quad } from '../../ocr/ocr.types';

/** Maps page pixels into an upright frame in which rows of text are level. */
export interface ReadingFrame {
  readonly toFrame: (point: Point) => Point;
  /** Pixels of the page's usual font size, guessed from the advance of its characters. */
  readonly em: number;
  /** Whether a line runs in the page's reading direction; stamps, watermarks and text on edge do not. */
  readonly reads: (line: OcrLine) => boolean;
}

/** Mean advance of a character as a part of the font size, for the sans-serif and serif faces that invoices use. */
const ADVANCE = 0.5;
/** Lines that lean more than this against the page are no part of its rows. */
const MAX_LEAN = Math.PI / 9;

/**
 * The frame of a page, from its lines alone: the direction most text runs in (so pages on their side or head are turned), and
 * a field of slopes fitted to the long lines, which levels a skewed scan and the fanned-out rows of a photo taken at an angle.
 */
export function readingFrame(page: OcrPage): ReadingFrame {
  const direction = dominantAngle(page.lines);
  const cos = Math.cos(-direction), sin = Math.sin(-direction);
  const turn = ([x, y]: Point): Point => [x * cos - y * sin, x * sin + y * cos];
  const slope = fitSlopes(page.lines.filter((line) => Math.abs(lean(angleOf(line.quad), direction)) < MAX_LEAN), turn);
  const corners = ([[0, 0], [page.width, 0], [page.width, page.height], [0, page.height]] as const).map(turn);
  const left = Math.min(...corners.map(([x]) => x)), top = Math.min(...corners.map(([, y]) => y));
  const toFrame = (point: Point): Point => {
    const [x, y] = turn(point);
    return [x - left, y - slope.rise(x, y) - top];
  };
  return {
    toFrame,
    em: usualSize(page.lines),
    reads: (line) => line.text.trim().length < 3 || Math.abs(lean(angleOf(line.quad), direction)) < MAX_LEAN || Math.abs(lean(angleOf(line.quad), direction)) > Math.PI - MAX_LEAN,
  };
}

function angleOf([topLeft, topRight]: Quad): number {
  return Math.atan2(topRight[1] - topLeft[1], topRight[0] - topLeft[0]);
}

function lengthOf([topLeft, topRight]: Quad): number {
  return Math.hypot(topRight[0] - topLeft[0], topRight[1] - topLeft[1]);
}

/** Difference of two angles, -π to π. */
function lean(angle: number, direction: number): number {
  return Math.atan2(Math.sin(angle - direction), Math.cos(angle - direction));
}

/** The quarter turn with most text, refined by the median lean of the lines in it. */
function dominantAngle(lines: readonly OcrLine[]): number {
  const weights = [0, 0, 0, 0];
  for (const line of lines) {
    const quarter = ((Math.round(angleOf(line.quad) / (Math.PI / 2)) % 4) + 4) % 4;
    weights[quarter] = (weights[quarter] ?? 0) + lengthOf(line.quad);
  }
  const base = weights.indexOf(Math.max(...weights)) * (Math.PI / 2);
  const leans = lines.filter((line) => line.text.length >= 4).map((line) => ({ angle: lean(angleOf(line.quad), base), weight: lengthOf(line.quad) }))
    .filter(({ angle }) => Math.abs(angle) < Math.PI / 4);
  return base + weightedMedian(leans.map(({ angle, weight }) => [angle, weight]));
}

function weightedMedian(pairs: readonly (readonly [value: number, weight: number])[]): number {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0]);
  const half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  let seen = 0;
  for (const [value, weight] of sorted) {
    seen += weight;
    if (seen >= half) return value;
  }
  return 0;
}

/**
 * Least squares for slope(x, y) = a + b·x + c·y over the remaining lean of long lines, weighted by length, with one round
 * that drops outliers; `rise` is its integral along x. Few lines or a small effect give a flat field.
 */
function fitSlopes(lines: readonly OcrLine[], turn: (point: Point) => Point): { rise: (x: number, y: number) => number } {
  let samples = lines.filter((line) => line.text.length >= 6).map((line) => {
    const [x0, y0] = turn(line.quad[0]), [x1, y1] = turn(line.quad[1]), [x2, y2] = turn(line.quad[2]), [x3, y3] = turn(line.quad[3]);
    const run = (x1 + x2 - x0 - x3) / 2;
    return { x: (x0 + x1 + x2 + x3) / 4, y: (y0 + y1 + y2 + y3) / 4, slope: (y1 + y2 - y0 - y3) / 2 / Math.max(1, run), weight: run * run };
  }).filter(({ slope }) => Math.abs(slope) < 0.3);
  if (samples.length < 8) return { rise: () => 0 };
  let field: readonly [number, number, number] = [0, 0, 0];
  for (let round = 0; round < 2; round++) {
    field = leastSquares(samples);
    const [a, b, c] = field;
    const errors = samples.map((one) => Math.abs(one.slope - a - b * one.x - c * one.y));
    const limit = 2.5 * (weightedMedian(errors.map((error, i) => [error, samples[i]?.weight ?? 0])) + 1e-4);
    const kept = samples.filter((_, i) => (errors[i] ?? 0) <= limit);
    if (kept.length < 8) break;
    samples = kept;
  }
  const [a, b, c] = field;
  return { rise: (x, y) => a * x + (b * x * x) / 2 + c * x * y };
}

function leastSquares(samples: readonly { x: number; y: number; slope: number; weight: number }[]): readonly [number, number, number] {
  const scale = Math.max(1, ...samples.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  const m = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]];
  const weights = samples.reduce((sum, { weight }) => sum + weight, 0) || 1;
  for (const { x, y, slope, weight } of samples) {
    const terms = [1, x / scale, y / scale];
    for (let i = 0; i < 3; i++) {
      const row = m[i] ?? [];
      for (let j = 0; j < 3; j++) row[j] = (row[j] ?? 0) + (weight / weights) * (terms[i] ?? 0) * (terms[j] ?? 0);
      row[3] = (row[3] ?? 0) + (weight / weights) * (terms[i] ?? 0) * slope;
    }
  }
  // a little weight on zero keeps the field flat where the lines say nothing
  for (let i = 1; i < 3; i++) (m[i] ?? [])[i] = (m[i]?.[i] ?? 0) + 1e-3;
  const [a, b, c] = solve(m);
  return [a, b / scale, c / scale];
}

/** Gaussian elimination of a 3×4 system. */
function solve(m: number[][]): [number, number, number] {
  for (let i = 0; i < 3; i++) {
    const pivot = m[i]?.[i] ?? 0;
    if (Math.abs(pivot) < 1e-12) return [0, 0, 0];
    for (let j = 0; j < 3; j++) {
      if (j === i) continue;
      const factor = (m[j]?.[i] ?? 0) / pivot;
      for (let k = i; k < 4; k++) (m[j] ?? [])[k] = (m[j]?.[k] ?? 0) - factor * (m[i]?.[k] ?? 0);
    }
  }
  return [0, 1, 2].map((i) => (m[i]?.[3] ?? 0) / (m[i]?.[i] ?? 1)) as [number, number, number];
}

function usualSize(lines: readonly OcrLine[]): number {
  const advances = lines.filter((line) => line.text.length >= 4).map((line) => lengthOf(line.quad) / Array.from(line.text).length);
  advances.sort((a, b) => a - b);
  return Math.max(4, (advances[Math.floor(advances.length / 2)] ?? 8) / ADVANCE);
}
