import type { Point, Quad } from '../ocr.types';
import type { GreySample } from './grey-sample';
import type { LightField } from './light-field';

/** A sheet must be brighter by this much than what it lies on. */
const MIN_STEP = 30;
/** The step that counts as the sheet's edge, as a part of the difference between sheet and table. */
const EDGE = 0.4;
/** Sample pixels on either side of an edge that are compared. */
const REACH = 4;
/** An edge is looked for from the frame inwards up to here. */
const DEPTH = 0.4;
/** Rows (or columns) whose edge lies on the line, as a part of all. */
const MIN_SUPPORT = 0.5;
/** In sample pixels; paper is arched a little. */
const ON_LINE = 2.5;
const MIN_AREA = 0.3;
/** Every so many rows and columns are looked at. */
const STRIDE = 3;

/** A straight edge: for sides `across = at + lean · along`. */
interface Edge { readonly at: number; readonly lean: number }

/**
 * The corners of a sheet on a darker background, in sample pixels: where each of its four sides is a clear step from dark to
 * bright along a straight line. `null` when any side is not.
 */
export function findSheet(sample: GreySample, light: LightField): Quad | null {
  const { width, height } = sample;
  const threshold = EDGE * (paperLevel(light) - frameLevel(sample));
  if (threshold < EDGE * MIN_STEP) return null;
  const at = (x: number, y: number): number => sample.grey[y * width + x]!;
  const left = findEdge(height, width, (along, across) => at(across, along), threshold);
  const right = left && findEdge(height, width, (along, across) => at(width - 1 - across, along), threshold);
  const top = right && findEdge(width, height, (along, across) => at(along, across), threshold);
  const bottom = top && findEdge(width, height, (along, across) => at(along, height - 1 - across), threshold);
  if (!left || !right || !top || !bottom) return null;
  const [r, b] = [mirrored(right, width), mirrored(bottom, height)];
  const quad: Quad = [corner(left, top), corner(r, top), corner(r, b), corner(left, b)];
  return area(quad) >= MIN_AREA * width * height ? quad : null;
}

/** Walks inwards from the frame in every few rows, and fits a line through where brightness first rises. */
function findEdge(length: number, depth: number, at: (along: number, across: number) => number, threshold: number): Edge | null {
  const points: Point[] = [];
  let rows = 0;
  for (let along = 1; along < length; along += STRIDE, rows++) {
    const end = Math.floor(depth * DEPTH);
    for (let across = REACH; across < end; across++) {
      if (rise(along, across, at) < threshold) continue;
      let best = across;
      for (let next = across + 1; next < across + REACH; next++) if (rise(along, next, at) > rise(along, best, at)) best = next;
      points.push([along, best]);
      break;
    }
  }
  return fitLine(points, rows * MIN_SUPPORT);
}

function rise(along: number, across: number, at: (along: number, across: number) => number): number {
  let sum = 0;
  for (let k = 1; k <= REACH; k++) sum += at(along, across + k - 1) - at(along, across - k);
  return sum / REACH;
}

/** The line with most points near it, then the best one through these. */
function fitLine(points: readonly Point[], enough: number): Edge | null {
  let best: readonly Point[] = [];
  for (let span = points.length >> 1, tries = 0; span >= 4 && tries < 3; span >>= 1, tries++) {
    for (let i = 0; i + span < points.length; i += Math.max(1, points.length >> 5)) {
      const [[x0, y0], [x1, y1]] = [points[i]!, points[i + span]!];
      const lean = (y1 - y0) / (x1 - x0);
      const near = points.filter(([x, y]) => Math.abs(y - y0 - lean * (x - x0)) < ON_LINE);
      if (near.length > best.length) best = near;
    }
  }
  if (best.length < enough) return null;
  const [mx, my] = [mean(best.map(([x]) => x)), mean(best.map(([, y]) => y))];
  const lean = best.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / Math.max(1e-9, best.reduce((sum, [x]) => sum + (x - mx) ** 2, 0));
  return { at: my - lean * mx, lean };
}

const mirrored = ({ at, lean }: Edge, size: number): Edge => ({ at: size - at, lean: -lean });

/** Where an edge that runs down meets one that runs across. */
function corner(side: Edge, level: Edge): Point {
  const x = (side.at + side.lean * level.at) / (1 - side.lean * level.lean);
  return [x, level.at + level.lean * x];
}

function area(quad: Quad): number {
  return quad.reduce((sum, [x, y], i) => { const [nx, ny] = quad[(i + 1) % 4]!; return sum + (x * ny - nx * y) / 2; }, 0);
}

/** Brightness of paper: what a tenth of all squares is brighter than. */
function paperLevel({ paper }: LightField): number {
  return [...paper].sort((a, b) => a - b)[Math.floor(paper.length * 0.7)]!;
}

/** Median brightness along the frame. */
function frameLevel({ grey, width, height }: GreySample): number {
  const ring: number[] = [];
  for (let x = 2; x < width - 2; x += STRIDE) ring.push(grey[2 * width + x]!, grey[(height - 3) * width + x]!);
  for (let y = 2; y < height - 2; y += STRIDE) ring.push(grey[y * width + 2]!, grey[y * width + width - 3]!);
  return ring.sort((a, b) => a - b)[ring.length >> 1]!;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
