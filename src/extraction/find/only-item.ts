import type { Place } from '../read/sheet.types';
import type { Cell } from './row-cells';
import type { TableRow } from './table-rows';
import { SUMS, type Sum } from './vat-summary';

/** A place that may state one of the totals. */
export interface Mention {
  readonly amount: number;
  readonly weight: number;
  readonly name: string;
  readonly places: readonly Place[];
  readonly repaired: boolean;
  /** Stands for this sum only if all three add up: what it is called may as well mean something else. */
  readonly tentative?: boolean;
  /** Read from under a title that does not say whether its sums are net or gross. */
  readonly unsaid?: boolean;
}

/** The three sums of an item's row. */
export function sumsOfItem(row: TableRow): Readonly<Record<Sum, Cell | null>> {
  const cell = (key: Sum): Cell | null => row.byColumn.get(key)?.find(({ amount }) => amount !== null) ?? null;
  const netto = cell('netto'), brutto = cell('brutto'), tax = (brutto?.amount ?? NaN) - (netto?.amount ?? NaN);
  // a title like "VAT 23%" may not say that sums stand below it
  return { netto, vat: cell('vat') ?? row.cells.find(({ amount }) => amount === tax) ?? null, brutto };
}

/** Sums that add up and whose gross sum is the amount in words outweigh any that are called so. */
const ONLY_ITEM = 1.6;

/** The sums of the only item, if the amount in words is what it comes to, are the invoice's, even where none are printed but those of an order below it. */
export function addOnlyItem(mentions: Record<Sum, Mention[]>, rows: readonly TableRow[], words: number | null): void {
  const [row, ...more] = rows, sums = row && sumsOfItem(row);
  if (more.length > 0 || !sums || words === null || sums.brutto?.amount !== words || (sums.netto?.amount ?? NaN) + (sums.vat?.amount ?? NaN) !== words) return;
  for (const key of SUMS) {
    const cell = sums[key];
    if (cell?.amount != null) mentions[key].push({ amount: cell.amount, weight: ONLY_ITEM, name: 'only_line', places: [cell.place], repaired: cell.repaired });
  }
}

/** The net value of the only item is the invoice's net sum where none is printed, if the tax and the gross sum that are make it one. */
export function addOnlyNet(mentions: Record<Sum, Mention[]>, [row, ...more]: readonly TableRow[]): void {
  const cell = row && more.length === 0 ? sumsOfItem(row).netto : null;
  if (cell?.amount != null) mentions.netto.push({ amount: cell.amount, weight: 0.3, name: 'only_line', places: [cell.place], repaired: cell.repaired, tentative: true });
}
