import type { ColumnKey } from './column-titles';
import { overlap, type Column, type Extent } from './head-columns';
import type { Cell } from './row-cells';

const UNIT = /^(?:szt|kpl|us[lł]|godz|h|m[2²3³]?|mb|kg|g|l|t|opak|op|km|m-c|mc|mies|os|para|par|rbh|zest|kwh|mwh|gj|pcs|pc|unit|stk|std|doba|dni|dzien|ryczalt|rycz|ha|tys|mp|m\.?b|egz|rolka|rol|paczka|pacz|hour|month|set|tona|litr|arkusz|ark|bd|sztuka|sztuk|usluga)\.?$/i;

/** A number of goods in a classification ("10.51") or a catalogue ("09.4711.20"), which could be a sum as well. */
const CLASSIFICATION = /^\d{2}\.\d{2}(?:\.\d{1,3}){0,3}$|^\d{1,6}(?:\.\d{1,6}){2,5}$/;

/** How badly a cell fits a kind of column, in em of misplacement. */
function misfit(cell: Cell, key: ColumnKey): number {
  const { kind, text, rate } = cell;
  const integer = /^(?:\d{1,3}|0\d{3,5})\.?$/.test(text);
  switch (key) {
    case 'lp': return integer ? 0 : 25;
    case 'nazwa': return kind === 'text' ? (UNIT.test(text) || CLASSIFICATION.test(text) ? 4 : 0) : kind === 'number' ? 7 : 14;
    case 'kod': case 'stan': return kind === 'money' ? (CLASSIFICATION.test(text) ? 2 : 10) : kind === 'rate' ? 6 : 1;
    case 'inne': return 2;
    case 'jednostka': return UNIT.test(text) ? -1 : kind === 'text' && text.length <= 10 ? 1 : 12;
    case 'ilosc': return kind === 'number' ? 0 : kind === 'money' ? 1.5 : /^\d{1,3}(?:[ .]?\d{3}){0,3}(?:[.,]\d+)?\s?\p{L}/u.test(text) ? 1 : kind === 'rate' && /^\d+[.,]\d+$/.test(text) ? 2 : 14;
    case 'cena': case 'cena_brutto': return kind === 'money' ? 0 : kind === 'number' ? 1 : 14;
    case 'rabat': return kind === 'text' ? 10 : 0.5;
    case 'stawka': return kind === 'rate' ? -1 : rate !== null ? 0.5 : kind === 'blank' ? 0 : /^\d{1,2}[.,]0{1,2}$/.test(text) ? 1 : kind === 'text' && text.length < 6 ? 4 : 12;
    default: return kind === 'money' ? 0 : kind === 'blank' ? 0 : kind === 'number' ? 4 : 16;
  }
}

const SKIP = 9;

/**
 * Cells into columns, both from left to right, at least total cost: distance from the column's title or from where its values stand,
 * plus misfit of the kind of value. Several cells may share the column of names. Cells may stay out of all columns.
 * @returns the cells of each column
 */
export function assignCells(cells: readonly Cell[], columns: readonly Column[]): Cell[][] {
  const n = cells.length, m = columns.length;
  const cost: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(Infinity));
  const move: Move[][] = Array.from({ length: n + 1 }, () => new Array<Move>(m + 1).fill('cell'));
  const at = (i: number, j: number): number => cost[i]?.[j] ?? Infinity;
  const put = (i: number, j: number, value: number, how: Move): void => {
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
  return retrace(cells, m, move);
}

type Move = 'cell' | 'column' | 'both' | 'more';

function retrace(cells: readonly Cell[], m: number, move: readonly (readonly Move[])[]): Cell[][] {
  const result: Cell[][] = Array.from({ length: m }, () => []);
  for (let i = cells.length, j = m; i > 0 || j > 0;) {
    const how = move[i]?.[j] ?? 'cell', cell = cells[i - 1];
    if ((how === 'both' || how === 'more') && cell) {
      result[j - 1]?.unshift(cell);
      i--;
      if (how === 'both') j--;
    } else if (how === 'column') j--;
    else i--;
    if (i < 0 || j < 0) break;
  }
  return result;
}

/** Distance in em between a cell and a column: none where it overlaps the title or the other values well, else by edges or middles. */
function away(cell: Cell, { x0, x1, values }: Column): number {
  return Math.min(apart(cell, { x0, x1 }), values ? apart(cell, values) : Infinity);
}

function apart(cell: Extent, column: Extent): number {
  const middles = Math.abs((cell.x0 + cell.x1) / 2 - (column.x0 + column.x1) / 2);
  const nearest = Math.min(middles, Math.abs(cell.x1 - column.x1), Math.abs(cell.x0 - column.x0));
  return overlap(cell, column) > 0 ? Math.min(nearest, 0.4) : nearest;
}

/**
 * The columns with where their values stand: titles may be centred over values that begin far to their left. What fills most
 * columns of its row tells it; a single row says nothing that it was not itself sorted by.
 */
export function fitColumns(titled: readonly Column[], rows: readonly (readonly Cell[])[]): Column[] {
  const columns = rateColumns(stateColumns(titled, rows), rows);
  const sorted = rows.map((cells) => assignCells(cells, columns));
  const filled = sorted.map((cells) => cells.filter(({ length }) => length > 0).length);
  const enough = Math.max(3, 0.6 * Math.max(0, ...filled));
  const full = sorted.filter((_, i) => (filled[i] ?? 0) >= enough);
  return columns.map((column, i) => {
    const values = full.flatMap((row) => { const [first] = row[i] ?? [], last = row[i]?.at(-1); return first && last ? [{ x0: first.x0, x1: last.x1 }] : []; });
    return values.length < 2 ? column : { ...column, values: { x0: median(values.map(({ x0 }) => x0)), x1: median(values.map(({ x1 }) => x1)) } };
  });
}

/** "przed", "po": whether a row of a correction is what was or what is. */
const STATE = /^(?:stan )?(?:przed|po|by[lł]o|jest|powinno by[cć]|ma by[cć])(?: korekt[aąyeę]?)?:?$/iu;

/** A column of unknown title whose values all say "before" or "after" is of states. */
function stateColumns(columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly Column[] {
  if (columns.every(({ key }) => key !== 'inne') || columns.some(({ key }) => key === 'stan')) return columns;
  const sorted = rows.map((cells) => assignCells(cells, columns));
  return columns.map((column, i): Column => {
    const values = column.key === 'inne' ? sorted.flatMap((row) => row[i] ?? []) : [], states = values.filter(({ text }) => STATE.test(text)).length;
    return states >= 2 && states >= 0.8 * values.length ? { ...column, key: 'stan' } : column;
  });
}

/** A title that says only "VAT" and has no sums below it heads rates. */
function rateColumns(columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly Column[] {
  const at = columns.findIndex(({ key, length }) => key === 'vat' && length <= 7);
  if (at < 0 || columns.some(({ key }) => key === 'stawka') || rows.some((cells) => assignCells(cells, columns)[at]?.length)) return columns;
  const rated = columns.map((column, i): Column => (i === at ? { ...column, key: 'stawka' } : column));
  return rows.some((cells) => assignCells(cells, rated)[at]?.some(({ kind }) => kind === 'rate')) ? rated : columns;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
