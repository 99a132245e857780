import type { LabelKey } from '../read/label-dictionary';
import { parsePolishDecimal } from '../read/parse-polish-amount';
import { scanAmounts } from '../read/scan-values';
import type { Place, Segment, SheetPage } from '../read/sheet.types';
import { parseDamagedVatRate, parseVatRate } from '../read/vat-rate';
import type { ColumnKey } from './column-titles';
import { betweenTypedRules, findTableHeaders, headerRowsOf, type Column, type TableHeader } from './table-headers';
import type { LabelledSheet } from './label-values';

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

export type Section = 'przed' | 'po' | 'roznica' | null;

/** A row below the head of a table, its cells sorted into the columns; or any other row that holds money, without columns. */
export interface TableRow {
  readonly page: number;
  readonly row: number;
  readonly cy: number;
  readonly header: TableHeader | null;
  /** `items` when the head names goods, quantities or prices, `summary` when only rates and sums. */
  readonly table: 'items' | 'summary' | null;
  readonly cells: readonly Cell[];
  readonly byColumn: ReadonlyMap<ColumnKey, readonly Cell[]>;
  /** Keys of the labels with which the row begins. */
  readonly labels: ReadonlySet<LabelKey>;
  readonly section: Section;
  readonly segments: readonly Segment[];
}

/** In em beside the known titles of a table: a label that stands there is another column's of the page. */
const BESIDE = 1.5;

/** All rows of all pages in order, those of tables sorted into columns. A table without a repeated head runs on over the page. */
export function readTableRows(view: LabelledSheet): TableRow[] {
  const rows: TableRow[] = [];
  let section: Section = null, header: TableHeader | null = null;
  for (const page of view.sheet.pages) {
    const headers = findTableHeaders(page), headRows = headerRowsOf(page);
    page.rows.forEach((segments, index) => {
      section = sectionOf(view, segments) ?? section;
      header = headers.find(({ first }) => first === index) ?? header;
      if (headRows.has(index) || segments.length === 0) return;
      rows.push(readRow(view, page, index, segments, header, section));
    });
  }
  return inferSections(rows);
}

/** Where one title of a before-and-after pair could not be read: a second item table after "before" is "after", and the one before "after" is "before". */
function inferSections(rows: readonly TableRow[]): TableRow[] {
  const heads = [...new Set(rows.filter(({ table }) => table === 'items').map(({ header }) => header))];
  const of = (header: TableRow['header']): Section => rows.find((row) => row.header === header)?.section ?? null;
  const [first, second] = heads;
  if (heads.length !== 2 || first === undefined || second === undefined || first?.page !== second?.page) return [...rows];
  const pair: readonly [Section, Section] = [of(first), of(second)];
  const guess = pair[0] === 'przed' && pair[1] === 'przed' ? ['przed', 'po'] as const : pair[0] === null && pair[1] === 'po' ? ['przed', 'po'] as const : null;
  if (!guess) return [...rows];
  return rows.map((row) => (row.header === first ? { ...row, section: guess[0] } : row.header === second && (row.section === 'przed' || row.section === null) ? { ...row, section: guess[1] } : row));
}

function sectionOf(view: LabelledSheet, segments: readonly Segment[]): Section {
  for (const segment of segments) {
    for (const { key, leading, whole, weak, end } of view.labels.get(segment) ?? []) {
      if (key !== 'przed' && key !== 'po' && key !== 'roznica') continue;
      if (leading && (whole || !weak || /^\s*:/.test(segment.text.slice(end)))) return key;
    }
  }
  return null;
}

function readRow(view: LabelledSheet, page: SheetPage, index: number, segments: readonly Segment[], header: TableHeader | null, section: Section): TableRow {
  const first = header?.columns[0];
  const inTable = first ? segments.filter((segment) => segment.x1 > first.x0 - (namesRow(view, segment, first) ? LABEL_REACH : BESIDE)) : segments;
  const cells = inTable.flatMap((segment) => cutCells(segment, header?.columns ?? []));
  const left = (header?.columns.find(({ closeness }) => closeness > 0)?.x0 ?? -Infinity) - BESIDE, right = (header?.columns.at(-1)?.x1 ?? Infinity) + BESIDE;
  const labels = new Set<LabelKey>(inTable.filter(({ x0, x1 }) => x1 > left && x0 < right).flatMap((segment) => (view.labels.get(segment) ?? []).filter(({ leading }) => leading).map(({ key }) => key)));
  const keys = new Set(header?.columns.map(({ key }) => key) ?? []);
  return {
    page: page.page, row: index, cy: segments.reduce((sum, { cy }) => sum + cy, 0) / segments.length, header, cells, labels, section, segments,
    table: header ? (keys.has('nazwa') || keys.has('ilosc') || keys.has('cena') ? 'items' : 'summary') : null,
    byColumn: header ? assignCells(cells, header.columns) : new Map(),
  };
}

/** In em: how far before a table's first titled column what a row is called may stand. */
const LABEL_REACH = 20;

/** A rate, and where the columns begin with one of sums what a row of sums is called, belong to the table even where no title stands over them. */
function namesRow(view: LabelledSheet, segment: Segment, first: Column): boolean {
  if (parseVatRate(segment.text) !== null) return true;
  return ['netto', 'vat', 'brutto'].includes(first.key) && (view.labels.get(segment) ?? []).some(({ key, leading }) => leading && (key === 'razem' || key === 'w_tym'));
}

/** What text layers and recognisers join across narrow gaps, and the columns that a box must touch to be cut there: "1 Deska", "40 ryza". */
const GLUED: readonly (readonly [pattern: RegExp, ...keys: ColumnKey[]])[] = [
  [/(?<=^\d{1,3}\.?)\s(?=\S*\p{L})/gu, 'lp', 'nazwa'], [/(?<=^\d{1,3}\.?)\s(?=\S*\p{L})/gu, 'lp', 'kod'], [/(?<=^-?\d[\d.,]{0,20})\s(?=\p{L}+\.?$)/gu, 'ilosc', 'jednostka'],
];

/** A segment as cells. Where a box spans several columns or glues numbers together it is cut at spaces and between a rate and a number. */
function cutCells(segment: Segment, columns: readonly Column[]): Cell[] {
  const typed = betweenTypedRules(segment.text);
  if (typed.length > 0) return typed.map(({ start, end }) => cellOf(segment, start, end));
  const whole = wholeCell(segment);
  const overlap = ({ x0, x1 }: Column): number => Math.min(x1, segment.x1) - Math.max(x0, segment.x0);
  const spanned = columns.filter((column) => overlap(column) > 0.5 * (column.x1 - column.x0)), touched = columns.filter((column) => overlap(column) > 0.1);
  if (whole.kind === 'money' || whole.kind === 'rate' || whole.kind === 'number') return [whole];
  if (!/\d/.test(segment.text) || (touched.length < 2 && scanAmounts(segment.text).length < 1)) return [whole];
  const cuts = new Set<number>([0, segment.text.length]);
  for (const { start, end, value } of scanAmounts(segment.text)) { if (Number.isSafeInteger(value)) { cuts.add(start); cuts.add(end); } }
  for (const match of segment.text.matchAll(/(?<=\d\s?%)|(?<=\p{L}{2}\.?)\s(?=\d)|(?<=^\d{1,3})\s(?=\p{L})|\s(?=\d{1,2}\s?%)|(?<=\d)\s(?=(?:szt|kg|usl|usł|godz|kpl|opak|mb|km|m2|op|zw|np|oo)\b)/gu)) {
    if (spanned.length >= 2) cuts.add(match.index);
  }
  for (const [pattern, ...keys] of GLUED) if (keys.every((key) => touched.some((column) => column.key === key))) for (const match of segment.text.matchAll(pattern)) cuts.add(match.index);
  const points = [...cuts].sort((a, b) => a - b);
  const cells = points.slice(0, -1).map((start, i) => cellOf(segment, start, points[i + 1] ?? start)).filter(({ text }) => text.trim() !== '');
  return cells.length > 0 ? cells : [whole];
}

/** A segment as one cell. */
export function wholeCell(segment: Segment): Cell {
  return cellOf(segment, 0, segment.text.length);
}

function cellOf(segment: Segment, start: number, end: number): Cell {
  while (start < end && segment.text.charAt(start) === ' ') start++;
  while (end > start && segment.text.charAt(end - 1) === ' ') end--;
  const text = segment.text.slice(start, end);
  const [money] = scanAmounts(text);
  const bare = text.replace(/\s?(?:zł|zl|PLN|EUR|USD|€)\.?$/i, '').trim();
  const isMoney = money !== undefined && money.end - money.start >= bare.length - 1;
  const strictRate = parseVatRate(text), rate = strictRate ?? (text.length <= 5 ? parseDamagedVatRate(text) : null);
  const kind: CellKind = isMoney && !/^\d{1,2}[.,]00\s?%?$/.test(text) ? 'money' : isMoney ? 'money' : rate !== null && !/^\d+$/.test(text) ? 'rate'
    : parsePolishDecimal(bare) !== null ? 'number' : /^[\s\-–—xX.]*$/.test(text) ? 'blank' : 'text';
  return { place: { segment, start, end }, text, kind, amount: isMoney ? money.value : null, repaired: money?.repaired ?? false, rate, x0: segment.glyphs[start]?.x0 ?? segment.x0, x1: segment.glyphs[end - 1]?.x1 ?? segment.x1 };
}

const UNIT = /^(?:szt|kpl|us[lł]|godz|h|m[2²3³]?|mb|kg|g|l|t|opak|op|km|m-c|mc|mies|os|para|par|rbh|zest|kwh|mwh|gj|pcs|pc|unit|stk|std|doba|dni|dzien|ryczalt|rycz|ha|tys|mp|m\.?b|egz|rolka|rol|paczka|pacz|hour|month|set|kpl|tona|litr|arkusz|ark|bd|sztuka|sztuk|usluga|km)\.?$/i;

/** How badly a cell fits a kind of column, in em of misplacement. */
function misfit(cell: Cell, key: ColumnKey): number {
  const { kind, text, rate } = cell;
  const integer = /^(?:\d{1,3}|0\d{3,5})\.?$/.test(text);
  switch (key) {
    case 'lp': return integer ? 0 : 25;
    case 'nazwa': return kind === 'text' ? (UNIT.test(text) ? 4 : 0) : kind === 'number' ? 7 : 14;
    case 'kod': case 'stan': return kind === 'money' ? 10 : kind === 'rate' ? 6 : 1;
    case 'jednostka': return UNIT.test(text) ? -1 : kind === 'text' && text.length <= 10 ? 1 : 12;
    case 'ilosc': return kind === 'number' ? 0 : kind === 'money' ? 1.5 : /^\d+(?:[.,]\d+)?\s?\p{L}/u.test(text) ? 1 : 14;
    case 'cena': case 'cena_brutto': return kind === 'money' ? 0 : kind === 'number' ? 1 : 14;
    case 'rabat': return kind === 'text' ? 10 : 0.5;
    case 'stawka': return kind === 'rate' ? -1 : rate !== null ? 0.5 : kind === 'blank' ? 0 : /^\d{1,2}[.,]0{1,2}$/.test(text) ? 1 : kind === 'text' && text.length < 6 ? 4 : 12;
    default: return kind === 'money' ? 0 : kind === 'blank' ? 0 : kind === 'number' ? 4 : 16;
  }
}

const SKIP = 9;

/**
 * Cells into columns, both from left to right, at least total cost: distance from the column's title plus misfit of the kind of value.
 * Several cells may share the column of names. Cells may stay out of all columns.
 */
function assignCells(cells: readonly Cell[], columns: readonly Column[]): Map<ColumnKey, Cell[]> {
  const n = cells.length, m = columns.length;
  const cost: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(Infinity));
  const move: ('cell' | 'column' | 'both' | 'more')[][] = Array.from({ length: n + 1 }, () => new Array<'cell'>(m + 1).fill('cell'));
  const at = (i: number, j: number): number => cost[i]?.[j] ?? Infinity;
  const put = (i: number, j: number, value: number, how: 'cell' | 'column' | 'both' | 'more'): void => {
    if (value < at(i, j)) { (cost[i] ?? [])[j] = value; (move[i] ?? [])[j] = how; }
  };
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (i === 0 && j === 0) { put(0, 0, 0, 'cell'); continue; }
      const cell = cells[i - 1], column = columns[j - 1];
      if (j > 0) put(i, j, at(i, j - 1), 'column');
      if (i > 0 && cell) put(i, j, at(i - 1, j) + (cell.kind === 'blank' ? 0.5 : SKIP), 'cell');
      if (cell && column) {
        const fit = away(cell, column) + misfit(cell, column.key);
        put(i, j, at(i - 1, j - 1) + fit, 'both');
        if (column.key === 'nazwa' && cell.kind === 'text') put(i, j, at(i - 1, j) + fit + 0.5, 'more');
      }
    }
  }
  const result = new Map<ColumnKey, Cell[]>();
  for (let i = n, j = m; i > 0 || j > 0;) {
    const how = move[i]?.[j] ?? 'cell', cell = cells[i - 1], column = columns[j - 1];
    if ((how === 'both' || how === 'more') && cell && column) {
      result.set(column.key, [cell, ...(result.get(column.key) ?? [])]);
      i--;
      if (how === 'both') j--;
    } else if (how === 'column') j--;
    else i--;
    if (i < 0 || j < 0) break;
  }
  return result;
}

/** Distance in em between a cell and a column's title: none where they overlap well, else by edges or middles. */
function away(cell: Cell, { x0, x1 }: Column): number {
  const middles = Math.abs((cell.x0 + cell.x1) / 2 - (x0 + x1) / 2);
  const nearest = Math.min(middles, Math.abs(cell.x1 - x1), Math.abs(cell.x0 - x0));
  const overlap = Math.min(cell.x1, x1) - Math.max(cell.x0, x0);
  return overlap > 0 ? Math.min(nearest, 0.4) : nearest;
}
