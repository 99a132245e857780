import type { PodsumowanieVat } from '../extraction.types';
import { parseDamagedAmountInWords } from '../read/parse-amount-in-words';
import { formatGrosze } from '../read/parse-polish-amount';
import { readingConfidence } from '../read/evidence';
import type { PrintedSums } from '../validate/totals-add-up';
import { RATE_WITHIN, parseVatRate, ratePercent, vatOfGross, vatOfNet } from '../read/vat-rate';
import { inOtherCurrency } from './other-tables';
import type { Cell } from './row-cells';
import type { TableRow } from './table-rows';

/** A row with net, VAT and gross sums; `rate` when it is the row of one rate, `total` when its label says it sums up. */
export interface SumRow {
  readonly row: TableRow;
  readonly rate: string | null;
  readonly total: boolean;
  readonly netto: Cell | null;
  readonly vat: Cell | null;
  readonly brutto: Cell | null;
  /** Net and VAT give gross. */
  readonly closes: boolean;
}

/** Rows that sum up: those of the VAT table, total rows under the items, and any row whose three sums add up beside a rate or a total label. */
export function findSumRows(rows: readonly TableRow[], correction: boolean): readonly SumRow[] {
  const sums = rows.flatMap((row): SumRow[] => {
    if (row.labels.has('strona_suma') || row.cells.every(({ kind }) => kind !== 'money')) return [];
    const total = row.labels.has('razem') || row.labels.has('roznica') || row.labels.has('suma_netto') && row.cells.filter(({ kind }) => kind === 'money').length >= 3;
    const rateCell = row.byColumn.get('stawka')?.[0] ?? row.cells.find(({ kind }) => kind === 'rate');
    const rate = total ? null : rateCell?.rate ?? (row.table === 'summary' || row.labels.has('suma_vat') ? spelledRate(row) : null);
    const plain = !isItem(row);
    if (!plain || (rate === null && !total && row.table !== 'summary')) return [];
    const sum = sumRow(row, rate, total);
    // a bare digit that fits nothing is a piece of a damaged number, no rate
    return rate === null || sum.closes || rateCell?.kind !== 'number' || (sum.netto !== null && sum.vat !== null && fitsRate(sum)) ? [sum] : [];
  });
  const settled = sums.map((sum) => (sum.rate !== null && !sum.closes && sum.vat && !sum.brutto ? withSumsAround(sum, rows) : sum));
  return correction ? settled : withGrandTotal(settled);
}

/** More rows of sums without a rate than an invoice has sections: what they add up to is not asked. */
const MOST_SECTIONS = 30;

/**
 * Of rows that close, one whose three sums are those of all the others is the total, whatever it is called. Others without a rate that make it up are
 * sums of sections of the items, and leave. Not in corrections, whose states and differences add up as well.
 */
function withGrandTotal(sums: readonly SumRow[]): readonly SumRow[] {
  const closing = sums.filter(({ closes, row }) => closes && row.section === null), rated = closing.filter(({ rate }) => rate !== null);
  const unrated = closing.filter((sum, i) => sum.rate === null && closing.findIndex((other) => other.rate === null && isSame(other, sum)) === i);
  if (unrated.length > MOST_SECTIONS) return sums;
  const whole = unrated.find((sum) => unrated.length > 2 && addUpTo(unrated.filter((other) => other !== sum), sum)) ?? restAfterAdvances(unrated);
  if (!whole) return sums.map((sum) => (unrated.includes(sum) && rated.length > 1 && addUpTo(rated, sum) ? { ...sum, total: true } : sum));
  const isPart = (sum: SumRow): boolean => sum.rate === null && closing.includes(sum) && !isSame(sum, whole);
  return sums.filter((sum) => !isPart(sum)).map((sum) => (sum.rate === null && isSame(sum, whole) ? { ...sum, total: true } : sum));
}

/** What an order comes to, what was paid in advance as negative sums, and below them what remains: that is what the invoice is for. */
function restAfterAdvances(unrated: readonly SumRow[]): SumRow | null {
  return unrated.find((rest, i) => unrated.slice(0, i).some((order, j) => unrated.slice(j + 1, i).some((paid) => (paid.brutto?.amount ?? 0) < 0 && (rest.brutto?.amount ?? 0) > 0 && addUpTo([order, paid], rest)))) ?? null;
}

export const SUMS = ['netto', 'vat', 'brutto'] as const;
export type Sum = (typeof SUMS)[number];

function isSame(one: SumRow, other: SumRow): boolean {
  return SUMS.every((key) => one[key]?.amount === other[key]?.amount);
}

function addUpTo(parts: readonly SumRow[], whole: SumRow): boolean {
  return SUMS.every((key) => parts.reduce((sum, part) => sum + (part[key]?.amount ?? 0), 0) === (whole[key]?.amount ?? 0));
}

/** Net above and gross below the only line of tax ("Suma netto", "VAT 23%", "Razem"), each on a line of its own, are the sums of its rate if the three add up. */
function withSumsAround(sum: SumRow, rows: readonly TableRow[]): SumRow {
  const at = rows.indexOf(sum.row);
  const near = (from: number, to: number): Cell[] => rows.slice(Math.max(0, from), to).filter(({ page }) => page === sum.row.page)
    .map(({ cells }) => cells.filter(({ amount }) => amount !== null)).filter(({ length }) => length === 1).flat();
  for (const netto of near(at - 3, at)) {
    for (const brutto of near(at + 1, at + 4)) {
      const whole = { ...sum, netto, brutto, closes: true };
      if ((netto.amount ?? 0) + (sum.vat?.amount ?? 0) === brutto.amount && fitsRate(whole)) return whole;
    }
  }
  return sum;
}

/** "Podstawowy podatek VAT 23%", "Zwolnione z podatku": a rate in the words with which a row begins. */
function spelledRate({ cells }: TableRow): string | null {
  const words = cells.find(({ kind }) => kind === 'text')?.text ?? '';
  return parseVatRate(RATE_WITHIN.exec(words)?.[0] ?? /zwolnion|zw\.?$/i.exec(words)?.[0].replace(/zwolnion/i, 'zw') ?? '');
}

/** An item has a number or a name of its own; the rows of sums have at most a label. */
function isItem(row: TableRow): boolean {
  if (row.table !== 'items') return false;
  if (row.labels.has('razem') || row.labels.has('w_tym') || row.labels.has('roznica') || row.labels.has('suma_netto')) return false;
  const lp = row.byColumn.get('lp')?.[0], name = row.byColumn.get('nazwa')?.[0], quantity = row.byColumn.get('ilosc')?.[0];
  const numbered = lp !== undefined && /^\d{1,4}\.?$/.test(lp.text);
  // lines of sums, and what may stand on one row with the VAT table
  if (!numbered && (['suma_vat', 'kwota_slownie', 'sposob_platnosci', 'termin_platnosci', 'numer_konta'] as const).some((key) => row.labels.has(key))) return false;
  return numbered || quantity !== undefined || (name !== undefined && /\p{L}{3}/u.test(name.text) && parseDamagedAmountInWords(name.text) === null && !/^(?:w tym|razem|og[oó][lł]em|stawka|vat|suma|x)\b/i.test(name.text));
}

function sumRow(row: TableRow, rate: string | null, total: boolean): SumRow {
  const own = (key: 'netto' | 'vat' | 'brutto'): Cell | null => row.byColumn.get(key)?.find(({ amount }) => amount !== null) ?? null;
  const money = row.cells.filter(({ amount }) => amount !== null);
  const each = rate === null ? null : eachNamed(row, money);
  if (each) return { row, rate, total, netto: null, vat: null, brutto: null, ...each, closes: closingTriple(each.netto ?? null, each.vat ?? null, each.brutto ?? null, rate) !== null };
  const named = rate === null ? null : namedSum(row, money);
  if (named) return { row, rate, total, netto: null, vat: null, brutto: null, ...named, closes: false };
  const byColumn = { netto: own('netto'), vat: own('vat'), brutto: own('brutto') };
  const triple = closingTriple(byColumn.netto, byColumn.vat, byColumn.brutto, rate) ?? bestTriple(money, rate);
  if (triple) return { row, rate, total, ...triple, closes: true };
  return { row, rate, total, ...byColumn, closes: false };
}

const WORDS: readonly (readonly [key: keyof Triple, word: RegExp])[] = [['netto', /(?<![a-z])(?:netto|net)(?![a-z])/], ['brutto', /(?<![a-z])(?:brutto|gross)(?![a-z])/], ['vat', /(?<![a-z])(?:vat|ptu|podat[a-z]+|tax)(?![a-z])/]];

/** "w tym VAT 23%: 1 380,00 zł, netto: 6 000,00 zł": several sums of which each has its own name before it are what they are called, whatever column they stand under. */
function eachNamed(row: TableRow, money: readonly Cell[]): Partial<Triple> | null {
  const named = new Map<keyof Triple, Cell>();
  let from = 0;
  for (const sum of money) {
    const at = row.cells.indexOf(sum), words = row.cells.slice(from, at).map(({ place: { segment, start, end } }) => segment.folded.slice(start, end)).join(' ');
    const kinds = WORDS.filter(([, word]) => word.test(words)), [kind] = kinds[0] ?? [];
    if (kind === undefined || kinds.length > 1 || named.has(kind)) return null;
    named.set(kind, sum);
    from = at + 1;
  }
  return named.size > 1 ? Object.fromEntries(named) : null;
}

/** "VAT 23%   8 215,37" under the column of net values: the only sum of a row is what the words before it call it. */
function namedSum(row: TableRow, money: readonly Cell[]): Partial<Triple> | null {
  const [first, second] = money, sum = money.at(-1);
  const words = row.cells.filter(({ kind, x0 }) => kind !== 'money' && x0 < (sum?.x0 ?? 0)).map(({ place: { segment, start, end } }) => segment.folded.slice(start, end)).join(' ');
  // "VAT (23% od 388,00 zł)   89,24 zł" names the base of the tax as well
  const base = second && money.length === 2 && /\b(?:od|of|from)\b/.test(words) ? first : null;
  if (!sum || (money.length > 1 && !base)) return null;
  return /\b(?:vat|ptu|podat\w+|tax|mwst|ust)\b/.test(words) && !/\b(?:netto|net|brutto|gross|podstaw\w*|opodatkow\w*)\b/.test(words) ? { vat: sum, ...(base && { netto: base }) } : null;
}

type Triple = Pick<SumRow, 'netto' | 'vat' | 'brutto'>;

/** The sums of a row, if net and tax give gross; only what is untaxed may leave the tax out. */
export function closingTriple(netto: Cell | null, vat: Cell | null, brutto: Cell | null, rate: string | null): Triple | null {
  if (!netto || !brutto) return null;
  if ((netto.amount ?? 0) + (vat?.amount ?? 0) !== brutto.amount) return null;
  return vat === null && (rate === null || ratePercent(rate) !== 0) ? null : { netto, vat, brutto };
}

/** Three sums of a row, in order, of which the first two add up to the third and the second could be VAT. */
function bestTriple(money: readonly Cell[], rate: string | null): Triple | null {
  const percent = rate === null ? null : ratePercent(rate);
  for (let i = 0; i < money.length; i++) {
    for (let j = 0; j < money.length; j++) {
      for (let k = money.length - 1; k > i; k--) {
        if (j === i || j === k || j < i) continue;
        const [netto, vat, brutto] = [money[i], money[j], money[k]];
        if (!netto || !vat || !brutto) continue;
        const [n, v, g] = [netto.amount ?? 0, vat.amount ?? 0, brutto.amount ?? 0];
        if (n + v !== g || Math.abs(v) > 0.26 * Math.abs(n) + 2 || n === 0) continue;
        if (percent !== null && Math.abs(v - vatOfNet(n, percent)) > 20) continue;
        return { netto, vat, brutto };
      }
    }
  }
  return null;
}

/**
 * The VAT table by rate: the rows that make up the sums of the invoice where some do, since advances and orders have tables of their own. A rate printed
 * twice (as a row of the table and again below) counts once; totals do not count.
 */
export function toVatSummary(sums: readonly SumRow[], rows: readonly TableRow[], correction: boolean, totals: PrintedSums): PodsumowanieVat[] {
  const seen = new Map<string, SumRow>();
  const rated = sums.filter(({ rate, total, netto, vat, brutto, row }) => rate !== null && !total && (netto ?? vat ?? brutto) && !(correction && (row.section === 'przed' || row.section === 'po')));
  const run = runThatMakesUp(rated, totals);
  for (const sum of (correction ? run && withUnchanged(run, rated) : run) ?? rated.filter(({ row }) => !inOtherCurrency(row, rows))) {
    if (sum.rate === null) continue;
    const known = seen.get(sum.rate);
    if (!known || (sum.closes && !known.closes)) seen.set(sum.rate, sum);
  }
  return [...seen.values()].map((sum) => {
    const cells = [sum.netto, sum.vat, sum.brutto].filter((cell) => cell !== null);
    const money = (cell: Cell | null): string | null => (cell?.amount == null ? null : formatGrosze(cell.amount));
    const reading = readingConfidence(cells.map(({ place }) => place));
    // a dash, or nothing, is what stands for the tax of what is exempt
    const untaxed = sum.vat === null && sum.netto !== null && sum.netto.amount === sum.brutto?.amount && ratePercent(sum.rate ?? '') === 0;
    return {
      stawka: sum.rate ?? '', netto: money(sum.netto), vat: untaxed ? '0.00' : money(sum.vat), brutto: money(sum.brutto) ?? grossOf(sum), page: sum.row.page,
      confidence: Math.round(1000 * reading * (sum.closes && fitsRate(sum) ? 0.98 : 0.6)) / 1000,
    };
  });
}

/** What a rate comes to where its line states only the net sum and the tax due on it. */
function grossOf(sum: SumRow): string | null {
  return sum.netto?.amount == null || sum.vat?.amount == null || !fitsRate(sum) ? null : formatGrosze(sum.netto.amount + sum.vat.amount);
}

/** Neighbouring rows of different rates that together are the invoice's net sum and its tax; the last such, as what they settle stands before them. */
function runThatMakesUp(rated: readonly SumRow[], { net, vat }: PrintedSums): readonly SumRow[] | null {
  if (net === null || vat === null) return null;
  for (let end = rated.length; end > 0; end--) {
    const rates = new Set<string | null>();
    let [netLeft, vatLeft] = [net, vat];
    for (let start = end - 1; start >= 0; start--) {
      const sum = rated[start];
      if (!sum || rates.has(sum.rate)) break;
      rates.add(sum.rate);
      netLeft -= sum.netto?.amount ?? NaN;
      vatLeft -= sum.vat?.amount ?? 0;
      if (netLeft === 0 && vatLeft === 0) return rated.slice(start, end);
    }
  }
  return null;
}

/** Rates whose sums a correction leaves as they are, where its table states that by rows of noughts. */
function withUnchanged(run: readonly SumRow[], rated: readonly SumRow[]): readonly SumRow[] {
  const isUnchanged = ({ row, closes, netto, brutto }: SumRow): boolean => closes && netto?.amount === 0 && brutto?.amount === 0 && run.some((sum) => sum.row.header === row.header);
  return rated.filter((sum) => run.includes(sum) || isUnchanged(sum));
}

/** Whether the VAT of a row is its rate's, by one of the two legal methods or within the rounding of per-line sums. */
export function fitsRate({ rate, netto, vat, brutto }: SumRow, lines = 20): boolean {
  const percent = rate === null ? null : ratePercent(rate);
  if (percent === null) return true;
  const [n, v, g] = [netto?.amount ?? null, vat?.amount ?? null, brutto?.amount ?? null];
  if (n === null) return true;
  const tax = v ?? (g === null ? 0 : g - n);
  if (Math.abs(tax - vatOfNet(n, percent)) <= 1 || (g !== null && Math.abs(tax - vatOfGross(g, percent)) <= 1)) return true;
  return Math.abs(tax - (n * percent) / 100) <= 0.5 * (lines + 1);
}
