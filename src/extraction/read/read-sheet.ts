import type { OcrDocument, OcrLine, OcrPage, Point, Quad } from '../../ocr/ocr.types';
import { compact, fold } from './normalise-text';
import { withoutCopy } from './printed-twice';
import { readingFrame, type ReadingFrame } from './reading-frame';
import type { Glyph, Segment, Sheet, SheetPage } from './sheet.types';
import { withoutSplits } from './split-dates';

/** In em: a wider gap inside a line starts another segment. */
const WIDE_GAP = 1.4;
/** In parts of the font size: pieces of words that stand nearer than this were one word or phrase. Large type is spaced more widely. */
const JOIN_GAP = 0.45;
const JOIN_GAP_LARGE = 0.8;
/** In em: type from this size on is a heading. */
const LARGE = 1.25;
/** In em: how far centres of one row may lie apart. */
const ROW_DRIFT = 0.45;

type Draft = Omit<Segment, 'id' | 'row' | 'column' | 'folded' | 'compact'>;

/** A document as upright pages of rows of text segments, in em, ready to be searched. */
export function readSheet(document: OcrDocument): Sheet {
  let nextId = 0;
  return { pages: document.pages.map((page) => readPage(page, () => nextId++)) };
}

/** Characters of a segment: no line of print has more, and a stranger's file may not make patterns search through more. */
const MAX_LENGTH = 400;

function readPage(page: OcrPage, nextId: () => number): SheetPage {
  const frame = readingFrame(page);
  const lines = page.lines.filter((line) => line.source !== 'qr' && line.text.trim() !== '' && frame.reads(line));
  const drafts = withoutCopy(lines.flatMap((line) => splitWide(line.source === 'ocr' ? withoutSplits(glyphsOf(line, frame)) : glyphsOf(line, frame), line, frame, page.page)));
  const rows = groupRows(drafts).map(joinNeighbours).map((row, r) => row.map((draft, c): Segment => ({
    ...draft, id: nextId(), row: r, column: c, folded: fold(draft.text), compact: compact(draft.text),
  })));
  const turned = page.width / frame.em, tall = page.height / frame.em;
  return { page: page.page, width: turned, height: tall, rows, segments: rows.flat() };
}

/** Characters of a line with their places. Where the source gives no places, the line is divided evenly. */
function glyphsOf(line: OcrLine, frame: ReadingFrame): Glyph[] {
  const units = Array.from(line.text).map((char) => (char.length === 1 ? char : '\ufffd'));
  const chars = line.chars?.length === units.length ? line.chars : undefined;
  const [a, b] = ends(line.quad, frame);
  const x = (part: number): number => a + (b - a) * part;
  return units.map((char, i) => {
    const from = chars ? ((chars[i - 1]?.at ?? Math.max(0, 2 * (chars[0]?.at ?? 0) - (chars[1]?.at ?? 1))) + (chars[i]?.at ?? 0)) / 2 : i / units.length;
    const to = chars ? ((chars[i]?.at ?? 1) + (chars[i + 1]?.at ?? Math.min(1, 2 * (chars[i]?.at ?? 1) - (chars[i - 1]?.at ?? 0)))) / 2 : (i + 1) / units.length;
    return { char, centre: x(chars?.[i]?.at ?? (i + 0.5) / units.length), confidence: chars?.[i]?.confidence ?? line.confidence, x0: x(from), x1: x(to), line, from: i === 0 ? 0 : from, to: i === units.length - 1 ? 1 : to };
  });
}

/** Left and right end of a line in em; a line read upside down by mistake still has its left end left. */
function ends(quad: Quad, frame: ReadingFrame): [number, number] {
  const middle = (p: Point, q: Point): Point => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
  const a = frame.toFrame(middle(quad[0], quad[3]))[0] / frame.em, b = frame.toFrame(middle(quad[1], quad[2]))[0] / frame.em;
  return a <= b ? [a, b] : [b, a];
}

function splitWide(glyphs: readonly Glyph[], line: OcrLine, frame: ReadingFrame, page: number): Draft[] {
  const drafts: Draft[] = [];
  let piece: Glyph[] = [];
  const close = (): void => {
    while (piece.at(-1)?.char.trim() === '') piece.pop();
    if (piece.length > 0) drafts.push(draftOf(piece, line, frame, page));
    piece = [];
  };
  let last: Glyph | undefined, spaces = 0;
  for (const glyph of glyphs) {
    if (glyph.char.trim() === '') { spaces++; if (piece.length > 0) piece.push({ ...glyph, char: ' ' }); continue; }
    if (last && (glyph.centre - last.centre > WIDE_GAP + 0.5 || spaces >= 4 || piece.length >= MAX_LENGTH)) close();
    piece.push(glyph);
    last = glyph;
    spaces = 0;
  }
  close();
  return drafts;
}

function draftOf(glyphs: readonly Glyph[], line: OcrLine, frame: ReadingFrame, page: number): Draft {
  const [p, q, r, s] = line.quad.map(frame.toFrame) as [Point, Point, Point, Point];
  const part = ((glyphs[0]?.from ?? 0) + (glyphs.at(-1)?.to ?? 1)) / 2;
  const top = p[1] + (q[1] - p[1]) * part, bottom = s[1] + (r[1] - s[1]) * part;
  return {
    page, glyphs, text: glyphs.map(({ char }) => char).join(''), x0: glyphs[0]?.x0 ?? 0, x1: glyphs.at(-1)?.x1 ?? 0,
    cy: (top + bottom) / 2 / frame.em, height: Math.abs(bottom - top) / frame.em, source: line.source,
  };
}

/** Rows by level: from left to right each segment joins the row whose last segment is nearest in height. */
function groupRows(drafts: readonly Draft[]): Draft[][] {
  const rows: Draft[][] = [];
  for (const draft of [...drafts].sort((a, b) => a.x0 - b.x0 || a.cy - b.cy)) {
    let best: Draft[] | null = null, bestDrift = Infinity;
    for (const row of rows) {
      const last = row.at(-1);
      if (!last || last.x1 > draft.x0 + Math.min(1, (last.x1 - last.x0) / 2)) continue;
      const drift = Math.abs(last.cy - draft.cy);
      if (drift < ROW_DRIFT * Math.max(1, Math.min(last.height, draft.height)) && drift < bestDrift) [best, bestDrift] = [row, drift];
    }
    if (best) best.push(draft);
    else rows.push([draft]);
  }
  const level = (row: readonly Draft[]): number => row.reduce((sum, { cy }) => sum + cy, 0) / row.length;
  return rows.sort((a, b) => level(a) - level(b));
}

function sizeOf({ x0, x1, text }: Draft): number {
  return (2 * (x1 - x0)) / Math.max(2, text.length);
}

function joinGap(left: Draft, right: Draft): number {
  const size = Math.min(sizeOf(left), sizeOf(right));
  return size > LARGE ? JOIN_GAP_LARGE * size : JOIN_GAP;
}

/** Joins pieces of a phrase that a detector took apart; two numbers side by side stay apart, they may be two columns. */
function joinNeighbours(row: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of row) {
    const last = joined.at(-1);
    const fits = last && last.glyphs.length + draft.glyphs.length < MAX_LENGTH && draft.x0 - last.x1 < joinGap(last, draft) && Math.max(last.height, draft.height) < 1.6 * Math.min(last.height, draft.height)
      && !(/[\d%]$/.test(last.text) && /^[\d(-]/.test(draft.text)) && (/[\p{L}:.,/-]$/u.test(last.text) || Math.min(sizeOf(last), sizeOf(draft)) > LARGE);
    if (!last || !fits) { joined.push(draft); continue; }
    const before = last.glyphs.at(-1), after = draft.glyphs[0];
    if (!before || !after) continue;
    const gap: Glyph = { char: ' ', confidence: Math.min(before.confidence, after.confidence), x0: before.x1, x1: after.x0, centre: (before.x1 + after.x0) / 2, line: before.line, from: before.to, to: before.to };
    joined[joined.length - 1] = {
      ...last, glyphs: [...last.glyphs, gap, ...draft.glyphs], text: `${last.text} ${draft.text}`, x1: draft.x1,
      height: Math.max(last.height, draft.height), cy: (last.cy + draft.cy) / 2,
    };
  }
  return joined;
}
