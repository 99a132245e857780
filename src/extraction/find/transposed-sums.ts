import { parseVatRate } from '../read/vat-rate';
import type { Segment } from '../read/sheet.types';
import { overlap } from './head-columns';
import type { LabelledSheet } from './label-values';
import { wholeCell, type Cell } from './row-cells';
import type { TableRow } from './table-rows';
import { closingTriple, type Sum, type SumRow } from './vat-summary';

interface RateColumn { readonly segment: Segment; readonly rate: string | null }

const KEYS = [['suma_netto', 'netto'], ['suma_vat', 'vat'], ['suma_brutto', 'brutto']] as const;
/** How many rows below the rates the sums may stand. */
const REACH = 5;

/** VAT tables that lie on their side, a column a rate ("Stawka VAT | 8% | 23% | Razem") and a row each for net, tax and gross sums, as rows of sums. */
export function findTransposedSums(view: LabelledSheet, rows: readonly TableRow[]): SumRow[] {
  return rows.flatMap((row, i) => {
    const columns = rateColumns(view, row);
    const below = rows.slice(i + 1, i + 1 + REACH).filter(({ page }) => page === row.page);
    const sums = columns.length < 2 ? [] : below.flatMap((other) => { const key = sumOf(view, other); return key ? [{ key, cells: moneyOf(other) }] : []; });
    if (sums.length < 2 || sums.some(({ cells }) => cells.length === 0)) return [];
    return columns.map((column) => asSumRow(row, column, (key) => sums.find((sum) => sum.key === key)?.cells.find((cell) => stands(cell, column.segment)) ?? null));
  });
}

/** Rates, and a total, that stand beside each other with at most one title before them. */
function rateColumns(view: LabelledSheet, { segments }: TableRow): RateColumn[] {
  const columns = segments.flatMap((segment): RateColumn[] => {
    const rate = /^\d+$/.test(segment.text) ? null : parseVatRate(segment.text);
    const total = (view.labels.get(segment) ?? []).some(({ key, whole }) => key === 'razem' && whole);
    return rate !== null || total ? [{ segment, rate: total ? null : rate }] : [];
  });
  return columns.some(({ rate }) => rate !== null) && segments.length - columns.length <= 1 ? columns : [];
}

/** Which of the three sums a row states, by the label that it begins with. */
function sumOf(view: LabelledSheet, { segments: [first] }: TableRow): Sum | null {
  const leading = first ? (view.labels.get(first) ?? []).filter((label) => label.leading) : [];
  return KEYS.find(([label]) => leading.some(({ key }) => key === label))?.[1] ?? null;
}

function moneyOf({ segments }: TableRow): Cell[] {
  return segments.map(wholeCell).filter(({ amount }) => amount !== null);
}

/** Sums are set flush right or centred under their rate. */
function stands(cell: Cell, column: Segment): boolean {
  return overlap(cell, column) > 0 || Math.abs(cell.x1 - column.x1) < 1;
}

function asSumRow(row: TableRow, { rate }: RateColumn, cell: (key: Sum) => Cell | null): SumRow {
  const [netto, vat, brutto] = [cell('netto'), cell('vat'), cell('brutto')];
  return { row, rate, total: rate === null, netto, vat, brutto, closes: closingTriple(netto, vat, brutto, rate) !== null };
}
