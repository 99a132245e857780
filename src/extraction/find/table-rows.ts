import type { LabelKey } from '../read/label-dictionary';
import type { Segment, SheetPage } from '../read/sheet.types';
import { parseVatRate } from '../read/vat-rate';
import { assignCells, fitColumns } from './column-fit';
import type { ColumnKey } from './column-titles';
import type { LabelledSheet } from './label-values';
import { reachNames } from './name-reach';
import { settlePrices } from './price-columns';
import { cutCells, type Cell } from './row-cells';
import { findTableHeaders, headerRowsOf, type TableHeader } from './table-headers';
import { isTyped } from './typed-rules';

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

/** A row before its cells are known. */
interface BareRow { readonly page: SheetPage; readonly index: number; readonly segments: readonly Segment[]; readonly header: TableHeader | null; readonly section: Section }

/** All rows of all pages in order, those of tables sorted into columns. A table without a repeated head runs on over the page. */
export function readTableRows(view: LabelledSheet): TableRow[] {
  const rows = bareRows(view), under = new Map<TableHeader, BareRow[]>();
  for (const row of rows) {
    if (!row.header) continue;
    const own = under.get(row.header);
    if (own) own.push(row); else under.set(row.header, [row]);
  }
  const fitted = new Map([...under].map(([header, own]) => [header, fitHeader(view, header, own)]));
  return inferSections(rows.map((row) => readRow(view, row, row.header && (fitted.get(row.header) ?? row.header))));
}

function bareRows(view: LabelledSheet): BareRow[] {
  const rows: BareRow[] = [];
  let section: Section = null, header: TableHeader | null = null;
  for (const page of view.sheet.pages) {
    const headers = findTableHeaders(page), headRows = headerRowsOf(page);
    page.rows.forEach((segments, index) => {
      section = sectionOf(view, segments) ?? section;
      header = headers.find(({ first }) => first === index) ?? header;
      if (!headRows.has(index) && segments.length > 0) rows.push({ page, index, segments, header, section });
    });
  }
  return rows;
}

/** The head with what the rows below it say about its columns: where their values stand, and which of several sums is the price. */
function fitHeader(view: LabelledSheet, header: TableHeader, rows: readonly BareRow[]): TableHeader {
  const reaching = { ...header, columns: reachNames(header.columns, rows.map(({ segments }) => segments)) };
  const columns = fitColumns(reaching.columns, rows.map(({ segments }) => cellsOf(segments, segmentsIn(view, segments, reaching), reaching)));
  return { ...header, columns: settlePrices(columns, rows.map(({ segments }) => assignCells(cellsOf(segments, segmentsIn(view, segments, { columns }), { columns }), columns))) };
}

function cellsOf(segments: readonly Segment[], inTable: readonly Segment[], header: Columns | null): Cell[] {
  const row = { crowded: inTable.length > 2, typed: isTyped(segments), rated: inTable.some(({ text }) => parseVatRate(text) !== null) };
  return inTable.flatMap((segment) => cutCells(segment, header?.columns ?? [], row));
}

type Columns = Pick<TableHeader, 'columns'>;

/** In em: how far before a table's first titled column what a row is called may stand. */
const LABEL_REACH = 30;

/** A rate, and where the columns begin with one of sums what a row of sums is called, belong to the table even where no title stands over them. */
function segmentsIn({ labels }: LabelledSheet, segments: readonly Segment[], header: Columns | null): readonly Segment[] {
  const [first] = header?.columns ?? [];
  if (!first) return segments;
  const left = Math.min(first.x0, first.values?.x0 ?? Infinity), ofSums = first.key === 'netto' || first.key === 'vat' || first.key === 'brutto';
  const namesRow = (segment: Segment): boolean => ofSums && (labels.get(segment) ?? []).some(({ key, leading }) => leading && (key === 'razem' || key === 'w_tym'));
  return segments.filter((segment) => segment.x1 > left - (parseVatRate(segment.text) !== null || namesRow(segment) ? LABEL_REACH : BESIDE));
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
  // "Stan przed", in two lines of a head of several columns, tells of single rows
  const titles = segments.length > 1 && segments.every(({ text }) => !/\d/.test(text));
  for (const segment of segments) {
    for (const { key, leading, whole, weak, end } of view.labels.get(segment) ?? []) {
      if (key !== 'przed' && key !== 'po' && key !== 'roznica') continue;
      if (leading && !(titles && weak) && (whole || !weak || /^\s*:/.test(segment.text.slice(end)))) return key;
    }
  }
  return null;
}

function readRow(view: LabelledSheet, { page, index, segments, section }: BareRow, header: TableHeader | null): TableRow {
  const inTable = segmentsIn(view, segments, header), cells = cellsOf(segments, inTable, header);
  const first = header?.columns.find(({ closeness }) => closeness > 0), left = Math.min(first?.x0 ?? -Infinity, first?.values?.x0 ?? Infinity) - BESIDE, right = (header?.columns.at(-1)?.x1 ?? Infinity) + BESIDE;
  const labels = new Set<LabelKey>(inTable.filter(({ x0, x1 }) => x1 > left && x0 < right).flatMap((segment) => (view.labels.get(segment) ?? []).filter(({ leading }) => leading).map(({ key }) => key)));
  const keys = new Set(header?.columns.map(({ key }) => key) ?? []);
  return {
    page: page.page, row: index, cy: segments.reduce((sum, { cy }) => sum + cy, 0) / segments.length, header, cells, labels, section, segments,
    table: header ? (keys.has('nazwa') || keys.has('ilosc') || keys.has('cena') ? 'items' : 'summary') : null,
    byColumn: header ? byKey(header, assignCells(cells, header.columns)) : new Map(),
  };
}

function byKey({ columns }: TableHeader, cells: readonly (readonly Cell[])[]): ReadonlyMap<ColumnKey, readonly Cell[]> {
  const result = new Map<ColumnKey, readonly Cell[]>();
  columns.forEach(({ key }, i) => { if (cells[i]?.length) result.set(key, [...(result.get(key) ?? []), ...cells[i]]); });
  return result;
}
