import { parsePolishDecimal } from '../read/parse-polish-amount';
import type { Column } from './head-columns';
import type { Cell } from './row-cells';

/** Shares of the rows that tell: with fewer the titles are believed. */
const MOST = 0.6;
/** No table has more columns of sums. */
const MOST_SUMS = 6;

/**
 * Of several columns of net sums ("Cena", "Cena po rabacie", "Wartość") one is the price that times the quantity makes the value.
 * The others are prices before a discount or discounts, which no item has a place for.
 */
export function settlePrices(columns: readonly Column[], rows: readonly (readonly (readonly Cell[])[])[]): readonly Column[] {
  const sums = columns.flatMap(({ key }, i) => (key === 'cena' || key === 'netto' ? [i] : []));
  const quantity = columns.findIndex(({ key }) => key === 'ilosc');
  if (quantity < 0 || sums.length < 2 || (sums.length === 2 && columns.some(({ key }) => key === 'cena') && columns.some(({ key }) => key === 'netto'))) return columns;
  if (sums.length > MOST_SUMS) return columns;
  const numbers = new Map([quantity, ...sums].map((i) => [i, rows.map((row) => numberIn(row[i]))]));
  let best: { price: number; value: number; hits: number } | null = null;
  // ties, as without any discount, are the price's and the value's furthest to the right
  for (const value of [...sums].reverse()) for (const price of sums.filter((i) => i < value).reverse()) {
    const told = rows.flatMap((_, row) => { const [q, p, v] = [quantity, price, value].map((i) => numbers.get(i)?.[row] ?? null); return q != null && p != null && v != null ? [makesUp(q, p, v)] : []; });
    const hits = told.filter((fits) => fits).length;
    if (hits > 0 && hits >= MOST * told.length && (!best || hits > best.hits)) best = { price, value, hits };
  }
  if (!best) return columns;
  const { price, value } = best;
  return columns.map((column, i) => (!sums.includes(i) ? column : { ...column, key: i === price ? 'cena' : i === value ? 'netto' : 'rabat' }));
}

/** The number in a cell without its unit; null in an empty cell, NaN where it holds none. */
function numberIn(cells: readonly Cell[] | undefined): number | null {
  return cells?.[0] ? Number(parsePolishDecimal(cells[0].text.replace(/\s?\p{L}[\p{L}.]{0,9}$/u, '')) ?? NaN) : null;
}

/** Whether a quantity at a price comes to a value, within the rounding of both. */
export function makesUp(quantity: number, price: number, value: number): boolean {
  return Math.abs(quantity * price - value) <= 0.005 * Math.abs(quantity) + 0.0101;
}
