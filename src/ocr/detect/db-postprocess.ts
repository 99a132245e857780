import type { Point, Quad } from '../ocr.types';
import { boundingRect, hullOfRows, minAreaRect, rectToQuad, type TiltedRect } from '../geometry/min-area-rect';
import { mapQuad } from '../geometry/quad';
import { connectedComponents } from './connected-components';

export interface DetectedBox { readonly quad: Quad; readonly score: number }

export interface DbSettings {
  /** A map pixel above this belongs to text. */
  readonly detectionThreshold: number;
  /** A box whose mean probability is below this is dropped. */
  readonly boxThreshold: number;
  /** How far boxes grow back from the shrunken core the network draws. */
  readonly unclipRatio: number;
}

/** Cores thinner than this many map pixels are specks. */
const MIN_CORE = 2;
/** From this proportion on a box knows its own direction. */
const LONG = 4;

/**
 * Boxes from the probability map of a DB detector (Liao et al., "Real-time Scene Text Detection with Differentiable
 * Binarization", 2020, section 3.5): binarise, take each connected core, put the smallest rectangle around it, score it by
 * the mean probability inside, and grow it by `area × ratio / perimeter`, the offset by which training shrank it.
 * @param map height × width probabilities, 0..255
 * @param runs pixels of the map above the threshold, see `textRuns`
 * @param scaleX,scaleY page pixels per map pixel; quads come back in page pixels
 */
export function boxesFromMap(map: Uint8Array, runs: Int32Array, width: number, height: number, settings: Omit<DbSettings, 'detectionThreshold'>, scaleX: number, scaleY: number): DetectedBox[] {
  const hulls = connectedComponents(runs).map(({ top, left, right }) => hullOfRows(top, left, right));
  const boxes: DetectedBox[] = [];
  for (const rect of alignShort(hulls.map((hull) => ({ hull, rect: minAreaRect(hull) })))) {
    if (Math.min(rect.halfWidth, rect.halfHeight) * 2 < MIN_CORE) continue;
    const score = meanInside(map, width, height, rect);
    if (score < settings.boxThreshold) continue;
    const quad = rectToQuad(unclip(rect, settings.unclipRatio));
    boxes.push({ quad: mapQuad(quad, ([x, y]) => [x * scaleX, y * scaleY]), score });
  }
  return boxes;
}

/**
 * The smallest rectangle around a few characters leans any way it likes: short boxes take the direction that the long ones of
 * the page agree on (the median, by length). Without long boxes each keeps its own.
 */
function alignShort(found: readonly { hull: readonly Point[]; rect: TiltedRect }[]): TiltedRect[] {
  const long = found.map(({ rect }) => rect).filter(isLong);
  const total = long.reduce((sum, rect) => sum + reach(rect), 0);
  let seen = 0;
  const agreed = long.sort((a, b) => a.along[1] - b.along[1]).find((rect) => (seen += reach(rect)) >= total / 2)?.along;
  return found.map(({ hull, rect }) => (!agreed || isLong(rect) ? rect : boundingRect(hull, agreed)));
}

const reach = ({ halfWidth, halfHeight }: TiltedRect): number => Math.max(halfWidth, halfHeight);

function isLong(rect: TiltedRect): boolean {
  return reach(rect) >= LONG * Math.min(rect.halfWidth, rect.halfHeight);
}

/** The rectangle moved outwards on every side by `area × ratio / perimeter`. */
export function unclip(rect: TiltedRect, ratio: number): TiltedRect {
  const { halfWidth, halfHeight } = rect;
  const grow = (halfWidth * halfHeight * ratio) / (halfWidth + halfHeight);
  return { ...rect, halfWidth: halfWidth + grow, halfHeight: halfHeight + grow };
}

/** Mean probability, 0..1, over the pixels whose centre lies in the rectangle; its `along` is the side nearer to horizontal. */
export function meanInside(map: Uint8Array, width: number, height: number, { centre: [cx, cy], halfWidth, halfHeight, along: [ax, ay] }: TiltedRect): number {
  const reachY = Math.abs(ay) * halfWidth + Math.abs(ax) * halfHeight;
  const fromY = Math.max(0, Math.floor(cy - reachY)), toY = Math.min(height - 1, Math.ceil(cy + reachY));
  // Of a row: what lies between the short sides, and between the long ones unless those run along it.
  const endsAt = halfWidth / ax, slope = ay / ax, leans = Math.abs(ay) > 1e-9;
  let sum = 0;
  let count = 0;
  for (let y = fromY; y <= toY; y++) {
    const dy = y + 0.5 - cy;
    if (!leans && Math.abs(dy) > halfHeight) continue;
    const [near, far] = leans ? [(dy * ax - halfHeight) / ay, (dy * ax + halfHeight) / ay] : [-Infinity, Infinity];
    const from = Math.max(-endsAt - dy * slope, Math.min(near, far)), to = Math.min(endsAt - dy * slope, Math.max(near, far));
    const first = Math.max(0, Math.ceil(cx + from - 0.5)), last = Math.min(width - 1, Math.floor(cx + to - 0.5));
    for (let at = y * width + first, end = y * width + last; at <= end; at++) sum += map[at]!;
    count += Math.max(0, last - first + 1);
  }
  return count === 0 ? 0 : sum / (count * 255);
}
