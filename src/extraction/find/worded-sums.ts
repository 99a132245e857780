import { scanAmounts } from '../read/scan-values';
import { parseVatRate } from '../read/vat-rate';
import { cellAt, type Cell } from './row-cells';
import type { TableRow } from './table-rows';
import { closingTriple, fitsRate, type Sum, type SumRow } from './vat-summary';

/** A sum in running text with the words since the sum before it. */
interface Told { readonly row: TableRow; readonly cell: Cell; readonly words: string }

/** Sums told one after another that belong together. */
interface Group { readonly row: TableRow; rate: string | null; readonly total: boolean; readonly cells: Map<Sum, Cell>; readonly rows: TableRow[] }

const NAMES: readonly (readonly [Sum, RegExp])[] = [['netto', /(?<![a-z])(?:netto|net)(?![a-z])/g], ['brutto', /(?<![a-z])(?:brutto|gross)(?![a-z])/g], ['vat', /(?<![a-z])(?:vat|ptu|podat[a-z]+)(?![a-z])/g]];
const RATE = /\d{1,2}(?:[.,]00?)?\s?%|(?<![a-z])(?:zw|np|oo)(?![a-z])/g;
const TOTAL = /(?<![a-z])(?:razem|ogolem|lacznie|suma|total)(?![a-z])/;
/** What was ordered, agreed or paid before is told in the same words as what the invoice is for. */
const OTHERS = /zamowien|umow|ofert|kosztorys|zaliczk|poprzedn|dotychczas|wczesniej|przed korekt|korygowan|pozosta|w przeliczeniu|kurs/;
/** Letters between two sums of one group: a currency and the name of the next. */
const BETWEEN = 40;
/** Letters before a sum that may tell whose it is. */
const CLAUSE = 100;

/**
 * Sums by rate, and totals, told in running text over one or more lines: "stawka 23% – netto 100,00, VAT 23,00, brutto 123,00; stawka 8% – …". Columns of a
 * table above mean nothing here, each sum is what the words before it call it. Only what adds up, or is the tax of its rate, counts; a rate told twice is of
 * items, and what the whole year or building comes to is not what is to be paid.
 * @param payable amounts that are said to be paid, in grosze
 */
export function findWordedSums(rows: readonly TableRow[], payable: ReadonlySet<number>): readonly SumRow[] {
  const sums = toldGroups(rows).filter(({ total, netto, vat, brutto }) => !total || payable.size === 0 || payable.has(brutto?.amount ?? (netto?.amount ?? 0) + (vat?.amount ?? 0)));
  const rates = sums.flatMap(({ rate }) => rate ?? []);
  return new Set(rates).size < rates.length ? sums.filter(({ rate }) => rate === null) : sums;
}

function toldGroups(rows: readonly TableRow[]): SumRow[] {
  return groupsOf(rows).flatMap((group) => {
    const [netto, vat, brutto] = (['netto', 'vat', 'brutto'] as const).map((key) => group.cells.get(key) ?? null) as [Cell | null, Cell | null, Cell | null];
    const sum: SumRow = { row: group.row, rate: group.rate, total: group.total && group.rate === null, netto, vat, brutto, closes: closingTriple(netto, vat, brutto, group.rate) !== null };
    const told = netto !== null && vat !== null && group.rows.length > new Set(group.rows).size && (sum.rate !== null || sum.total);
    return told && fitsRate(sum) && (sum.closes || brutto === null) ? [sum] : [];
  });
}

function groupsOf(rows: readonly TableRow[]): Group[] {
  const groups: Group[] = [];
  let group: Group | null = null;
  for (const { row, cell, words } of toldSums(rows)) {
    const kind = kindOf(words), rate = rateOf(words);
    const goesOn: boolean = group !== null && kind !== null && !group.cells.has(kind) && words.length < BETWEEN && (rate === null || group.rate === null || rate === group.rate) && !TOTAL.test(words);
    if (kind === null || OTHERS.test(words)) group = null;
    else if (group && goesOn) group.rate ??= rate;
    else groups.push(group = { row, rate, total: TOTAL.test(words), cells: new Map(), rows: [] });
    if (group && kind) { group.cells.set(kind, cell); group.rows.push(row); }
  }
  return groups;
}

/** All sums of money in the order of reading; the end of a page is the end of a sentence. */
function toldSums(rows: readonly TableRow[]): Told[] {
  const told: Told[] = [];
  let words = '', page = 0;
  for (const row of rows) {
    if (row.page !== page) [words, page] = ['', row.page];
    for (const segment of row.segments) {
      let from = 0;
      for (const { start, end } of scanAmounts(segment.text)) {
        told.push({ row, cell: cellAt(segment, start, end), words: `${words} ${segment.folded.slice(from, start)}`.trim().slice(-CLAUSE) });
        [words, from] = ['', end];
      }
      words = `${words} ${segment.folded.slice(from)}`;
    }
  }
  return told;
}

/** What the last of the words right before a sum calls it. */
function kindOf(words: string): Sum | null {
  const last = NAMES.map(([kind, name]) => ({ kind, at: [...words.matchAll(name)].at(-1)?.index ?? -1 })).sort((a, b) => b.at - a.at)[0];
  return last && last.at >= 0 && words.length - last.at < BETWEEN ? last.kind : null;
}

function rateOf(words: string): string | null {
  return parseVatRate([...words.matchAll(RATE)].at(-1)?.[0] ?? '');
}
