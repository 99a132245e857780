import { overlap } from './head-columns';
import type { LabelledSheet } from './label-values';
import { wholeCell, type Cell } from './row-cells';
import type { TableRow } from './table-rows';
import { closingTriple, type Sum, type SumRow } from './vat-summary';

interface Title { readonly key: Sum; readonly x0: number; readonly x1: number }

const KEYS = { suma_netto: 'netto', suma_vat: 'vat', suma_brutto: 'brutto' } as const;
/** In em: a title is not further above its sum. */
const PITCH = 4;

/**
 * A row of sums under a table of other columns whose sums have titles of their own on the line above ("VAT | Podatek | Wartość brutto" below the items): each is
 * what its title calls it, whatever column of that table it stands under. Rows that add up are left as they are.
 */
export function withOwnTitles(view: LabelledSheet, sums: readonly SumRow[]): SumRow[] {
  return sums.map((sum) => {
    const titles = sum.closes || sum.row.table !== 'items' ? [] : titlesAbove(view, sum.row);
    const cell = (key: Sum): Cell | null => cellUnder(sum.row, titles, key);
    const [netto, vat, brutto] = [cell('netto'), cell('vat'), cell('brutto')];
    if ([netto, vat, brutto].filter(Boolean).length < 2) return sum;
    return { ...sum, netto, vat, brutto, closes: closingTriple(netto, vat, brutto, sum.rate) !== null };
  });
}

/** Titles of sums on a line of nothing but titles right above a row. */
function titlesAbove({ sheet, labels }: LabelledSheet, { page, row, cy }: TableRow): Title[] {
  const above = sheet.pages.find((one) => one.page === page)?.rows[row - 1] ?? [];
  if (above.length < 2 || above.some((segment) => /\d/.test(segment.text) || cy - segment.cy > PITCH)) return [];
  return above.flatMap((segment) => (labels.get(segment) ?? []).flatMap(({ key, whole }): Title[] => (whole && key in KEYS ? [{ key: KEYS[key as keyof typeof KEYS], x0: segment.x0, x1: segment.x1 }] : [])).slice(0, 1));
}

/** The amount that stands under a title of this sum: set flush right, flush left or centred under it. */
function cellUnder({ segments }: TableRow, titles: readonly Title[], key: Sum): Cell | null {
  const own = titles.filter((title) => title.key === key);
  return segments.map(wholeCell).find((cell) => cell.amount !== null && own.some((title) => overlap(cell, title) > 0)) ?? null;
}
