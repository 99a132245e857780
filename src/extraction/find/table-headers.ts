import { compact } from '../read/normalise-text';
import type { Segment, SheetPage } from '../read/sheet.types';
import { columnOf, type ColumnKey, type ColumnTitle } from './column-titles';

export interface Column extends ColumnTitle { readonly x0: number; readonly x1: number }

/** The head of a table: rows `first` to `last` of its page, columns from left to right. */
export interface TableHeader { readonly page: number; readonly first: number; readonly last: number; readonly columns: readonly Column[] }

interface Piece { readonly text: string; readonly x0: number; readonly x1: number; readonly cy: number }

const MONEY_COLUMNS: ReadonlySet<ColumnKey> = new Set<ColumnKey>(['cena', 'cena_brutto', 'netto', 'vat', 'brutto']);
/** In em: lines of one title are not further apart. */
const TITLE_PITCH = 1.9;
const cache = new WeakMap<SheetPage, readonly TableHeader[]>();

/** The heads of all tables on a page, from top to bottom: bands of one to three rows with at least three different column titles, one of them of money. */
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
    // a line by itself is a caption, not the first line of a head, unless it glues several titles together
    const start = withoutNeighbours(page.rows[first] ?? []);
    if (start.length < 2 && start.flatMap(cutTitles).length < 3) continue;
    let best: { header: TableHeader; score: number } | null = null;
    const band: Piece[][] = [];
    for (let last = first; last < Math.min(first + 4, page.rows.length); last++) {
      const row = last === first ? start : page.rows[last] ?? [], before = page.rows[last - 1];
      if (holdsValues(row) || (last > first && before && level(row) - level(before) > TITLE_PITCH)) break;
      band.push(row.flatMap(cutTitles));
      const columns = columnsOf(band.flat());
      const keys = new Set(columns.map(({ key }) => key));
      const score = columns.reduce((sum, { closeness }) => sum + closeness, 0) + 0.5 * keys.size - 0.45 * unnamed(band.flat(), columns);
      const more = last > first && row.every((segment) => segment.text.length <= 6 || cutTitles(segment).every(({ text }) => columnOf(text) !== null));
      if (keys.size >= 3 && columns.some(({ key }) => MONEY_COLUMNS.has(key)) && (!best || score > best.score + (more ? -0.3 : 0.01))) best = { header: { page: page.page, first, last, columns: [...unknownBefore(band.flat(), columns), ...columns] }, score };
    }
    if (!best || best.score <= 2) continue;
    first = best.header.last;
    const above = found.at(-1);
    if (above && translates(best.header, above)) found[found.length - 1] = { ...above, last: best.header.last };
    else found.push(best.header);
  }
  return found.map((header) => settleRateColumns(page, header));
}

/** In em: a column of the same table is not further from the next. */
const NEXT_COLUMN = 10;

/** Unknown titles before the goods' are columns too: the goods' title may be centred, so that only they tell where names begin. */
function unknownBefore(pieces: readonly Piece[], [first]: readonly Column[]): Column[] {
  if (first?.key !== 'nazwa') return [];
  const found: Column[] = [];
  for (const { x0, x1 } of pieces.filter((piece) => piece.x1 < first.x0).sort((a, b) => b.x1 - a.x1)) {
    const next = found[0] ?? first;
    if (next.x0 - x1 < NEXT_COLUMN && x1 < next.x0) found.unshift({ key: 'kod', closeness: 0, length: 0, x0, x1 });
  }
  return found;
}

/** A head right below another that names columns of its again is its second line in another language. */
function translates(header: TableHeader, above: TableHeader): boolean {
  return header.first === above.last + 1 && header.columns.every((column) => above.columns.some((other) => other.key === column.key && Math.min(other.x1, column.x1) > Math.max(other.x0, column.x0)));
}

/** A title that says only "VAT" may head rates or sums: the values below it decide, or a column of sums of tax beside it. */
function settleRateColumns(page: SheetPage, header: TableHeader): TableHeader {
  const columns = header.columns.map((column): Column => {
    if (column.key !== 'vat' || column.length > 7) return column;
    const { money, rates } = valuesUnder(page, header, column);
    const sumBeside = header.columns.some((other) => other.key === 'vat' && other.length > column.length);
    return sumBeside && rates > 0 ? { ...column, key: 'stawka' } : money + rates === 0 ? column : { ...column, key: money > rates ? 'vat' : 'stawka' };
  });
  return { ...header, columns: columns.map((column) => (isHourlyRate(column, columns, valuesUnder(page, header, column)) ? { ...column, key: 'cena' } : column)) };
}

/** "Stawka" over sums of money, without a price and beside the rates of the tax or over what is no rate of it, is the price of an hour. */
function isHourlyRate(column: Column, columns: readonly Column[], { money, rates, taxes }: ValuesUnder): boolean {
  const rateBeside = columns.some((other) => other !== column && other.key === 'stawka');
  return column.key === 'stawka' && (rateBeside || (taxes === 0 && column.length <= 6)) && money > rates && columns.every(({ key }) => key !== 'cena') && columns.some(({ key }) => key === 'ilosc');
}

/** How many sums and how many rates stand below a title, and how many of the sums may be rates of the tax as well ("23,00"). */
interface ValuesUnder { readonly money: number; readonly rates: number; readonly taxes: number }

/** Text layers glue a rate to the number before it. */
function valuesUnder(page: SheetPage, { last }: TableHeader, { x0, x1 }: Column): ValuesUnder {
  const values = page.rows.slice(last + 1, last + 12).flatMap((row) => row.filter((segment) => (segment.x0 + segment.x1) / 2 > x0 - 1.5 && (segment.x0 + segment.x1) / 2 < x1 + 1.5 && segment.x1 - segment.x0 < 12)).map(({ text }) => text.trim());
  const money = values.filter((text) => /\d\s?[.,]\s?\d{2}$/.test(text));
  return { money: money.length, taxes: money.filter((text) => /^(?:23|22|8|7|5|4|3|0)[.,]00$/.test(text)).length, rates: values.filter((text) => /^(?:\d[\d .,]*[.,]\d{2}\s)?\d{1,2}(?:[.,]00\s?%|\s?(?:%|96)?)$|^(?:zw|np|oo)\.?$/i.test(text)).length };
}

function level(row: readonly Segment[]): number {
  return row.reduce((sum, { cy }) => sum + cy, 0) / Math.max(1, row.length);
}

function holdsValues(row: readonly Segment[]): boolean {
  return row.some(({ text }) => /\d[.,]\d{2}(?!\d)|\d{4}/.test(text));
}

/** A head that shares its row with something else on the page ("Termin płatności: 12.04.2025"): what is left beside the values, where all of it is titles. */
function withoutNeighbours(row: readonly Segment[]): readonly Segment[] {
  const isValue = row.map((segment) => holdsValues([segment]));
  const sides = [row.slice(isValue.lastIndexOf(true) + 1), row.slice(0, Math.max(0, isValue.indexOf(true)))];
  return isValue.includes(true) ? sides.find((side) => side.length >= 3 && side.every(({ text }) => columnOf(text) !== null)) ?? row : row;
}

function unnamed(pieces: readonly Piece[], columns: readonly Column[]): number {
  return pieces.filter((piece) => !columns.some(({ x0, x1 }) => piece.x0 < x1 && piece.x1 > x0)).length;
}

/** What stands between the upright rules of a table that was typed with them ("| 1 | Profil |"); nothing where there are no two rules. */
export function betweenTypedRules(text: string): { start: number; end: number }[] {
  if ((text.match(/(?<=^|\s)\|(?=\s|$)/g) ?? []).length < 2) return [];
  return [...text.matchAll(/[^|\s](?:[^|]*[^|\s])?/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** A segment as title pieces: whole if it is one title, else cut between words where both sides are titles. */
function cutTitles(segment: Segment): Piece[] {
  const piece = (start: number, end: number): Piece => ({ text: segment.text.slice(start, end), x0: segment.glyphs[start]?.x0 ?? segment.x0, x1: segment.glyphs[end - 1]?.x1 ?? segment.x1, cy: segment.cy });
  const whole = piece(0, segment.text.length);
  const typed = betweenTypedRules(segment.text);
  if (typed.length > 0) return typed.map(({ start, end }) => piece(start, end));
  const words = [...segment.text.matchAll(/\S+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const wholeTitle = columnOf(segment.text);
  if (words.length < 2 || words.length > 14 || (wholeTitle && wholeTitle.closeness > 0.8)) return [whole];
  // best[i]: most letters named by cutting the words before i
  const best: { score: number; cuts: Piece[] }[] = [{ score: 0, cuts: [] }];
  for (let i = 1; i <= words.length; i++) {
    let top = { score: (best[i - 1]?.score ?? 0) - 3, cuts: [...(best[i - 1]?.cuts ?? []), piece(words[i - 1]?.start ?? 0, words[i - 1]?.end ?? 0)] };
    for (let j = Math.max(0, i - 5); j < i; j++) {
      const part = piece(words[j]?.start ?? 0, words[i - 1]?.end ?? 0), title = columnOf(part.text);
      const score = (best[j]?.score ?? 0) + (title ? title.length * title.closeness - 1 : -99);
      if (score > top.score) top = { score, cuts: [...(best[j]?.cuts ?? []), part] };
    }
    best.push(top);
  }
  const result = best[words.length];
  return result && result.score > 4 && result.cuts.length > 1 ? joinTranslations(segment, result.cuts) : [whole];
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

/** Pieces that stand over each other as columns; the text of a column is read from top to bottom. */
function columnsOf(pieces: readonly Piece[]): Column[] {
  const stacks: Piece[][] = [];
  for (const piece of [...pieces].sort((a, b) => a.x0 - b.x0)) {
    const over = stacks.find((stack) => stack.some((other) => Math.min(other.x1, piece.x1) - Math.max(other.x0, piece.x0) > 0.35 * Math.min(other.x1 - other.x0, piece.x1 - piece.x0) && Math.abs(other.cy - piece.cy) > 0.6));
    if (over) over.push(piece);
    else stacks.push([piece]);
  }
  const titled = stacks.map((stack) => {
    stack.sort((a, b) => a.cy - b.cy || a.x0 - b.x0);
    return { text: compact(stack.map(({ text }) => text).join('')).text, title: bestTitle(stack), x0: Math.min(...stack.map(({ x0 }) => x0)), x1: Math.max(...stack.map(({ x1 }) => x1)) };
  }).sort((a, b) => a.x0 - b.x0);
  // a named value may tell which title is the goods', and a quantity found after that which one is the value
  const titles = numberBeforeName(titled, quantityUnnamed(nameUnnamed(valueUnnamed(titled, titled.map(({ title }) => title)))));
  return valueUnnamed(titled, titles).flatMap((title, i): Column[] => {
    const at = titled[i];
    return title && at ? [{ ...title, x0: at.x0, x1: at.x1 }] : [];
  });
}

/** A head with quantities or prices but no known title for the goods: an unknown title before them is theirs. */
function nameUnnamed(titles: readonly (ColumnTitle | null)[]): (ColumnTitle | null)[] {
  const known = titles.flatMap((title) => title?.key ?? []);
  const first = titles.findIndex((title) => title !== null && title.key !== 'lp' && title.key !== 'kod');
  if (known.includes('nazwa') || known.length < 3 || !(known.includes('ilosc') || known.includes('cena'))) return [...titles];
  const at = titles.slice(0, first).findLastIndex((title) => title === null);
  return titles.map((title, i) => (i === at ? { key: 'nazwa', closeness: 0.5, length: 4 } : title));
}

/** An unreadable title beside the unit, before the price, is the quantity's. */
function quantityUnnamed(titles: readonly (ColumnTitle | null)[]): (ColumnTitle | null)[] {
  const unit = titles.findIndex((title) => title?.key === 'jednostka'), price = titles.findIndex((title) => title?.key === 'cena');
  if (unit < 0 || titles.some((title) => title?.key === 'ilosc')) return [...titles];
  const at = [unit + 1, unit - 1].find((i) => i > 0 && titles[i] === null && (price < 0 || i < price));
  return titles.map((title, i) => (i === at ? { key: 'ilosc', closeness: 0.5, length: 4 } : title));
}

/** "Item", "Pozycja" right before the goods' description is their number. */
function numberBeforeName(titled: readonly { x0: number; x1: number }[], titles: readonly (ColumnTitle | null)[]): (ColumnTitle | null)[] {
  const [first, second] = titles, at = titled[0];
  if (first?.key !== 'nazwa' || second?.key !== 'nazwa' || !at || at.x1 - at.x0 > 3.5) return [...titles];
  return [{ ...first, key: 'lp' }, ...titles.slice(1)];
}

/** A head of goods with no sum named: "Kwota", "Suma" or "Betrag" is the value of the line, in the terms of its price, which may be called a rate. */
function valueUnnamed(titled: readonly { text: string }[], titles: readonly (ColumnTitle | null)[]): (ColumnTitle | null)[] {
  const keys = titles.map((title) => title?.key);
  if (!(keys.includes('cena') || keys.includes('stawka')) || !keys.includes('ilosc') || keys.includes('netto') || keys.includes('brutto')) return [...titles];
  const at = titled.findLastIndex(({ text }, i) => titles[i] === null && /^(?:kwota|suma|betrag|gesamtpreis|gesamt)(?:pln|eur|usd|zl)?$/.test(text));
  return titles.map((title, i) => (i === at ? { key: 'netto', closeness: 1, length: 5, unsaid: true } : title));
}

/** The longest title in a stack: all its lines together, or, in bilingual heads, one of them. */
function bestTitle(stack: readonly Piece[]): ColumnTitle | null {
  const texts = [stack.map(({ text }) => text).join(' '), stack.map(({ text }) => text.replace(/[-\u00ad]$/, '')).join(''), ...stack.slice(0, -1).map((_, i) => stack.slice(0, i + 1).map(({ text }) => text).join(' ')), ...stack.map(({ text }) => text)];
  let best: ColumnTitle | null = null;
  for (const text of texts.flatMap((one) => [one, ...one.split(/[/·•|]|\s[-–]\s/)])) {
    const title = columnOf(text);
    if (title && (!best || title.length * title.closeness > best.length * best.closeness + 0.5)) best = title;
  }
  return best;
}
