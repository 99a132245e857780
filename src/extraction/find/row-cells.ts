import { parsePolishDecimal } from '../read/parse-polish-amount';
import { scanAmounts } from '../read/scan-values';
import type { Place, Segment } from '../read/sheet.types';
import { parseDamagedVatRate, parseVatRate } from '../read/vat-rate';
import type { ColumnKey } from './column-titles';
import { overlap, type Column } from './head-columns';
import { betweenTypedRules } from './typed-rules';

export type CellKind = 'money' | 'number' | 'rate' | 'text' | 'blank';

/** A part of a row between column gaps, with what it can be read as. */
export interface Cell {
  readonly place: Place;
  readonly text: string;
  readonly kind: CellKind;
  /** Grosze, when it reads as money. */
  readonly amount: number | null;
  readonly repaired: boolean;
  readonly rate: string | null;
  readonly x0: number;
  readonly x1: number;
}

/** What text layers and recognisers join across narrow gaps, and the columns that a box must touch to be cut there: "1 Deska". */
const GLUED: readonly (readonly [pattern: RegExp, ...keys: ColumnKey[]])[] = [
  [/(?<=^\d{1,3}\.?)\s(?=\S*\p{L})/gu, 'lp', 'nazwa'], [/(?<=^\d{1,3}\.?)\s(?=\S*\p{L})/gu, 'lp', 'kod'],
  [/(?<=\p{L}.*)\s(?=\d{2}\.\d{2}(?:\.\d{1,3}){1,3}$)/gu, 'nazwa', 'kod'],
];
/** "40 ryza" at either of two neighbouring columns, or whole at one for both. */
const QUANTITY_AND_UNIT = /(?<=^-?\d[\d.,]{0,20})\s(?=\p{L}{1,12}[23²³]?\.?$)/u;
/** "23 122,16" at the columns of the rate and of the tax would be thousands elsewhere. */
const RATE_AND_TAX = /^(?:23|22|8|7|5|4|3|0)(?=\s\d{1,3}[.,]\d{2}$)/;

/** Where boxes over several columns fall apart: behind a rate, between a word and a number, before a rate or a unit. */
const SEAMS = /(?<=\d\s?%)|(?<=\p{L}{2}\.?)\s(?=\d)|(?<=^\d{1,3})\s(?=\p{L})|\s(?=\d{1,2}\s?%)|(?<=\d)\s(?=(?:szt|kg|usl|usł|godz|kpl|opak|mb|km|m2|op|zw|np|oo)\b)/gu;

/** What the other segments of a row tell of one. */
export interface RowOfCells {
  /** Other columns have their own segments, so that numbers within the column of names belong to the names. */
  readonly crowded: boolean;
  /** Typed rules stand between the columns. */
  readonly typed: boolean;
  /** A rate stands by itself, so that none is glued to a sum. */
  readonly rated: boolean;
}

/**
 * A segment as cells. Where a box spans several columns or glues numbers together it is cut at spaces and between a rate and a number.
 */
export function cutCells(segment: Segment, columns: readonly Column[], row: RowOfCells): Cell[] {
  const ruled = betweenTypedRules(segment.text, row.typed);
  if (ruled.length > 0 || (row.typed && segment.text.trim() === '|')) return ruled.map(({ start, end }) => cellAt(segment, start, end));
  const whole = wholeCell(segment);
  const points = [0, ...cutPoints(segment, whole, columns, row), segment.text.length].sort((a, b) => a - b);
  const cells = points.slice(0, -1).map((start, i) => cellAt(segment, start, points[i + 1] ?? start)).filter(({ text }) => text.trim() !== '');
  return cells.length > 0 ? cells : [whole];
}

function cutPoints(segment: Segment, whole: Cell, columns: readonly Column[], { crowded, rated }: RowOfCells): number[] {
  const { text } = segment;
  const spanned = columns.filter((column) => overlap(column, segment) > 0.5 * (column.x1 - column.x0)), touched = columns.filter((column) => overlap(column, segment) > 0.1);
  const touches = (...keys: readonly ColumnKey[]): boolean => keys.every((key) => touched.some((column) => column.key === key));
  if (whole.kind === 'money' && !rated && touches('stawka', 'vat')) return [RATE_AND_TAX.exec(text)?.[0].length ?? 0];
  if (whole.kind === 'money' || whole.kind === 'rate' || whole.kind === 'number' || !/\d/.test(text)) return [];
  const unit = touches('ilosc') || touches('jednostka') ? QUANTITY_AND_UNIT.exec(text)?.index : undefined;
  if (unit !== undefined) return columns.some(({ key }) => key === 'jednostka') ? [unit] : [];
  const amounts = scanAmounts(text), outside = crowded ? outsideNames(segment, columns) : (): boolean => true;
  if (touched.length < 2 && amounts.length < 1) return [];
  const cuts = amounts.filter(({ value, end }) => Number.isSafeInteger(value) && outside(end - 1)).flatMap(({ start, end }) => [start, end]);
  if (spanned.length >= 2) cuts.push(...[...text.matchAll(SEAMS)].map(({ index }) => index).filter(outside));
  for (const [pattern, ...keys] of GLUED) if (touches(...keys)) cuts.push(...[...text.matchAll(pattern)].map(({ index }) => index));
  return [...new Set(cuts)];
}

/** Whether a character stands outside the column of names, which ends where the next column begins. */
function outsideNames({ glyphs }: Segment, columns: readonly Column[]): (index: number) => boolean {
  const at = columns.findIndex(({ key }) => key === 'nazwa'), name = columns[at], next = columns[at + 1];
  if (!name || !next) return () => true;
  const left = Math.min(name.x0, name.values?.x0 ?? Infinity) - 0.5, right = Math.min(next.x0, next.values?.x0 ?? Infinity) - 0.3;
  return (index) => { const glyph = glyphs[index]; return !glyph || glyph.x0 < left || glyph.x1 > right; };
}

/** A segment that is not cut. */
export function wholeCell(segment: Segment): Cell {
  return cellAt(segment, 0, segment.text.length);
}

/** Some characters of a segment as a cell. */
export function cellAt(segment: Segment, start: number, end: number): Cell {
  while (start < end && segment.text.charAt(start) === ' ') start++;
  while (end > start && segment.text.charAt(end - 1) === ' ') end--;
  const text = segment.text.slice(start, end);
  const [money] = scanAmounts(text);
  const bare = text.replace(/\s?(?:zł|zl|PLN|EUR|USD|€)\.?$/i, '').trim();
  const isMoney = money !== undefined && money.end - money.start >= bare.length - 1;
  const strictRate = parseVatRate(text), rate = strictRate ?? (text.length <= 5 ? parseDamagedVatRate(text) : null);
  const kind: CellKind = isMoney ? 'money' : rate !== null && !/^\d+$/.test(text) ? 'rate'
    : parsePolishDecimal(bare) !== null ? 'number' : /^[\s\-–—xX.]*$/.test(text) ? 'blank' : 'text';
  return { place: { segment, start, end }, text, kind, amount: isMoney ? money.value : null, repaired: money?.repaired ?? false, rate, x0: segment.glyphs[start]?.x0 ?? segment.x0, x1: segment.glyphs[end - 1]?.x1 ?? segment.x1 };
}
