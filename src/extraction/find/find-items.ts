import type { Pozycja, Rodzaj } from '../extraction.types';
import { readingConfidence } from '../read/evidence';
import type { LabelKey } from '../read/label-dictionary';
import { tidy } from '../read/normalise-text';
import { formatGrosze, parsePolishDecimal } from '../read/parse-polish-amount';
import type { Sheet } from '../read/sheet.types';
import type { ColumnKey } from './column-titles';
import type { FoundTotals } from './find-totals';
import { afterCorrection, nameStates, withoutNamelessStates, withoutOtherTables } from './other-tables';
import { makesUp } from './price-columns';
import { explainRates } from './rate-letters';
import { wholeCell, type Cell } from './row-cells';
import type { TableRow } from './table-rows';
import { attachNames, underNames, type Draft } from './wrapped-names';

/** What comes after the last item and is no sum of a group of items. */
const FINAL: ReadonlySet<LabelKey> = new Set<LabelKey>(['w_tym', 'do_zaplaty', 'kwota_slownie', 'sposob_platnosci', 'numer_konta', 'termin_platnosci', 'uwagi', 'podpis']);
const SUMS: ReadonlySet<LabelKey> = new Set<LabelKey>(['razem', 'suma_netto', 'suma_brutto', 'strona_suma', 'roznica']);

/**
 * The rows of goods and services. A row is an item when it has amounts and a number or a name; text between two items under the
 * column of names belongs to the nearer one. Carry-over rows, totals and repeated heads are none.
 */
export function findItems(rows: readonly TableRow[], kind: Rodzaj): Draft[] {
  const { drafts, loose } = sortRows(rows), items = withoutNamelessStates(withoutNotes(drafts));
  attachNames(items, loose);
  nameStates(items);
  const own = withoutOtherTables(afterCorrection(items), rows, kind);
  takeNumbersOff(own);
  return own;
}

/**
 * Items and the lines of text between them. A sum ends the table, unless rows follow it that fill all the columns that every item
 * before it filled: then it was the sum of a group. So does what stands at the end of an invoice, but for the rest of the page only:
 * it may be the foot of every page.
 */
function sortRows(rows: readonly TableRow[]): { drafts: Draft[]; loose: TableRow[] } {
  const drafts: Draft[] = [], loose: TableRow[] = [];
  let end: TableRow | undefined, final = false, since: TableRow[] = [];
  for (const row of rows) {
    if (row.table !== 'items') continue;
    const ended = end !== undefined && end.header === row.header;
    if (ended && final && end?.page === row.page) continue;
    if (endsTable(row)) {
      if (row.labels.has('strona_suma')) continue;
      final = (ended && final) || has(row, FINAL);
      end = row;
      since = [];
    } else if (isItem(row) && (!ended || resumes(row, drafts))) {
      drafts.push({ row, names: [...(row.byColumn.get('nazwa') ?? [])], lp: lpOf(row) });
      if (ended) loose.push(...since);
      end = undefined;
      since = [];
    } else if (isLoose(row)) (ended ? since : loose).push(row);
  }
  return { drafts, loose };
}

/** Where items are numbered, a discount without a number is a note on the item above it: its sum is within that item's or beside it. */
function withoutNotes(drafts: readonly Draft[]): Draft[] {
  const numbered = drafts.filter(({ lp }) => lp !== null).length;
  return drafts.filter(({ lp, names, row }) => lp !== null || numbered < 2 || row.byColumn.has('cena') || !/^(?:rabat|upust|opust|bonifikata|discount)(?!\p{L})/iu.test(names[0]?.text ?? ''));
}

/** Only text, but for numbers within names. */
function isLoose(row: TableRow): boolean {
  return row.cells.every((cell) => cell.kind !== 'money' || underNames(cell, row.header) || isAmidName(cell, row));
}

/** "(wartość zamówienia 24 600,00 zł brutto)": a sum with words before and behind it, all of which stand under the names. */
function isAmidName({ place: { segment, start, end } }: Cell, { header }: TableRow): boolean {
  const name = header?.columns.findIndex(({ key }) => key === 'nazwa') ?? -1, next = header?.columns[name + 1], whole = wholeCell(segment);
  const amid = /\p{L}{3}/u.test(segment.text.slice(0, start)) && /\p{L}{3}/u.test(segment.text.slice(end));
  return amid && underNames(whole, header) && whole.x1 < Math.min(next?.x0 ?? -Infinity, next?.values?.x0 ?? Infinity);
}

/** Whether a row below a sum is one more item: it fills every column that all items above it fill, its name in line with theirs. */
function resumes(row: TableRow, drafts: readonly Draft[]): boolean {
  const own = titlesOf(row.header), above = drafts.filter(({ row: { header } }) => header === row.header || titlesOf(header) === own);
  const [first] = above;
  if (!first || has(row, SUMS) || row.labels.has('suma_vat')) return false;
  const common = [...first.row.byColumn.keys()].filter((key) => above.every(({ row: { byColumn } }) => byColumn.has(key)));
  const name = row.byColumn.get('nazwa')?.[0], others = above.flatMap(({ names }) => names[0]?.x0 ?? []);
  return common.length >= 3 && common.every((key) => row.byColumn.has(key)) && (!name || others.some((x0) => Math.abs(x0 - name.x0) < 1));
}

/** A head that is repeated on the next page has the same columns. */
function titlesOf(header: TableRow['header']): string {
  return (header?.columns ?? []).map(({ key }) => key).join(' ');
}

function has({ labels }: TableRow, keys: ReadonlySet<LabelKey>): boolean {
  return [...labels].some((key) => keys.has(key));
}

/** @param sheet explains rates that the items name by letters */
export function toItems(drafts: readonly Draft[], sheet: Sheet): readonly Pozycja[] {
  const grouped = drafts.some(({ row: { cells } }) => cells.some(({ text }) => /^-?\d{1,3}(?:\.\d{3}){1,3},\d{2}\b/.test(text)));
  return explainRates(drafts.map((draft, i) => toPozycja(draft, i + 1, grouped)), drafts.map(({ row }) => row.byColumn.get('stawka')?.[0]?.text ?? null), sheet);
}

/**
 * In a table without a column of values the price of each item is its value, if it is one of each and together they are the gross total: gross, unless that is the net sum
 * as well.
 */
function pricedValues(items: readonly Pozycja[], { suma_netto, suma_brutto }: FoundTotals['fields']): readonly Pozycja[] {
  const total = items.reduce((sum, { cena_netto }) => sum + Math.round(Number(cena_netto) * 100), 0);
  const single = items.every(({ ilosc, wartosc_netto, wartosc_brutto }) => (ilosc === null || Number(ilosc) === 1) && wartosc_netto === null && wartosc_brutto === null);
  if (items.length === 0 || !single) return items;
  if (formatGrosze(total) === suma_netto?.value) return items.map((item) => ({ ...item, wartosc_netto: valueOf(item) }));
  return formatGrosze(total) === suma_brutto?.value ? items.map((item) => ({ ...item, wartosc_brutto: valueOf(item), cena_netto: suma_netto === null ? item.cena_netto : null })) : items;
}

function valueOf({ cena_netto }: Pozycja): string {
  return formatGrosze(Math.round(Number(cena_netto) * 100));
}

/** Values under a title that says neither net nor gross are gross where they make up the gross total and not the net one. */
export function settleValues(items: readonly Pozycja[], drafts: readonly Draft[], totals: FoundTotals['fields']): readonly Pozycja[] {
  const { suma_netto, suma_brutto } = totals;
  const unsaid = drafts.every(({ row: { header } }) => header?.columns.some(({ key, unsaid: open }) => key === 'netto' && open) === true && !header.columns.some(({ key }) => key === 'brutto'));
  const total = items.reduce((sum, { wartosc_netto }) => sum + Math.round(Number(wartosc_netto) * 100), 0);
  if (!unsaid || formatGrosze(total) !== suma_brutto?.value || suma_netto?.value === suma_brutto.value) return pricedValues(items, totals);
  // without any net sum the seller charges no tax, and the price is what it is
  return items.map((item) => ({ ...item, cena_netto: suma_netto === null ? item.cena_netto : null, wartosc_netto: null, wartosc_brutto: item.wartosc_netto }));
}

function endsTable(row: TableRow): boolean {
  const amounts = row.cells.filter(({ kind }) => kind === 'money').length;
  if (amounts >= 3 && !has(row, SUMS) && !row.labels.has('w_tym')) return false;
  if (amounts === 0 && !['sposob_platnosci', 'numer_konta', 'termin_platnosci', 'kwota_slownie', 'do_zaplaty', 'podpis'].some((key) => row.labels.has(key as LabelKey))) return false;
  return (has(row, SUMS) || has(row, FINAL)) && lpOf(row) === null && row.cells.length > 0;
}

function lpOf(row: TableRow): number | null {
  const cell = row.byColumn.get('lp')?.[0];
  const digits = /^0*(\d{1,4})\.?$/.exec(cell?.text.trim() ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

const MONEY = ['netto', 'brutto', 'cena', 'cena_brutto', 'vat'] as const;

/** "Wartość robót: netto 134 546,00 + VAT 23% 30 945,58 = brutto 165 491,58 zł": sums in a sentence. */
const SUMS_IN_WORDS = /(?<![a-z])netto\D{1,12}\d[^a-z]{3,20}.{0,12}(?<![a-z])(?:vat|podatek)\D{1,10}\d.*(?<![a-z])brutto\D{1,12}\d/;

function isItem(row: TableRow): boolean {
  if (SUMS_IN_WORDS.test(row.segments.map(({ folded }) => folded).join(' '))) return false;
  const money = MONEY.filter((key) => row.byColumn.get(key)?.some(({ amount }) => amount !== null)).length;
  const quantity = row.byColumn.has('ilosc'), lp = lpOf(row) !== null;
  if (!lp && row.labels.has('suma_vat') && row.cells.filter(({ kind }) => kind === 'money').length < 3) return false;
  const name = row.byColumn.get('nazwa')?.some(({ text }) => /\p{L}{2}/u.test(text)) ?? false;
  // a table without quantities may have a rate and one sum only
  if (money === 1 && name && row.byColumn.get('stawka')?.some(({ rate }) => rate !== null) && !row.header?.columns.some(({ key }) => key === 'ilosc')) return true;
  // nor need its name stand on the row that was set to its middle
  if (money === 1 && quantity && row.byColumn.get('stawka')?.some(({ rate }) => rate !== null) && sumColumns(row) === 1) return true;
  return money > 0 && (lp || (name && (money > 1 || quantity)) || (quantity && money > 1 && (row.byColumn.has('cena') || row.byColumn.has('cena_brutto') || (closes(row) && row.byColumn.get('stawka')?.some(({ rate }) => rate !== null) === true))));
}

/** Net value and tax give the gross value. */
function closes({ byColumn }: TableRow): boolean {
  const [netto, vat, brutto] = (['netto', 'vat', 'brutto'] as const).map((key) => byColumn.get(key)?.find(({ amount }) => amount !== null)?.amount ?? NaN) as [number, number, number];
  return netto + vat === brutto;
}

function sumColumns({ header }: TableRow): number {
  return (header?.columns ?? []).filter(({ key }) => MONEY.some((own) => own === key)).length;
}

/** Where the column of numbers is missing or was glued to the names, "1 Deska", "2 Listwa": numbers that count the items are none of their names. */
function takeNumbersOff(drafts: Draft[]): void {
  const counted = drafts.map(({ lp, names }, i) => lp === null && Number(/^(\d{1,3})[.)]?\s+\S*\p{L}/u.exec(names.map(({ text }) => text).join(' '))?.[1]) === i + 1);
  if (drafts.length < 2 || !drafts.every(({ lp }, i) => counted[i] === true || lp === i + 1)) return;
  drafts.forEach((draft, i) => {
    const [first, ...rest] = draft.names;
    const bare = first?.text.replace(/^\d{1,3}[.)]?(?:\s+|$)/, '');
    if (first && bare !== undefined && counted[i] === true) [draft.lp, draft.names] = [i + 1, bare === '' ? rest : [{ ...first, text: bare }, ...rest]];
  });
}

/** `grouped`: the table groups thousands by dots, so that "2.500" is no two and a half. */
function toPozycja({ row, names, lp }: Draft, index: number, grouped: boolean): Pozycja {
  const first = (key: ColumnKey): Cell | undefined => row.byColumn.get(key)?.[0];
  const money = (key: ColumnKey): string | null => { const amount = first(key)?.amount; return amount == null ? null : formatGrosze(amount); };
  // without a quantity of its own, "16 szt" under the unit is both
  const unit = first('jednostka')?.text ?? null, quantity = /^(-?\d[\d\s.,]*)(\p{L}.*)?$/u.exec(first('ilosc')?.text ?? unit ?? '');
  const number = (quantity?.[1] ?? '').trim();
  const ilosc = quantity ? parsePolishDecimal(grouped && /^\d{1,3}(?:\.\d{3}){1,3}$/.test(number) ? number.replaceAll('.', '') : number) : null;
  const cena_netto = parsePolishDecimal(first('cena')?.text ?? '', 2);
  const stawka = first('stawka');
  const cells = [...row.byColumn.values()].flat();
  const item = {
    lp: lp ?? index, nazwa: tidy(joinLines(names)), ilosc, jednostka: (row.byColumn.has('ilosc') ? unit : null) ?? quantity?.[2] ?? unit, cena_netto,
    stawka_vat: stawka?.rate ?? (row.byColumn.has('vat') ? row.header?.columns.find(({ key }) => key === 'vat')?.rate : null) ?? null, wartosc_netto: money('netto'), wartosc_vat: money('vat'), wartosc_brutto: money('brutto'),
  };
  const reading = readingConfidence(cells.map(({ place }) => place));
  return { ...item, confidence: Math.round(1000 * reading * (lineCloses(item) ? 0.98 : 0.65)) / 1000, page: row.page };
}

/** The lines of a name; one that was broken behind a hyphen or a dash within a word ("AC-" / "450") goes on without a space. */
function joinLines(names: readonly Cell[]): string {
  return names.reduce((name, { text, place }, i) => {
    const before = names[i - 1], broken = before !== undefined && before.place.segment.row !== place.segment.row && /(?:\p{L}|["”])[-–]$/u.test(name) && /^[\p{L}\d]/u.test(text);
    return i === 0 ? text : `${name}${broken ? '' : ' '}${text}`;
  }, '');
}

/** Whether quantity times price is the net value, as far as the row has them. Unit prices may be printed rounded. */
export function lineCloses({ ilosc, cena_netto, wartosc_netto }: Pick<Pozycja, 'ilosc' | 'cena_netto' | 'wartosc_netto'>): boolean {
  if (ilosc === null || cena_netto === null || wartosc_netto === null) return false;
  return makesUp(Number(ilosc), Number(cena_netto), Number(wartosc_netto));
}
