import { foldRate, numbersAgree, textsAgree } from './compare-values';

/** A table read: rows of the truth, rows given, rows with every visible cell right, and the visible cells. */
export interface RowsScore { readonly expected: number; readonly found: number; readonly right: number; readonly cells: number; readonly cellsRight: number }

export type Row = Readonly<Record<string, unknown>>;
const NUMERIC = new Set(['ilosc', 'cena_netto', 'wartosc_netto', 'wartosc_vat', 'wartosc_brutto', 'netto', 'vat', 'brutto']);

/** Cells of a truth row that the page shows, each with whether the other row has it right. The number of the row is order, not content. */
function compareCells(truth: Row, actual: Row | undefined): boolean[] {
  return Object.entries(truth).filter(([key, value]) => key !== 'lp' && typeof value === 'string').map(([key, value]) => {
    const other = actual?.[key];
    if (typeof value !== 'string' || typeof other !== 'string') return false;
    if (NUMERIC.has(key)) return numbersAgree(value, other);
    if (key === 'stawka' || key === 'stawka_vat') return foldRate(value) === foldRate(other);
    return textsAgree(value, other);
  });
}

const count = (flags: readonly boolean[]): number => flags.filter(Boolean).length;

/**
 * Rows in order: each truth row is paired with at most one given row so that most cells agree (dynamic programming as for a
 * longest common subsequence, with agreeing cells as weight).
 */
export function scoreRows(truth: readonly Row[], actual: readonly Row[]): RowsScore {
  const agree = truth.map((row) => actual.map((other) => count(compareCells(row, other))));
  const best = Array.from({ length: truth.length + 1 }, () => new Array<number>(actual.length + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  for (let i = truth.length - 1; i >= 0; i--) {
    for (let j = actual.length - 1; j >= 0; j--) {
      best[i]![j] = Math.max(at(i + 1, j), at(i, j + 1), at(i + 1, j + 1) + (agree[i]?.[j] ?? 0));
    }
  }
  let right = 0;
  for (let i = 0, j = 0; i < truth.length && j < actual.length;) {
    const own = agree[i]?.[j] ?? 0;
    if (own > 0 && at(i, j) === at(i + 1, j + 1) + own) {
      if (own === compareCells(truth[i]!, undefined).length) right++;
      i++;
      j++;
    } else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  }
  const cells = truth.reduce((sum, row) => sum + compareCells(row, undefined).length, 0);
  return { expected: truth.length, found: actual.length, right, cells, cellsRight: at(0, 0) };
}
