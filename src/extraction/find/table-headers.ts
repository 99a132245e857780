import type { Segment, SheetPage } from '../read/sheet.types';
import { columnOf, type ColumnKey, type ColumnTitle } from './column-titles';
import { columnsOf, overlap, stacksOf, type Column, type Piece } from './head-columns';
import { betweenTypedRules, isTyped } from './typed-rules';

/** The head of a table: rows `first` to `last` of its page, columns from left to right. */
export interface TableHeader { readonly page: number; readonly first: number; readonly last: number; readonly columns: readonly Column[] }

const MONEY_COLUMNS: ReadonlySet<ColumnKey> = new Set<ColumnKey>(['cena', 'cena_brutto', 'netto', 'vat', 'brutto']);
/** In em: lines of one title are not further apart. */
const TITLE_PITCH = 1.9;
/** In em: what is set closer below a line of a head than that stands between the lines of its other titles. */
const HALF_LINE = 0.8;
/** Lines of a head, which are more than those of its highest title where titles are set to their middle, and its height in em. */
const MOST_LINES = 8, HIGHEST = 4.6;
/** No head has more pieces of titles, but a page made to keep this busy may. */
const MOST_PIECES = 120;
const cache = new WeakMap<SheetPage, readonly TableHeader[]>();

/** The heads of all tables on a page, from top to bottom: bands of rows with at least three different column titles, one of them of money. */
export function findTableHeaders(page: SheetPage): readonly TableHeader[] {
  let known = cache.get(page);
  if (!known) cache.set(page, known = searchHeaders(page));
  return known;
}

/** Indexes of all rows that belong to the head of a table. */
export function headerRowsOf(page: SheetPage): ReadonlySet<number> {
  return new Set(findTableHeaders(page).flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)));
}

function searchHeaders(page: SheetPage): TableHeader[] {
  const found: TableHeader[] = [];
  for (let first = 0; first < page.rows.length; first++) {
    const best = headFrom(page, first);
    if (!best) continue;
    first = best.header.last;
    const above = found.at(-1);
    if (above && translates(best.header, above)) found[found.length - 1] = { ...above, last: best.header.last };
    else found.push(best.header);
  }
  return found.map((header, i) => settleNumbers(page, settleRateColumns(page, header, found[i + 1]?.first ?? page.rows.length)));
}

interface Head { readonly header: TableHeader; readonly score: number }

/**
 * A line by itself is a caption, not the first line of a head, unless it glues several titles together, or is the first line of a
 * title that says more with it: the lines of one title may stand between those of its neighbours.
 */
function headFrom(page: SheetPage, first: number): Head | null {
  const next = page.rows[first + 1] ?? [], start = withoutNeighbours(page.rows[first] ?? [], next);
  if (start.length >= 2 || titlesIn(start).length >= 3) return bestBand(page, first, start);
  if (start.length === 0 || next.length < 2 || level(next) - level(start) > TITLE_PITCH || holdsValues(start)) return null;
  const below = bestBand(page, first + 1, withoutNeighbours(next, page.rows[first + 2] ?? [])), whole = bestBand(page, first, start);
  if (!below || !whole || whole.header.last < below.header.last || whole.header.columns.length < below.header.columns.length) return null;
  if (said(whole) < said(below) + 1 && (namesGoods(below) || !namesGoods(whole))) return null;
  const inside = start.every(({ x0, x1 }) => x0 > (below.header.columns[0]?.x0 ?? 0) && x1 < (below.header.columns.at(-1)?.x1 ?? 0) + 1);
  return inside ? whole : null;
}

/** How many letters of its titles a head has named. */
function said({ header: { columns } }: Head): number {
  return columns.reduce((sum, { length, closeness }) => sum + length * closeness, 0);
}

function namesGoods({ header: { columns } }: Head): boolean {
  return columns.some(({ key }) => key === 'nazwa');
}

function bestBand(page: SheetPage, first: number, start: readonly Segment[]): Head | null {
  let best: Head | null = null;
  const band: Piece[][] = [];
  for (let last = first; last < Math.min(first + MOST_LINES, page.rows.length); last++) {
    const row = last === first ? start : besideNeighbours(page, first, start, last), before = page.rows[last - 1];
    if (holdsValues(row) || (last > first && before && level(row) - level(before) > TITLE_PITCH) || level(row) - level(start) > HIGHEST) break;
    band.push(titlesIn(row));
    if (band.flat().length > MOST_PIECES) break;
    const columns = columnsOf(band.flat());
    const keys = new Set(columns.map(({ key }) => key));
    const score = columns.reduce((sum, { closeness }) => sum + closeness, 0) + 0.5 * keys.size - 0.45 * unnamed(band.flat(), columns);
    const between = before !== undefined && best?.header.last === last - 1 && level(row) - level(before) < HALF_LINE;
    const more = last > first && (between || row.every((segment) => segment.text.length <= 6 || cutTitles(segment, false).every(({ text }) => columnOf(text) !== null)));
    if (keys.size + Number(ratesAndTax(columns)) >= 3 && columns.some(({ key }) => MONEY_COLUMNS.has(key)) && (!best || score > best.score + (more ? -0.3 : 0.01))) best = { header: { page: page.page, first, last, columns: withUnknown(band.flat(), columns) }, score };
  }
  return best && best.score > 2 ? best : null;
}

/** "VAT" beside "Podatek" heads the rates. */
function ratesAndTax(columns: readonly Column[]): boolean {
  const taxes = columns.filter(({ key }) => key === 'vat');
  return taxes.length === 2 && taxes.some(({ length }) => length === 3) && taxes.some(({ length }) => length > 3);
}

/** In em: a column of the same table is not further from the next. */
const NEXT_COLUMN = 10;

/** Unknown titles between known ones, and before the goods', are columns too: what stands below them is no part of its neighbours. */
function withUnknown(pieces: readonly Piece[], columns: readonly Column[]): Column[] {
  // words of a longer title stand closer to it than that
  const unknown = stacksOf(pieces).filter((stack) => columns.every(({ x0, x1 }) => stack.x1 < x0 || stack.x0 > x1 + 0.7)).map(({ x0, x1 }): Column => ({ key: 'inne', closeness: 0, length: 0, x0, x1 }));
  const [first] = columns, last = columns.at(-1);
  const inner = unknown.filter(({ x0, x1 }) => first && last && x0 > first.x1 && x1 < last.x0);
  const outer: Column[] = [];
  for (const column of first?.key === 'nazwa' ? unknown.filter(({ x1 }) => x1 < first.x0).reverse() : []) {
    const next = outer[0] ?? first;
    if (next && next.x0 - column.x1 < NEXT_COLUMN) outer.unshift(column);
  }
  return [...outer, ...[...columns, ...inner].sort((a, b) => a.x0 - b.x0)];
}

/** How many of its columns a second line in another language names as the first does: some words mean one thing or another ("Item"). */
const SAME = 0.7;

/** A head right below another that stands under its columns and names most of them again is its second line in another language. */
function translates(header: TableHeader, above: TableHeader): boolean {
  const over = header.columns.map((column) => above.columns.filter((other) => Math.min(other.x1, column.x1) > Math.max(other.x0, column.x0)));
  const same = header.columns.filter(({ key }, i) => over[i]?.some((other) => other.key === key)).length;
  return header.first === above.last + 1 && over.every(({ length }) => length > 0) && same >= SAME * header.columns.length;
}

/** A title that says only "VAT" may head rates or sums: the values between it and the next head, `end`, decide, or a column of sums of tax beside it. */
function settleRateColumns(page: SheetPage, header: TableHeader, end: number): TableHeader {
  const columns = header.columns.map((column): Column => {
    if (column.key !== 'vat' || column.length > 7) return column;
    const { money, rates } = valuesUnder(page, header, column, end);
    const sumBeside = header.columns.some((other) => other.key === 'vat' && other.length > column.length);
    return sumBeside && rates > 0 ? { ...column, key: 'stawka' } : money + rates === 0 ? column : { ...column, key: money > rates ? 'vat' : 'stawka' };
  });
  // of two such titles side by side the first heads the rates and the second the sums of tax
  columns.forEach((column, i) => { if (column.key === 'stawka' && columns[i - 1]?.key === 'stawka' && header.columns[i]?.key === 'vat') columns[i] = { ...column, key: 'vat' }; });
  return { ...header, columns: columns.map((column, i) => (header.columns[i]?.key === 'stawka' && isHourlyRate(column, columns, valuesUnder(page, header, column, end)) ? { ...column, key: 'cena' } : column)) };
}

/** How many lines below a head tell what "Nr" numbers. */
const TELLING_LINES = 8;

/** "Nr" over what counts nothing ("LK-6205") heads the codes of the goods. */
function settleNumbers(page: SheetPage, header: TableHeader): TableHeader {
  const [first] = header.columns;
  if (first?.key !== 'lp') return header;
  const under = page.rows.slice(header.last + 1, header.last + 1 + TELLING_LINES).flatMap((row) => row.slice(0, 1).filter(({ x0, x1 }) => x0 < first.x1 && x1 > first.x0));
  const coded = under.filter(({ text }) => /^\S*\p{L}\S*$/u.test(text) && /\d/.test(text)).length;
  return coded >= 2 && under.every(({ text }) => !/^\d{1,4}[.)]?(?:\s|$)/.test(text)) ? { ...header, columns: header.columns.map((column) => (column === first ? { ...column, key: 'kod' } : column)) } : header;
}

/** "Stawka" over sums of money, without a price and beside the rates of the tax or over what is no rate of it, is the price of an hour. */
function isHourlyRate(column: Column, columns: readonly Column[], { money, rates, taxes }: ValuesUnder): boolean {
  const rateBeside = columns.some((other) => other !== column && other.key === 'stawka');
  return column.key === 'stawka' && (rateBeside || (taxes === 0 && column.length <= 6)) && money > rates && columns.every(({ key }) => key !== 'cena') && columns.some(({ key }) => key === 'ilosc');
}

/** How many sums and how many rates stand below a title, and how many of the sums may be rates of the tax as well ("23,00"). */
interface ValuesUnder { readonly money: number; readonly rates: number; readonly taxes: number }

/** Text layers glue a rate to the number before it, so that only its end stands under its title. */
const GLUED_RATE = /\d[.,]\d{2}\s(?:23|22|8|7|5|4|3|0)\s?%$/;

function valuesUnder(page: SheetPage, { last }: TableHeader, { x0, x1 }: Column, end: number): ValuesUnder {
  const values = page.rows.slice(last + 1, Math.min(end, last + 12)).flatMap((row) => row.filter(({ text, ...segment }) => [(segment.x0 + segment.x1) / 2, ...(GLUED_RATE.test(text) ? [segment.x1] : [])].some((x) => x > x0 - 1.5 && x < x1 + 1.5) && segment.x1 - segment.x0 < 12)).map(({ text }) => text.trim());
  const money = values.filter((text) => /\d\s?[.,]\s?\d{2}$/.test(text));
  return { money: money.length, taxes: money.filter((text) => /^(?:23|22|8|7|5|4|3|0)[.,]00$/.test(text)).length, rates: values.filter((text) => /^(?:\d[\d .,]*[.,]\d{2}\s)?\d{1,2}(?:[.,]00\s?%|\s?(?:%|96)?)$|^(?:zw|np|oo)\.?$/i.test(text)).length };
}

function level(row: readonly Segment[]): number {
  return row.reduce((sum, { cy }) => sum + cy, 0) / Math.max(1, row.length);
}

function holdsValues(row: readonly Segment[]): boolean {
  return row.some(({ text }) => /\d[.,]\d{2}(?!\d)|\d{4}/.test(text));
}

/** A head that shares its row with something else on the page ("Termin płatności: 12.04.2025"): what is left beside the values, where all of it is titles or their first lines. */
function withoutNeighbours(row: readonly Segment[], next: readonly Segment[]): readonly Segment[] {
  const isTitle = (segment: Segment): boolean => [segment.text, ...next.filter((other) => overlap(other, segment) > 0).map(({ text }) => `${segment.text} ${text}`)].some((text) => columnOf(text) !== null);
  const isValue = row.map((segment) => holdsValues([segment]));
  const right = row.slice(isValue.lastIndexOf(true) + 1), called = right.findLastIndex((segment) => !isTitle(segment));
  // what the whole table is called may stand before its titles
  const sides = [called === 0 ? right.slice(1) : right, row.slice(0, Math.max(0, isValue.indexOf(true)))];
  return isValue.includes(true) ? sides.find((side) => side.length >= 3 && side.every(isTitle)) ?? row : row;
}

/** A further row of a head that shares its first row with something else, which may go on beside it. */
function besideNeighbours(page: SheetPage, first: number, start: readonly Segment[], last: number): readonly Segment[] {
  const row = page.rows[last] ?? [], left = start[0]?.x0 ?? -Infinity, right = start.at(-1)?.x1 ?? Infinity;
  return start.length === page.rows[first]?.length ? row : row.filter(({ x0, x1 }) => x1 > left - 1 && x0 < right + 1);
}

function unnamed(pieces: readonly Piece[], columns: readonly Column[]): number {
  return stacksOf(pieces).filter((stack) => !columns.some(({ x0, x1 }) => stack.x0 < x1 && stack.x1 > x0)).length;
}

function titlesIn(row: readonly Segment[]): Piece[] {
  const typed = isTyped(row);
  return row.flatMap((segment) => cutTitles(segment, typed));
}

/** A segment as title pieces: whole if it is one title, else cut between words where both sides are titles. */
function cutTitles(segment: Segment, typed: boolean): Piece[] {
  const piece = (start: number, end: number): Piece => ({ text: segment.text.slice(start, end), x0: segment.glyphs[start]?.x0 ?? segment.x0, x1: segment.glyphs[end - 1]?.x1 ?? segment.x1, cy: segment.cy });
  const whole = piece(0, segment.text.length);
  const ruled = betweenTypedRules(segment.text, typed);
  if (ruled.length > 0 || (typed && segment.text.trim() === '|')) return ruled.map(({ start, end }) => piece(start, end));
  const words = [...segment.text.matchAll(/\S+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  if (words.length < 2 || words.length > 14) return [whole];
  const wholeTitle = titleOf(segment.text), cuts = cutWords(piece, words);
  if (wholeTitle && wholeTitle.closeness > 0.8 && (wholeTitle.closeness === 1 || !sayMore(cuts))) return [whole];
  return cuts.length > 1 ? joinTranslations(segment, cuts) : [whole];
}

/** "Cena %": a price or a value is no percentage, so that the sign behind it heads a column of its own; nor does one title name its currency twice or first. */
function titleOf(text: string): ColumnTitle | null {
  if ((text.match(/\b(?:pln|eur|usd)\b/gi)?.length ?? 0) > 1 || /^(?:pln|eur|usd)\s/i.test(text)) return null;
  const title = columnOf(text);
  return title && text.includes('%') && title.rate === undefined && (title.key === 'cena' || title.key === 'netto' || title.key === 'brutto') ? null : title;
}

/**
 * "Cena netto VAT", "Netto EUR VAT": what is a title only roughly is several, where each part is exactly the title of another column. What says of
 * which kind the price or the tax before it is ("Cena po rabacie netto", "bez podatku VAT") is no part of its own.
 */
function sayMore(cuts: readonly Piece[]): boolean {
  const titles = cuts.map(({ text }) => columnOf(text));
  const values = (i: number): boolean => titles[i]?.key === 'cena' || ((titles[i]?.key === 'netto' || titles[i]?.key === 'brutto') && !/netto|brutto/i.test(cuts[i]?.text ?? ''));
  // behind a currency "netto" is a column of its own only where yet another follows
  const apart = (i: number): boolean => titles[i - 1]?.key === 'cena' && CURRENCY.test(cuts[i - 1]?.text ?? '') && i < cuts.length - 1;
  const qualifies = (i: number): boolean => (values(i - 1) && /^(?:netto|brutto)$/i.test(cuts[i]?.text ?? '') && !apart(i))
    || (/podatk\p{L}*$/iu.test(cuts[i - 1]?.text ?? '') && /^vat$/i.test(cuts[i]?.text ?? ''));
  return cuts.length > 1 && titles.every((title) => title?.closeness === 1) && new Set(titles.map((title) => title?.key)).size >= Math.min(cuts.length, 2) && cuts.every((_, i) => i === 0 || (titles[i]?.key !== titles[i - 1]?.key && !qualifies(i)));
}

const CURRENCY = /(?:zł|pln|eur|usd)\W*$/i;

/** The cut that names most letters; one piece where nothing is named. */
function cutWords(piece: (start: number, end: number) => Piece, words: readonly { start: number; end: number }[]): Piece[] {
  // best[i]: most letters named by cutting the words before i
  const best: { score: number; cuts: Piece[] }[] = [{ score: 0, cuts: [] }];
  for (let i = 1; i <= words.length; i++) {
    let top = { score: (best[i - 1]?.score ?? 0) - 3, cuts: [...(best[i - 1]?.cuts ?? []), piece(words[i - 1]?.start ?? 0, words[i - 1]?.end ?? 0)] };
    for (let j = Math.max(0, i - 5); j < i; j++) {
      const part = piece(words[j]?.start ?? 0, words[i - 1]?.end ?? 0), title = titleOf(part.text);
      const score = (best[j]?.score ?? 0) + (title ? title.length * title.closeness - 1 : -99);
      if (score > top.score) top = { score, cuts: [...(best[j]?.cuts ?? []), part] };
    }
    best.push(top);
  }
  const result = best[words.length];
  return result && result.score > 4 ? result.cuts : [];
}

/** "Opis / Description" is one title in two languages, not two of the same kind. */
function joinTranslations(segment: Segment, cuts: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const cut of cuts) {
    const before = joined.at(-1), key = columnOf(cut.text)?.key;
    const slash = before && (/\/\s*$/.test(before.text) || cut.text.startsWith('/'));
    if (before && slash && key !== undefined && columnOf(before.text)?.key === key) joined[joined.length - 1] = { text: `${before.text} ${cut.text}`, x0: before.x0, x1: cut.x1, cy: segment.cy };
    else joined.push(cut);
  }
  return joined;
}
