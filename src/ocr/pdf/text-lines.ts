import type { OcrChar, OcrLine, Point, Quad } from '../ocr.types';
import { clipQuad } from '../geometry/quad';
import { readingOrder } from '../lines/order-lines';
import type { Bounds, Glyph } from './glyph';

/** Parts of the font height. A wider gap ends a run, so that neighbouring table columns stand apart like boxes of a detector. */
const COLUMN_GAP = 1.1;
/** A gap this wide ends a run too unless the file drew a space into it. */
const BARE_COLUMN_GAP = 0.6;
const WORD_GAP = 0.15;
/** Baselines nearer than this are one row. */
const SAME_BASELINE = 0.2;
/** The same character again this near is bold by double printing, or a shadow. */
const DOUBLE_PRINT = 0.15;

/**
 * A glyph along its own direction of text: its shape from `from` to `to`, the room it takes from `start` to `end` (gaps
 * are measured between rooms, or every thin 1 would stand alone), `across` its baseline, between `high` and `low`.
 */
interface Placed {
  readonly glyph: Glyph;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly across: number;
  readonly high: number;
  readonly low: number;
}

/** Visible characters as runs of text with quads, in reading order. `width` and `height` are those of the page in pixels. */
export function textLines(glyphs: readonly Glyph[], width: number, height: number): OcrLine[] {
  const lines: OcrLine[] = [];
  for (const [angle, group] of byDirection(glyphs)) {
    const direction: Point = [Math.cos(angle), Math.sin(angle)];
    for (const row of rows(group.map((glyph) => place(glyph, direction)))) {
      for (const run of runs(row)) lines.push(toLine(run, direction, width, height));
    }
  }
  const written = lines.filter(({ text }) => text !== '');
  return readingOrder(written.map(({ quad }) => quad)).map((index) => written[index]!);
}

/** Directions rounded to one degree: text of one line never differs by more, and watermarks stand apart. */
function byDirection(glyphs: readonly Glyph[]): Map<number, Glyph[]> {
  const groups = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    if (!glyph.visible) continue;
    const degrees = Math.round((glyph.angle * 180) / Math.PI) % 360;
    const angle = (degrees * Math.PI) / 180 || 0;
    const group = groups.get(angle);
    if (group) group.push(glyph);
    else groups.set(angle, [glyph]);
  }
  return groups;
}

function place(glyph: Glyph, [dx, dy]: Point): Placed {
  const along = (x: number, y: number): number => x * dx + y * dy;
  const across = (x: number, y: number): number => y * dx - x * dy;
  const start = along(...glyph.origin);
  const base = across(...glyph.origin);
  const upright = Math.abs(dx) > 0.999 || Math.abs(dy) > 0.999;
  const span = ([left, top, right, bottom]: Bounds, by: typeof along): readonly [number, number] => {
    const [a, b] = [by(left, top), by(right, bottom)];
    return a < b ? [a, b] : [b, a];
  };
  const known = (bounds: Bounds): boolean => upright && bounds[2] > bounds[0] && bounds[3] > bounds[1];
  const end = known(glyph.advance) ? span(glyph.advance, along)[1] : start + glyph.size * 0.5;
  const [from, to] = known(glyph.box) ? span(glyph.box, along) : [start, end];
  const [high, low] = known(glyph.box) ? span(glyph.box, across) : [base - glyph.size * 0.7, base + glyph.size * 0.2];
  return { glyph, from, to, start: Math.min(start, from), end: Math.max(end, to), across: base, high, low };
}

function rows(placed: readonly Placed[]): Placed[][] {
  const found: Placed[][] = [];
  for (const one of [...placed].sort((a, b) => a.across - b.across || a.from - b.from)) {
    const row = found[found.length - 1];
    if (row && one.across - row[0]!.across <= SAME_BASELINE * Math.min(one.glyph.size, row[0]!.glyph.size)) row.push(one);
    else found.push([one]);
  }
  return found.map((row) => row.sort((a, b) => a.from - b.from));
}

const isSpace = (char: string): boolean => /^\s$/u.test(char);

/** A row cut at wide gaps; each run is its characters with a space wherever words part. */
function runs(row: readonly Placed[]): Placed[][] {
  const found: Placed[][] = [];
  let run: Placed[] = [];
  let space: Placed | undefined;
  for (const one of row) {
    if (isSpace(one.glyph.char)) { space = one; continue; }
    const last = run[run.length - 1];
    if (last && isDouble(run, one)) continue;
    if (last) {
      const gap = (one.start - last.end) / Math.max(last.glyph.size, one.glyph.size);
      if (gap > (space ? COLUMN_GAP : BARE_COLUMN_GAP)) { found.push(run); run = []; }
      else if (gap > WORD_GAP || space) run.push(gapBetween(last, one));
    }
    run.push(one);
    space = undefined;
  }
  return run.length > 0 ? [...found, run] : found;
}

function isDouble(run: readonly Placed[], one: Placed): boolean {
  const last = run.at(-1)?.glyph;
  if (last && isSameDrawing(last, one.glyph)) return false;
  return run.slice(-3).some((earlier) => earlier.glyph.char === one.glyph.char && Math.abs(earlier.from - one.from) < DOUBLE_PRINT * one.glyph.size
    && Math.abs(earlier.to - one.to) < DOUBLE_PRINT * one.glyph.size);
}

/** One shape that stands for several letters ("tt" of Carlito and Calibri) comes once for each of them, of one object and at one point; what is printed twice is two objects. */
function isSameDrawing(a: Glyph, b: Glyph): boolean {
  return a.object !== 0 && a.object === b.object && a.origin[0] === b.origin[0] && a.origin[1] === b.origin[1];
}

function gapBetween(last: Placed, next: Placed): Placed {
  return { ...last, glyph: { ...last.glyph, char: ' ' }, from: last.to, to: next.from };
}

function toLine(run: readonly Placed[], [dx, dy]: Point, width: number, height: number): OcrLine {
  const [from, to] = [run[0]!.from, Math.max(...run.map((one) => one.to))];
  const pad = run[0]!.glyph.size * 0.08;
  const high = Math.min(...run.map((one) => one.high)) - pad;
  const low = Math.max(...run.map((one) => one.low)) + pad;
  const corner = (u: number, v: number): Point => [u * dx - v * dy, u * dy + v * dx];
  const quad: Quad = clipQuad([corner(from, high), corner(to, high), corner(to, low), corner(from, low)], width, height);
  const chars: OcrChar[] = run.flatMap((one) => spelled(one.glyph.char).map((char) => ({ char, confidence: 1, at: to > from ? ((one.from + one.to) / 2 - from) / (to - from) : 0.5 })));
  return { text: chars.map(({ char }) => char).join(''), confidence: 1, quad, source: 'pdf_text', chars };
}

/** Soft and unbreakable hyphens, and the two marks PDFium puts where a line was broken at one. */
const HYPHENS = new Set(['\u00ad', '\u2010', '\u2011', '\u0002', '\ufffe']);

/** Ligatures taken apart, hyphens of every kind as the plain one, soft and invisible marks gone. */
function spelled(char: string): string[] {
  if (/^[\ufb00-\ufb06]$/u.test(char)) return [...char.normalize('NFKC')];
  if (HYPHENS.has(char)) return ['-'];
  return /^[\u200b-\u200f\u2060\ufeff]$/u.test(char) ? [] : [char];
}
