import { compact } from '../read/normalise-text';
import { columnOf, type ColumnTitle } from './column-titles';

/** A column of a table: its title and where that stands; `values` is where most values below it were found to stand. */
export interface Column extends ColumnTitle { readonly x0: number; readonly x1: number; readonly values?: Extent }
export interface Extent { readonly x0: number; readonly x1: number }

/** Text in the head of a table that may be a title or a line of one. */
export interface Piece { readonly text: string; readonly x0: number; readonly x1: number; readonly cy: number }

/** Lines of one title, and the titles of several columns above it that it shares ("Podatek VAT" over "stawka" and "kwota"). */
interface Stack { readonly pieces: readonly Piece[]; readonly over: readonly Piece[]; readonly x0: number; readonly x1: number }

/** Pieces that stand over each other as columns; the text of a column is read from top to bottom. */
export function columnsOf(pieces: readonly Piece[]): Column[] {
  const titled = stacksOf(pieces).map((stack) => ({ text: compact(stack.pieces.map(({ text }) => text).join('')).text, title: titleOf(stack), x0: stack.x0, x1: stack.x1 }));
  // a named value may tell which title is the goods', and a quantity found after that which one is the value
  const titles = numberBeforeName(titled, quantityUnnamed(nameUnnamed(titled, valueUnnamed(titled, priceUnnamed(titled, titled.map(({ title }) => title))))));
  return oneName(valueUnnamed(titled, titles)).flatMap((title, i): Column[] => {
    const at = titled[i];
    return title && at ? [{ ...title, x0: at.x0, x1: at.x1 }] : [];
  });
}

/** The stacks of a head from left to right. */
export function stacksOf(pieces: readonly Piece[]): Stack[] {
  const spans = pieces.filter((piece) => childrenOf(piece, pieces).length > 1);
  const stacks: Piece[][] = [];
  for (const piece of pieces.filter((one) => !spans.includes(one)).sort((a, b) => a.x0 - b.x0)) {
    const over = stacks.find((stack) => stack.some((other) => overlap(other, piece) > 0.35 * Math.min(other.x1 - other.x0, piece.x1 - piece.x0) && Math.abs(other.cy - piece.cy) > 0.6));
    if (over) over.push(piece);
    else stacks.push([piece]);
  }
  return stacks.map((stack): Stack => {
    const sorted = [...stack].sort((a, b) => a.cy - b.cy || a.x0 - b.x0);
    const x0 = Math.min(...stack.map((piece) => piece.x0)), x1 = Math.max(...stack.map((piece) => piece.x1));
    return { pieces: sorted, x0, x1, over: spans.filter((span) => span.cy < (sorted[0]?.cy ?? 0) && spannedBy(span, pieces, { x0, x1 })) };
  }).sort((a, b) => a.x0 - b.x0);
}

/** How far two extents lie over each other, in em; negative where they stand apart. */
export function overlap(a: Extent, b: Extent): number {
  return Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
}

/** What stands below a piece, side by side in one line and each partly below it. */
function childrenOf(piece: Piece, pieces: readonly Piece[]): readonly Piece[] {
  const below = pieces.filter((other) => other.cy > piece.cy + 0.5 && overlap(piece, other) > 0.15 * (other.x1 - other.x0));
  return below.filter((one) => below.some((other) => other !== one && Math.abs(other.cy - one.cy) < 1.1 && overlap(one, other) < -0.4));
}

/** A title over several columns is centred over them, so that it reaches as far to the right as to the left. */
function spannedBy(span: Piece, pieces: readonly Piece[], { x0, x1 }: Extent): boolean {
  const middle = (span.x0 + span.x1) / 2;
  const reach = Math.max(...childrenOf(span, pieces).map((child) => Math.max(child.x1 - middle, middle - child.x0))) + 0.5;
  return Math.abs((x0 + x1) / 2 - middle) < reach;
}

/** Under a shared title a line may be a title together with it, else by itself; if neither, the shared title is all there is. */
function titleOf({ pieces, over }: Stack): ColumnTitle | null {
  const own = bestTitle(pieces), shared = over.at(-1);
  if (!shared) return own;
  const both = columnOf([shared, ...pieces].map(({ text }) => text).join(' '));
  return both && both.closeness > 0.8 ? both : own;
}

/** Titles of what is no name. */
const NUMBERS = /^(?:nr|numer|data|kod|symbol)/;

/** A head with quantities or prices but no known title for the goods: an unknown title before them is theirs. */
function nameUnnamed(titled: readonly { text: string }[], titles: readonly (ColumnTitle | null)[]): (ColumnTitle | null)[] {
  const known = titles.flatMap((title) => title?.key ?? []);
  const first = titles.findIndex((title) => title !== null && title.key !== 'lp' && title.key !== 'kod');
  if (known.includes('nazwa') || known.length < 3 || !(known.includes('ilosc') || known.includes('cena'))) return [...titles];
  const at = titles.slice(0, first).findLastIndex((title, i) => title === null && !NUMBERS.test(titled[i]?.text ?? ''));
  return titles.map((title, i) => (i === at ? { key: 'nazwa', closeness: 0.5, length: 4 } : title));
}

/** An unreadable title beside the unit, before the price, is the quantity's. */
function quantityUnnamed(titles: readonly (ColumnTitle | null)[]): (ColumnTitle | null)[] {
  const unit = titles.findIndex((title) => title?.key === 'jednostka'), price = titles.findIndex((title) => title?.key === 'cena');
  if (unit < 0 || titles.some((title) => title?.key === 'ilosc')) return [...titles];
  const at = [unit + 1, unit - 1].find((i) => i > 0 && titles[i] === null && (price < 0 || i < price));
  return titles.map((title, i) => (i === at ? { key: 'ilosc', closeness: 0.5, length: 4 } : title));
}

/** "Cena kat.", "Cena hurt.": the only title that begins with "price" is the price's, of whatever kind, where net values stand beside it and no price after a discount. */
function priceUnnamed(titled: readonly { text: string }[], titles: readonly (ColumnTitle | null)[]): (ColumnTitle | null)[] {
  const priced = titled.flatMap(({ text }, i) => (/^cena(?!.*brutto)/.test(text) || titles[i]?.key === 'cena' || titles[i]?.key === 'cena_brutto' ? [i] : []));
  const net = titles.some((title) => title?.key === 'netto') && !titled.some(({ text }) => /^(?:cena)?po(?:rab|upu|opu)/.test(text));
  return titles.map((title, i) => (title === null && net && priced.length === 1 && i === priced[0] ? { key: 'cena', closeness: 0.6, length: 4 } : title));
}

/** "Item", "Pozycja" right before the goods' description is their number. */
function numberBeforeName(titled: readonly { x0: number; x1: number }[], titles: readonly (ColumnTitle | null)[]): (ColumnTitle | null)[] {
  const [first, second] = titles, at = titled[0];
  if (first?.key !== 'nazwa' || second?.key !== 'nazwa' || !at || at.x1 - at.x0 > 3.5) return [...titles];
  return [{ ...first, key: 'lp' }, ...titles.slice(1)];
}

/** Of two titles of goods, one read as it is written and the other only like one, the other is of something else ("Rysunek / Zeichnung" beside "Bezeichnung"). */
function oneName(titles: readonly (ColumnTitle | null)[]): (ColumnTitle | null)[] {
  const exact = titles.some((title) => title?.key === 'nazwa' && title.closeness === 1);
  return titles.map((title) => (exact && title?.key === 'nazwa' && title.closeness < 1 ? null : title));
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
  const lines = stack.map(({ text }) => columnOf(text)), below = stack.slice(1).flatMap(({ text }) => text.split('/').map((part) => columnOf(part)?.key));
  // the line of a batch or a second code below the goods' title says what is printed below their name
  const name = lines[0]?.key === 'nazwa' && lines[0].closeness > 0.8 && below.includes('kod') ? lines[0] : null;
  if (name) return name;
  const texts = [stack.map(({ text }) => text).join(' '), stack.map(({ text }) => text.replace(/[-\u00ad]$/, '')).join(''), ...stack.slice(0, -1).map((_, i) => stack.slice(0, i + 1).map(({ text }) => text).join(' ')), ...stack.map(({ text }) => text)];
  let best: ColumnTitle | null = null;
  for (const text of texts.flatMap((one) => [one, ...one.split(/[/·•|]|\s[-–]\s/)])) {
    const title = columnOf(text);
    if (title && (!best || title.length * title.closeness > best.length * best.closeness + 0.5)) best = title;
  }
  return best;
}
