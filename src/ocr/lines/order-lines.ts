import type { Quad } from '../ocr.types';
import type { QuarterTurn } from '../image/page-image';
import { quadAngle, quadCentre, quadSize } from '../geometry/quad';

/** Angle of the page's text in radians: the median over the lines, long lines counting by their length. */
export function textAngle(quads: readonly Quad[]): number {
  const weighed = quads.map((quad) => ({ angle: quadAngle(quad), weight: quadSize(quad).width })).sort((a, b) => a.angle - b.angle);
  const half = weighed.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let seen = 0;
  for (const { angle, weight } of weighed) {
    seen += weight;
    if (seen >= half) return angle;
  }
  return 0;
}

/** How far clockwise a page must be turned for most of its text to run to the right. */
export function uprightTurn(quads: readonly Quad[]): QuarterTurn {
  const lengths: Record<QuarterTurn, number> = { 0: 0, 90: 0, 180: 0, 270: 0 };
  for (const quad of quads) {
    const quarters = ((Math.round((-quadAngle(quad) * 2) / Math.PI) % 4) + 4) % 4;
    lengths[(quarters * 90) as QuarterTurn] += quadSize(quad).width;
  }
  return ([0, 90, 180, 270] as const).reduce((best, turn) => (lengths[turn] > lengths[best] ? turn : best), 0);
}

/**
 * Reading order: rows from top to bottom, within a row from left to right, seen along the text's own direction so that a
 * tilted page keeps its rows. Two lines share a row when their centres are nearer than half the smaller height.
 * @returns indices into `quads`
 */
export function readingOrder(quads: readonly Quad[]): number[] {
  const angle = textAngle(quads);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const placed = quads.map((quad, index) => {
    const [x, y] = quadCentre(quad);
    const [left, top] = quad[0];
    return { index, across: y * cos - x * sin, along: left * cos + top * sin, height: quadSize(quad).height };
  }).sort((a, b) => a.across - b.across || a.along - b.along);
  const rows: (typeof placed)[] = [];
  for (const line of placed) {
    const row = rows[rows.length - 1];
    const first = row?.[0];
    if (row && first && line.across - first.across < Math.min(line.height, first.height) / 2) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.along - b.along).map(({ index }) => index));
}
