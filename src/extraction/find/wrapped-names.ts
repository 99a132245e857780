import type { ColumnKey } from './column-titles';
import { overlap } from './head-columns';
import type { TableHeader } from './table-headers';
import { wholeCell, type Cell } from './row-cells';
import type { TableRow } from './table-rows';

/** An item as it stands on its row, with the pieces of its name. */
export interface Draft { row: TableRow; names: Cell[]; lp: number | null }

/** In em: a line of a wrapped name is not further from its item. */
const WRAP = 2.1;
/** In em: what stands beside the middle of a row that was set to it. */
const HALF_ROW = 1.3;
/** In em: a unit that the title of the quantities does not reach stands no further from its quantity. */
const BESIDE = 1.5;
/** In em: lines below the first of a name are not set in further. */
const INDENT = 4;

/** A line of text under the column of names that is on no item's row. */
interface Line { readonly row: TableRow; readonly cells: readonly Cell[]; readonly cy: number }

/** Gives items the lines of their names above and below them, and the values that were set above or below the middle of their row. */
export function attachNames(drafts: readonly Draft[], loose: readonly TableRow[]): void {
  for (const header of new Set(drafts.map(({ row }) => row.header))) {
    const own = drafts.filter(({ row }) => row.header === header), rows = loose.filter((row) => row.header === header);
    attachValues(own, rows);
    const upper = attachUpperLines(own, rows);
    const lines = rows.filter((row) => !upper.has(row)).flatMap((row): Line[] => { const cells = linesUnderNames(row); return cells[0] ? [{ row, cells, cy: cells[0].place.segment.cy }] : []; });
    attachNear(own, attachBlocks(own, lines));
    for (const draft of own) takeCodeOff(draft);
    cutDetails(own, lines);
  }
}

/** A title may be centred over the names, so that these begin before it, but behind the column before them. */
export function underNames({ x0, x1 }: Pick<Cell, 'x0' | 'x1'>, header: TableHeader | null): boolean {
  const columns = header?.columns ?? [], at = columns.findIndex(({ key }) => key === 'nazwa'), column = columns[at], before = columns[at - 1], next = columns[at + 1];
  if (!column) return false;
  const left = Math.min(column.x0, column.values?.x0 ?? Infinity);
  // lines of a name may be set in a little, but not as far as a column without a title stands
  if (column.values && x0 > column.values.x0 + INDENT) return false;
  const from = before ? Math.min(before.values?.x1 ?? before.x1, left) - 0.5 : Math.min(left - 0.5, column.x0 - 2.5);
  return x0 > from && x1 > from + 0.5 && x0 < Math.min(next?.x0 ?? Infinity, next?.values?.x0 ?? Infinity) - 0.5;
}

/** In em: how far from the middle of its row a line of a name stands that was set to it, and how exactly the lines above and below mirror each other. */
const OFF_MIDDLE = 0.25, MIRRORED = 0.35;
const WITHOUT_SUMS: ReadonlySet<ColumnKey> = new Set<ColumnKey>(['lp', 'kod', 'nazwa']);

/** Of a row set to the middle of a name of two lines, the lower line may be on the row of its values: the upper stands as far above them. @returns the rows of upper lines */
function attachUpperLines(drafts: readonly Draft[], loose: readonly TableRow[]): ReadonlySet<TableRow> {
  const taken = new Set<TableRow>();
  for (const draft of drafts) {
    const { row, names: [first] } = draft, own = [...row.byColumn].flatMap(([key, cells]) => (WITHOUT_SUMS.has(key) ? [] : cells.map(({ place }) => place.segment.cy))).sort((a, b) => a - b);
    const middle = own[own.length >> 1] ?? Infinity, off = (first?.place.segment.cy ?? -Infinity) - middle;
    if (off < OFF_MIDDLE) continue;
    const nameOf = (other: TableRow): readonly Cell[] => other.byColumn.get('nazwa') ?? [];
    const upper = loose.find((other) => other.page === row.page && !taken.has(other) && nameOf(other).some(({ place }) => Math.abs(middle - place.segment.cy - off) < MIRRORED) && [...other.byColumn.keys()].every((key) => WITHOUT_SUMS.has(key)));
    if (!upper) continue;
    draft.names = [...nameOf(upper), ...draft.names];
    taken.add(upper);
  }
  return taken;
}

/** A row with more beside it than one short value is none of a name. */
function linesUnderNames({ segments, header, byColumn }: TableRow): Cell[] {
  const found = segments.map(wholeCell).filter((cell) => underNames(cell, header) && /\p{L}.*\p{L}|\d/u.test(cell.text));
  // between two states of an item stands all that they share
  const shared = byColumn.has('stan') || !header?.columns.some(({ key }) => key === 'stan') ? 1 : 3;
  return segments.length > found.length + shared ? [] : found;
}

const UNIT = /^\p{L}[\p{L}.-]{0,9}[23²³]?$/u;
const SPLIT: readonly ColumnKey[] = ['ilosc', 'jednostka', 'stawka'];

/** "1" above and "mies." below the middle of a row are its quantity and unit. */
function attachValues(drafts: readonly Draft[], loose: readonly TableRow[]): void {
  for (const row of loose) for (const key of SPLIT) {
    const cells = row.byColumn.get(key), cy = cells?.[0]?.place.segment.cy ?? 0;
    const near = drafts.filter((draft) => draft.row.page === row.page && Math.abs(draft.row.cy - cy) < HALF_ROW).sort((a, b) => Math.abs(a.row.cy - cy) - Math.abs(b.row.cy - cy))[0];
    if (cells && near && !near.row.byColumn.has(key)) near.row = { ...near.row, byColumn: new Map([...near.row.byColumn, [key, cells]]) };
  }
  for (const draft of drafts) {
    attachUnit(draft, loose);
    joinUnit(draft, loose);
  }
}

/** "m-" and "c" on the line below it are one unit, broken in a narrow column. */
function joinUnit(draft: Draft, loose: readonly TableRow[]): void {
  const { row } = draft, half = row.byColumn.get('jednostka')?.[0];
  if (!half || !/^\p{L}{1,4}-$/u.test(half.text)) return;
  const rest = loose.find(({ page, cy }) => page === row.page && cy > row.cy && cy - row.cy < WRAP)?.byColumn.get('jednostka')?.[0];
  if (rest && /^\p{L}{1,4}\.?$/u.test(rest.text)) draft.row = { ...row, byColumn: new Map([...row.byColumn, ['jednostka', [{ ...half, text: half.text + rest.text }]]]) };
}

/** Without a column of its own the unit may stand below the quantity, or beside it under a title for both. */
function attachUnit(draft: Draft, loose: readonly TableRow[]): void {
  const { row } = draft, quantity = row.byColumn.get('ilosc')?.[0];
  if (!quantity || !/^\d[\d ]*(?:[.,]\d+)?$/.test(quantity.text) || row.header?.columns.some(({ key }) => key === 'jednostka') !== false) return;
  const below = loose.filter(({ page, cy }) => page === row.page && Math.abs(cy - row.cy) < HALF_ROW).flatMap(({ segments }) => segments)
    .find((segment) => UNIT.test(segment.text) && segment.cy > quantity.place.segment.cy && overlap(segment, quantity) > 0);
  const title = row.header.columns.find(({ key }) => key === 'ilosc'), used = new Set([...row.byColumn.values()].flat());
  const beside = row.cells.find((cell) => !used.has(cell) && UNIT.test(cell.text) && cell.x0 > quantity.x1 && cell.x0 < Math.max(quantity.x1 + BESIDE, (title?.x1 ?? -Infinity) + 0.5));
  const unit = beside ?? (below && wholeCell(below));
  if (unit) draft.row = { ...row, byColumn: new Map([...row.byColumn, ['jednostka', [unit]]]) };
}

/** Lines that stand together, apart from others, are one name, wherever in it the item's row is. @returns the lines that belong to none */
function attachBlocks(drafts: readonly Draft[], lines: readonly Line[]): Line[] {
  const left = new Set(lines);
  for (const page of new Set(lines.map(({ row }) => row.page))) {
    const own = drafts.filter(({ row }) => row.page === page), { blocks, pitch } = blocksOf(own, lines.filter(({ row }) => row.page === page));
    for (const block of blocks) {
      const draft = ownerOf(block, own, pitch);
      if (!draft) continue;
      draft.names = [...block].sort((a, b) => a.cy - b.cy).flatMap(({ line, cells }) => { if (line) left.delete(line); return cells; });
    }
  }
  return [...left];
}

/** A line of text under the names, of an item's row or without. */
interface Printed { readonly cy: number; readonly cells: readonly Cell[]; readonly draft: Draft | null; readonly line: Line | null }

function blocksOf(drafts: readonly Draft[], lines: readonly Line[]): { blocks: Printed[][]; pitch: number } {
  const named = drafts.filter(({ names }) => names.length > 0).map((draft): Printed => ({ cy: draft.names[0]?.place.segment.cy ?? 0, cells: draft.names, draft, line: null }));
  const all = [...named, ...lines.map((line): Printed => ({ cy: line.cy, cells: line.cells, draft: null, line }))].sort((a, b) => a.cy - b.cy);
  const gaps = all.slice(1).map(({ cy }, i) => cy - (all[i]?.cy ?? 0)), pitch = Math.min(WRAP, ...gaps.filter((gap) => gap > 0.6));
  const blocks: Printed[][] = [];
  all.forEach((one, i) => { if (i === 0 || (gaps[i - 1] ?? 0) > Math.min(1.3 * pitch, WRAP)) blocks.push([one]); else blocks.at(-1)?.push(one); });
  return { blocks, pitch };
}

/** The one item in a block or, without a name of its own, beside it. Where items stand as close as the lines of one, nothing can be said. */
function ownerOf(block: readonly Printed[], drafts: readonly Draft[], pitch: number): Draft | null {
  const items = block.flatMap(({ draft }) => draft ?? []), top = block[0]?.cy ?? 0, bottom = block.at(-1)?.cy ?? 0;
  const beside = drafts.filter(({ row, names }) => names.length === 0 && row.cy > top - pitch && row.cy < bottom + pitch);
  const [owner, ...more] = [...items, ...beside];
  return owner && more.length === 0 ? owner : null;
}

/** Each other line goes to the item it follows, or to one just below whose own name is missing; a long gap ends the name. */
function attachNear(drafts: readonly Draft[], lines: readonly Line[]): void {
  for (const { row, cells } of lines) {
    const above = drafts.filter((draft) => draft.row.page === row.page && draft.row.row < row.row).at(-1);
    const below = drafts.find((draft) => draft.row.page === row.page && draft.row.row > row.row);
    const toBelow = below && below.row.cy - row.cy < WRAP && !below.row.byColumn.has('nazwa');
    if (toBelow && (!above || above.row.byColumn.has('nazwa') || below.row.cy - row.cy < row.cy - lastLine(above))) { below.names = [...below.names.filter(({ place }) => place.segment.row < below.row.row), ...cells, ...below.names.filter(({ place }) => place.segment.row >= below.row.row)]; continue; }
    if (above && row.cy - lastLine(above) < WRAP) above.names.push(...cells);
  }
}

function lastLine({ row, names }: Draft): number {
  return Math.max(row.cy, ...names.filter(({ place }) => place.segment.page === row.page).map(({ place }) => place.segment.cy));
}

/**
 * A line goes on a name where its first word had no room left on the line above. What was begun on a new line without need, or says
 * what it is (a serial number, a batch), is a detail of the item, as is all that follows it.
 */
function cutDetails(drafts: readonly Draft[], lines: readonly Line[]): void {
  // reduced, not spread: a long document has more cells than a call takes arguments
  const right = [...drafts.flatMap(({ names }) => names), ...lines.flatMap(({ cells }) => cells)].reduce((far, { x1 }) => Math.max(far, x1), -Infinity);
  const breaks = drafts.map(({ names }) => names.findIndex((cell, i) => isNewLine(cell, names[i - 1])));
  const details = drafts.map(({ names }) => names.findIndex((cell, i) => isDetail(cell, names[i - 1], right)));
  // what is a detail below most names is one below those that happen to be as long as the column is wide
  const listed = breaks.filter((at) => at > 0).length, early = drafts.filter(({ names }, i) => { const at = breaks[i] ?? -1, cell = names[at]; return at > 0 && at === details[i] && cell && !isNote(cell); }).length;
  const second = early >= 2 && early >= 0.6 * listed;
  drafts.forEach((draft, i) => {
    const first = breaks[i] ?? -1, whole = !second || UNFINISHED.test(draft.names[first - 1]?.text ?? ''), at = (whole ? details[i] : first) ?? -1;
    if (at > 0) draft.names = draft.names.slice(0, at);
  });
}

function isNewLine(cell: Cell, before: Cell | undefined): before is Cell {
  return before !== undefined && (before.place.segment.row !== cell.place.segment.row || before.place.segment.page !== cell.place.segment.page);
}

function isDetail(cell: Cell, before: Cell | undefined, right: number): boolean {
  return isNewLine(cell, before) && !UNFINISHED.test(before.text) && (isNote(cell) || hadRoom(before, cell, right));
}

/** A number on the item's row with text below it is the number of the goods, not their name. */
function takeCodeOff(draft: Draft): void {
  const [first, ...rest] = draft.names;
  if (first && /^\d{4,18}$/.test(first.text) && rest.some(({ text }) => /\p{L}{3}/u.test(text))) draft.names = rest;
}

const UNFINISHED = /(?:[-–—/,(+&]\.?|(?<![\p{L}\d])(?:i|oraz|lub|z|ze|w|we|do|na|dla|od|nr|o|u|po|wg|and|of|for))$/iu;

function hadRoom(before: Cell, { text, place: { segment, start }, x0 }: Cell, right: number): boolean {
  const first = /^\S+/.exec(text)?.[0].length ?? 0, width = (segment.glyphs[start + first - 1]?.x1 ?? x0) - x0;
  return segment.page === before.place.segment.page && before.x1 + 0.4 + width < right - 0.3;
}

const NOTE = /^(?:pkwiu|cn|gtu|ean|gtin|isbn|kod|indeks|symbol|sku|rabat|upust|(?:seria|partia|lot)(?=[\s:.]*(?:nr\b|\S*\d|:))|nr ser|s\/n|sn|dot|ważn|data ważn|termin ważn|nr kat|nr art|gwarancja)(?![\p{L}])/iu;
const PERIOD = /^\d{1,2}[. ]\p{L}{3,12}[. ]?\d{4} ?[-–] ?\d{1,2}[. ]\p{L}{3,12}[. ]?\d{4}$|^\d{1,2}\.\d{1,2}\.\d{4} ?[-–] ?\d{1,2}\.\d{1,2}\.\d{4}$/u;

function isNote({ text }: Cell): boolean {
  return NOTE.test(text) || PERIOD.test(text);
}
