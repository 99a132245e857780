import type { OcrLine, OcrPage, Point, Quad } from '../../ocr/ocr.types';
import type { Glyph, Place, Segment } from './sheet.types';

/** A place with the spaces and separators at its ends left out. */
export function trimPlace({ segment, start, end }: Place): Place {
  while (start < end && /[\s:;]/.test(segment.text.charAt(start))) start++;
  while (end > start && /[\s;]/.test(segment.text.charAt(end - 1))) end--;
  return { segment, start, end };
}

export function wholePlace(segment: Segment): Place {
  return { segment, start: 0, end: segment.text.length };
}

export function textOf(places: readonly Place[], joint = ' '): string {
  return places.map(({ segment, start, end }) => segment.text.slice(start, end)).join(joint);
}

/** Mean confidence of the characters of a value, pulled down by its worst one: one doubtful digit makes a number doubtful. */
export function readingConfidence(places: readonly Place[]): number {
  const glyphs = places.flatMap(({ segment, start, end }) => segment.glyphs.slice(start, end)).filter(({ char }) => char.trim() !== '');
  if (glyphs.length === 0) return 0;
  const mean = glyphs.reduce((sum, { confidence }) => sum + confidence, 0) / glyphs.length;
  return 0.7 * mean + 0.3 * Math.min(...glyphs.map(({ confidence }) => confidence));
}

/** The quad round the places, in pixels of the original page, inside the page, in the direction of their text. */
export function polygonOf(places: readonly Place[], page: OcrPage | undefined): Quad | null {
  const quads = places.flatMap(({ segment, start, end }) => quadsOf(segment.glyphs.slice(start, end)));
  const first = quads[0];
  if (!first) return null;
  const [dx, dy] = direction(first);
  const along = quads.flat().map(([x, y]) => x * dx + y * dy), across = quads.flat().map(([x, y]) => y * dx - x * dy);
  const corner = (a: number, b: number): Point => clamp([a * dx - b * dy, a * dy + b * dx], page);
  const [left, right, top, bottom] = [Math.min(...along), Math.max(...along), Math.min(...across), Math.max(...across)];
  return quads.length === 1
    ? (first.map((point) => clamp(point, page)) as unknown as Quad)
    : [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)];
}

function direction([topLeft, topRight]: Quad): Point {
  const length = Math.hypot(topRight[0] - topLeft[0], topRight[1] - topLeft[1]) || 1;
  return [(topRight[0] - topLeft[0]) / length, (topRight[1] - topLeft[1]) / length];
}

function quadsOf(glyphs: readonly Glyph[]): Quad[] {
  const byLine = new Map<OcrLine, Glyph[]>();
  for (const glyph of glyphs) byLine.set(glyph.line, [...(byLine.get(glyph.line) ?? []), glyph]);
  return [...byLine].map(([line, part]) => {
    const from = Math.min(...part.map((glyph) => glyph.from)), to = Math.max(...part.map((glyph) => glyph.to));
    const [a, b, c, d] = line.quad;
    return [between(a, b, from), between(a, b, to), between(d, c, to), between(d, c, from)];
  });
}

function between(p: Point, q: Point, part: number): Point {
  return [p[0] + (q[0] - p[0]) * part, p[1] + (q[1] - p[1]) * part];
}

function clamp([x, y]: Point, page: OcrPage | undefined): Point {
  const round = (value: number): number => Math.round(value * 10) / 10;
  return [round(Math.max(0, Math.min(x, page?.width ?? Infinity))), round(Math.max(0, Math.min(y, page?.height ?? Infinity)))];
}
