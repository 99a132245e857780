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
/** Sample pixels over which the sheet's own brightness reaches out, and the share of brighter ones further off that a table may show. */
const BLUR = 6;
const MAX_LIT = 0.002;
const LIT = 0.3;
/** Every so many rows and columns are looked at. */
const STRIDE = 6;

/** A straight edge: for sides `across = at + lean · along`. */
interface Edge { readonly at: number; readonly lean: number }

/**
 * The corners of a sheet on a darker background, in sample pixels: where each of its four sides is a clear step from dark to
 * bright along a straight line. `null` when any side is not.
 */
export function findSheet(sample: GreySample, light: LightField): Quad | null {
  const { width, height } = sample;
  const [paper, table] = [paperLevel(light), frameLevel(sample)];
  if (paper - table < MIN_STEP) return null;
  const threshold = EDGE * (paper - table);
  const [down, across] = [{ along: width, length: height, depth: width }, { along: 1, length: width, depth: height }];
  const left = findEdge(sample.grey, { ...down, start: 0, inwards: 1 }, threshold);
  const right = left && findEdge(sample.grey, { ...down, start: width - 1, inwards: -1 }, threshold);
  const top = right && findEdge(sample.grey, { ...across, start: 0, inwards: width }, threshold);
  const bottom = top && findEdge(sample.grey, { ...across, start: (height - 1) * width, inwards: -width }, threshold);
  if (!left || !right || !top || !bottom) return null;
  const [r, b] = [mirrored(right, width), mirrored(bottom, height)];
  const quad: Quad = [corner(left, top), corner(r, top), corner(r, b), corner(left, b)];
  return area(quad) >= MIN_AREA * width * height && isDarkBeside(quad, sample, table + LIT * (paper - table)) ? quad : null;
}

/** Whether hardly anything bright lies beside the quad. A band of colour along the sheet's edge looks like the table, but for the writing on it. */
function isDarkBeside(quad: Quad, { grey, width, height }: GreySample, bright: number): boolean {
  const inside = insideOf(quad);
  let [beside, lit] = [0, 0];
  for (let y = 1; y < height; y += 2) {
    for (let x = 1; x < width; x += 2) {
      if (inside(x, y) > -BLUR) continue;
      beside++;
      if (grey[y * width + x]! > bright) lit++;
    }
  }
  return lit <= beside * MAX_LIT;
}

/** How far a point lies inside a convex quad; negative beside it. */
export function insideOf(quad: Quad): (x: number, y: number) => number {
  const sides = quad.map(([ax, ay], i) => {
    const [bx, by] = quad[(i + 1) % 4]!;
    const length = Math.hypot(bx - ax, by - ay);
    const [nx, ny] = [-(by - ay) / length, (bx - ax) / length];
    return { nx, ny, at: -nx * ax - ny * ay };
  });
  return (x, y) => {
    let least = Infinity;
    for (const { nx, ny, at } of sides) least = Math.min(least, nx * x + ny * y + at);
    return least;
  };
}

/** A way from one side of the frame inwards, as steps in the sample's bytes: where it starts, one row (or column) on, one pixel further in. */
interface Walk { readonly start: number; readonly along: number; readonly inwards: number; readonly length: number; readonly depth: number }

/** Walks inwards from the frame in every few rows, and fits a line through where brightness first rises. */
function findEdge(grey: Uint8Array, { start, along, inwards, length, depth }: Walk, threshold: number): Edge | null {
  const points: Point[] = [];
  const end = Math.floor(depth * DEPTH);
  let rows = 0;
  for (let row = 1; row < length; row += STRIDE, rows++) {
    const from = start + row * along;
    for (let step = REACH; step < end; step++) {
      if (rise(grey, from + step * inwards, inwards) < threshold) continue;
      let best = step;
      for (let next = step + 1; next < step + REACH; next++) if (rise(grey, from + next * inwards, inwards) > rise(grey, from + best * inwards, inwards)) best = next;
      points.push([row, best]);
      break;
    }
  }
  return fitLine(points, rows * MIN_SUPPORT);
}

/** Mean of the pixels from here inwards less that of as many before. */
function rise(grey: Uint8Array, at: number, inwards: number): number {
  let sum = 0;
  for (let k = 0; k < REACH; k++) sum += grey[at + k * inwards]! - grey[at - (k + 1) * inwards]!;
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
