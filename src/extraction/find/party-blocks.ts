import { wholePlace } from '../read/evidence';
import type { LabelHit } from '../read/find-labels';
import { approximateHits, preparePattern } from '../read/fuzzy-match';
import { LESSEE, LESSOR, type LabelKey } from '../read/label-dictionary';
import { compact } from '../read/normalise-text';
import type { Place, Segment, SheetPage } from '../read/sheet.types';
import { hasLegalForm, POSTCODE } from './address-form';
import { findTableHeaders } from './table-headers';
import { hitsOf, inlineRange, pageOf, segmentsRight, type LabelledSheet } from './label-values';

export type Role = 'sprzedawca' | 'nabywca' | 'odbiorca' | 'platnik' | 'wystawca';

/** The lines of one party: what stands under, behind or beside its title. */
export interface PartyBlock {
  readonly role: Role;
  /** Null for a block recognised by its form alone. */
  readonly title: LabelHit | null;
  /** The title, or the first line. */
  readonly anchor: Segment;
  readonly lines: readonly Place[];
  /** All segments of the block, for telling to whom a NIP belongs. */
  readonly members: ReadonlySet<Segment>;
}

const ROLES: readonly Role[] = ['sprzedawca', 'nabywca', 'odbiorca', 'platnik', 'wystawca'];
/** Whom an invoice is about; the other roles only stand beside them. */
const PARTIES: ReadonlySet<string> = new Set<Role>(['sprzedawca', 'nabywca']);
/** Labels of the document as a whole: a party's block ends where one of them begins. */
const ENDS: ReadonlySet<LabelKey> = new Set<LabelKey>(['numer_faktury', 'data_wystawienia', 'data_sprzedazy', 'data_wystawienia_i_sprzedazy', 'termin_platnosci', 'sposob_platnosci', 'do_zaplaty', 'razem', 'kwota_slownie', 'uwagi', 'podpis', 'numer_ksef',
  'faktura_korygowana', 'przyczyna', 'suma_netto', 'suma_brutto', 'waluta', 'przed', 'po', 'roznica', 'numer_obcy', 'data_obca', 'miejsce', 'zaplacono']);
/** In em: rows of a block are never further apart. */
const MAX_GAP = 3.4;
/** In em: lines next to each other; where the name of the party beside is broken, the others of its row stand so far below that line. */
const PITCH = 2.4;
const MAX_ROWS = 14;
/** In em: the lines below a title that show how its cell is set. */
const CELL = 6.5;
/** Lines of one column do not begin at quite the same x. */
const EDGE = 0.1;
/** What a title says about itself before its colon or the first line: "(rolnik ryczałtowy)", "[K-107]:"; recognisers lose the first bracket or read a stroke. */
const ASIDE = /^\s{0,3}(?:(?:\([^)]{0,80}\)|\[[^\]]{0,80}\])(?=\s|:|$)|[\p{L}\d\s./|-]{1,20}[)\]](?=\s?:))/u;
/** A title said again behind a slash, in a language or a script that the dictionary need not know. */
const SECOND_TITLE = /^\s{0,3}\/[^:\d,]{2,40}(?::|$)/u;

/** The party's number in the books of whoever prints, and nothing more: "Dostawca nr 55102". */
const CODE = /^\s(?:nr|numer|kod|id)\.?\s?[\p{L}/-]{0,6}\d[\d/-]{1,14}\s{0,3}:?\s{0,3}$/u;
/** A word that the dictionary need not know, and the title behind a slash: "Gość / Płatnik". */
const OTHER_WORD = /^\p{Lu}\p{L}{1,20}\s?[/|]\s?$/u;

/** In em: how far apart "Od" and "Dla" stand above each other. */
const OD_ABOVE_DLA = 12;
/** What the parties of a lease or a tenancy are called, on their own invoices and on those of others. */
const CONTRACT = [...LESSOR, ...LESSEE].map((word) => preparePattern(compact(word).text));

/** Whether a title tells a party's part in a lease rather than in the sale. */
export function isContractTitle({ segment, start, end }: LabelHit): boolean {
  const { text } = compact(segment.text.slice(start, end));
  return CONTRACT.some((word) => approximateHits(word, text, Math.floor(word.text.length / 5)).length > 0);
}

/** A title over nothing is the caption of a signature, or stands before a number alone ("Klient: 118842"): it tells whose that is, but names nobody. */
export function isFilled({ lines }: PartyBlock): boolean {
  return lines.some(({ segment, start, end }) => /\p{L}{2}/u.test(segment.text.slice(start, end)));
}

/** All party blocks of the document, traps (recipient, payer) included, so that their lines go to nobody else. */
export function findPartyBlocks(view: LabelledSheet): PartyBlock[] {
  const named = joinTitles(hitsOf(view, ...ROLES).filter((hit) => isTitle(view, hit)));
  const titles = [...named, ...titlesBesideFor(view, named)];
  // A title's neighbours are those of its page: a long document must not cost the square of its length.
  const byPage = new Map(view.sheet.pages.map(({ page }) => [page, titles.filter(({ segment }) => segment.page === page)]));
  return titles.map((title) => buildBlock(view, title, byPage.get(title.segment.page) ?? []));
}

/** "Wystawca (Podmiot 1)", "Odbiorca faktury / Rechnungsempfänger": titles of one block, whose role is the seller's or the buyer's among them. */
function joinTitles(titles: readonly LabelHit[]): LabelHit[] {
  const joined: LabelHit[] = [];
  for (const title of titles) {
    const last = joined.at(-1);
    const same = last && last.segment === title.segment && PARTIES.has(last.key) !== PARTIES.has(title.key) && /^\s{0,3}[/(|[]\s{0,3}$/.test(title.segment.text.slice(last.end, title.start));
    if (same) joined[joined.length - 1] = { ...title, key: PARTIES.has(last.key) ? last.key : title.key, closeness: Math.max(last.closeness, title.closeness) };
    else joined.push(title);
  }
  return joined;
}

/** "Od" is a word of any sentence; alone beside or above a "Dla" that stands alone it is the seller's title. */
function titlesBesideFor(view: LabelledSheet, titles: readonly LabelHit[]): LabelHit[] {
  const buyers = titles.filter(({ whole, segment }) => whole && /^dla\W{0,3}$/.test(segment.folded)).map(({ segment }) => segment);
  if (buyers.length === 0 || titles.some(({ key }) => key === 'sprzedawca')) return [];
  return [...new Set(buyers.map((buyer) => pageOf(view, buyer)))].flatMap((page) => (page?.segments ?? []).filter(({ folded }) => /^od\W{0,3}$/.test(folded)))
    .filter(({ page, cy, x0 }) => buyers.some((buyer) => buyer.page === page && (Math.abs(cy - buyer.cy) < 1 || (Math.abs(x0 - buyer.x0) < 1 && Math.abs(cy - buyer.cy) < OD_ABOVE_DLA))))
    .map((segment) => ({ key: 'sprzedawca', segment, start: 0, end: 2, closeness: 1, leading: true, whole: true, weak: true, length: 2 }));
}

/** A title stands alone, or before a colon, a second title or the name itself; a word in a sentence is none. */
function isTitle(view: LabelledSheet, hit: LabelHit): boolean {
  if (!hit.leading) return OTHER_WORD.test(hit.segment.text.slice(0, hit.start)) && /^\W*$/.test(hit.segment.folded.slice(hit.end));
  if (hit.whole) return true;
  const { start, end } = inlineRange(view, hit);
  const rest = hit.segment.text.slice(start, end);
  const other = (view.labels.get(hit.segment) ?? []).find((label) => label.start >= start && label.key !== hit.key);
  if (other && !/[\p{L}\d]/u.test(hit.segment.text.slice(start, other.start))) return other.key === 'nip' || ROLES.includes(other.key as Role) || ['nazwa', 'dane', 'adres'].includes(other.key);
  if (hit.key === 'odbiorca' && /^\s\p{Ll}{1,30}(?:\s\p{Ll}{1,30})?\s?:\s{0,3}$/u.test(rest)) return true;
  // "Klient nr 3307:", "Nabywca/Płatnik 300871:"
  if (hit.key === 'nabywca' && /^\s(?:(?:nr|numer|kod|id)\.?\s?[\p{L}\d/-]{1,15}|\d{2,12})\s?:\s{0,3}$/u.test(rest)) return true;
  if (CODE.test(rest)) return true;
  return /^\s*[)\]]?\s{0,3}[:/|([]/.test(rest) || ASIDE.test(rest) || (!hit.weak && hit.closeness === 1 && /^\s+[\p{Lu}"„]/u.test(rest));
}

function buildBlock(view: LabelledSheet, title: LabelHit, titles: readonly LabelHit[]): PartyBlock {
  const page = pageOf(view, title.segment);
  const lines: Place[] = [];
  const members = new Set<Segment>([title.segment]);
  const inline = nameBehind(view, title);
  if (inline) lines.push(inline);
  const beside = lines.length === 0 ? besideTitle(view, title, titles) : null;
  if (beside) pushRow(view, untilLabel(view, pageOf(view, beside)?.rows[beside.row]?.slice(beside.column) ?? [beside]), lines, members);
  if (page) collect(view, page, title, titles, beside, lines, members);
  for (const { segment } of lines) members.add(segment);
  return { role: title.key as Role, title, anchor: title.segment, lines: afterBracket(title, lines), members };
}

/** A bracket that a title opens may close on a line below it: "Nabywca (wystawca faktury w" / "imieniu sprzedawcy)". */
function afterBracket({ segment: { text }, end }: LabelHit, lines: readonly Place[]): Place[] {
  if (!/^\s{0,3}\([^)]*$/.test(text.slice(end))) return [...lines];
  const closing = lines.findIndex(({ segment, start }) => /^[^(]*\)/.test(segment.text.slice(start))), last = lines[closing];
  if (!last || closing > 1) return [...lines];
  const rest = { ...last, start: last.segment.text.indexOf(')', last.start) + 1 };
  return [...(/\p{L}{2}/u.test(last.segment.text.slice(rest.start, rest.end)) ? [rest] : []), ...lines.slice(closing + 1)];
}

/** What stands behind a title in its own segment, without what belongs to the title. */
function nameBehind(view: LabelledSheet, title: LabelHit): Place | null {
  const { start, end } = rangeBehind(view, title);
  const rest = title.segment.text.slice(start, end);
  if (CODE.test(rest)) return null;
  const second = SECOND_TITLE.exec(rest)?.[0] ?? '';
  const aside = ASIDE.exec(rest)?.[0].length ?? (hasLegalForm(second) ? 0 : second.length);
  const from = aside + (/^[\s:/|-]*/.exec(rest.slice(aside))?.[0].length ?? 0);
  // a line that ends in a colon or a bracket still belongs to the title: "Odbiorca materiałów:"
  const name = rest.slice(from).replace(/^(?:\([^)]{0,200}\)|[^:]{0,200}:)\s{0,3}$/, '');
  return /[\p{L}\d]{2}/u.test(name) ? { segment: title.segment, start: start + from, end } : null;
}

/** Where the name may stand behind a title: what a bracket says of it is no name, and no label either ("Zleceniodawca (płatnik): …", "SPRZEDAWCA (podwykonawca)"). */
function rangeBehind(view: LabelledSheet, title: LabelHit): { start: number; end: number } {
  const { text } = title.segment, bracket = /^\s{0,3}(?:\([^)]{1,80}\)|[)\]])/.exec(text.slice(title.end))?.[0].length ?? 0;
  return inlineRange(view, { ...title, end: title.end + bracket });
}

/** The first line of a block whose title stands to its left: text on the title's row while nothing starts under the title. */
function besideTitle(view: LabelledSheet, title: LabelHit, titles: readonly LabelHit[]): Segment | null {
  const [right] = segmentsRight(view, title, 18);
  if (!right || titles.some(({ segment }) => segment === right) || !/\p{L}{2}/u.test(right.text) || (view.labels.get(right) ?? []).some(({ key, weak }) => !weak && ENDS.has(key))) return null;
  const below = pageOf(view, title.segment)?.segments.filter(({ cy, x0, x1 }) => cy - title.segment.cy > 0.5 && cy - title.segment.cy < 2.6 && x0 < title.segment.x1 && x1 > title.segment.x0) ?? [];
  const free = below.every((segment) => (view.labels.get(segment) ?? []).some(({ leading, key, whole, end }) => leading && (key !== 'nazwa' || whole || /^\s*:/.test(segment.text.slice(end)))) || segment.cy - title.segment.cy > 2.2);
  return free ? right : null;
}

function collect(view: LabelledSheet, page: SheetPage, title: LabelHit, titles: readonly LabelHit[], beside: Segment | null, lines: Place[], members: Set<Segment>): void {
  const [low, high] = columnBounds(page, title, titles);
  let left = beside?.x0 ?? cellEdge(page, title, titles, low, high), lastY = title.segment.cy, taken = 0, held = -Infinity;
  for (const row of page.rows.slice(title.segment.row + 1)) {
    const inside = row.filter((segment) => segment.x0 >= low - EDGE && segment.x0 < high - EDGE && segment.cy > title.segment.cy);
    const first = inside.find((segment) => (left === null ? startsBlock(segment, title) : Math.abs(segment.x0 - left) < 2.6 || centred(segment, title) || nested(segment, lines)));
    if (!first) {
      if (inside.length > 0 && (inside[0]?.cy ?? 0) - lastY > MAX_GAP) break;
      if (titles.length > 1 && row[0] && row[0].cy - lastY < PITCH && !labelled(view, row[0])) held = row[0].cy;
      continue;
    }
    const near = first.cy - lastY <= MAX_GAP + (taken === 0 ? 1 : 0) || (held > lastY && first.cy - held <= PITCH);
    if (!near || taken >= MAX_ROWS || inTableHead(page, first)) break;
    if (endsBlock(view, first, titles) || valueOfOther(view, inside, first, title)) break;
    left ??= Math.min(first.x0, title.segment.x0);
    lastY = first.cy;
    taken++;
    pushRow(view, inside.slice(inside.indexOf(first)), lines, members);
  }
}

function labelled(view: LabelledSheet, segment: Segment): boolean {
  return (view.labels.get(segment) ?? []).some(({ leading }) => leading);
}

/** The value of a label of the document that stands to its left under the title, as in a list of "Nabywca: …", "Data wystawienia: …". */
function valueOfOther(view: LabelledSheet, inside: readonly Segment[], first: Segment, title: LabelHit): boolean {
  const before = inside[inside.indexOf(first) - 1];
  return before !== undefined && before.x0 > title.segment.x0 - 1 && (view.labels.get(before) ?? []).some(({ key, leading, whole }) => leading && whole && ENDS.has(key));
}

/** On a row of a table's head, and not to the left of its titles: a column of parties may run down beside a table. */
function inTableHead(page: SheetPage, { row, x1 }: Segment): boolean {
  return findTableHeaders(page).some(({ first, last, columns }) => row >= first && row <= last && x1 > Math.min(...columns.filter(({ closeness }) => closeness > 0).map(({ x0 }) => x0)));
}

/** The first segment of a row, and what continues it: the value of a label, or text a word gap away. */
function pushRow(view: LabelledSheet, row: readonly Segment[], lines: Place[], members: Set<Segment>): void {
  let last: Segment | undefined;
  for (const segment of row) {
    const labelBefore = last !== undefined && (view.labels.get(last) ?? []).some(({ whole }) => whole);
    if (last && !labelBefore && segment.x0 - last.x1 > 1.8) {
      if ((view.labels.get(segment) ?? []).some(({ key, leading }) => leading && (key === 'nip' || key === 'identyfikator_obcy')) && segment.x0 - last.x1 < 8) members.add(segment);
      break;
    }
    lines.push(wholePlace(segment));
    members.add(segment);
    last = segment;
  }
}

/** The segments of a row before the next one that a label begins. */
function untilLabel(view: LabelledSheet, row: readonly Segment[]): readonly Segment[] {
  const end = row.findIndex((segment, i) => i > 0 && labelled(view, segment));
  return end < 0 ? row : row.slice(0, end);
}

function startsBlock(segment: Segment, title: LabelHit): boolean {
  const { x0, x1 } = title.segment;
  return Math.abs(segment.x0 - x0) < 3.5 || (segment.x0 < x1 + 1 && segment.x1 > x0 - 1);
}

/** The left edge of the lines of a table cell whose title is centred over them, beside another such title: none of them need begin under it. */
function cellEdge(page: SheetPage, { segment: title, whole }: LabelHit, titles: readonly LabelHit[], low: number, high: number): number | null {
  if (!whole || !titles.some(({ segment }) => segment !== title && Math.abs(segment.cy - title.cy) < 0.6)) return null;
  const below = page.rows.slice(title.row + 1).flatMap((row) => row.find(({ x0, cy }) => x0 >= low - EDGE && x0 < high - EDGE && cy > title.cy && cy - title.cy < CELL) ?? []);
  const [first] = below;
  const flush = first ? below.filter(({ x0 }) => Math.abs(x0 - first.x0) < 0.6) : [];
  const inCell = first !== undefined && first.cy - title.cy < MAX_GAP && first.x1 < title.x1 + 14 && flush.length >= 3 && flush.length === below.length;
  return inCell && first.x0 < title.x0 && flush.some(({ text }) => POSTCODE.test(text)) ? first.x0 : null;
}

/** A line within the width of those before it, as in a centred block. */
function nested(segment: Segment, lines: readonly Place[]): boolean {
  return lines.some((line) => line.segment.row < segment.row && segment.x0 > line.segment.x0 - 1 && segment.x1 < line.segment.x1 + 1);
}

function centred(segment: Segment, title: LabelHit): boolean {
  return Math.abs((segment.x0 + segment.x1) / 2 - (title.segment.x0 + title.segment.x1) / 2) < 1.6;
}

function endsBlock(view: LabelledSheet, segment: Segment, titles: readonly LabelHit[]): boolean {
  if (titles.some((title) => title.segment === segment)) return true;
  return (view.labels.get(segment) ?? []).some(({ key, leading, weak, whole, segment: { text }, end }) => leading && ENDS.has(key) && (!weak || whole || /^\s*:/.test(text.slice(end))));
}

/** Left and right limit of a title's column: the emptiest cut between it and the neighbouring titles of its band. */
function columnBounds(page: SheetPage, title: LabelHit, titles: readonly LabelHit[]): [number, number] {
  const band = titles.filter((other) => other.segment !== title.segment && Math.abs(other.segment.cy - title.segment.cy) < 2.5);
  const left = band.filter(({ segment }) => segment.x1 <= title.segment.x0 + 1).sort((a, b) => b.segment.x1 - a.segment.x1)[0];
  const right = band.filter(({ segment }) => segment.x0 >= title.segment.x1 - 1).sort((a, b) => a.segment.x0 - b.segment.x0)[0];
  return [left ? emptiestCut(page, left.segment, title.segment) : -Infinity, right ? emptiestCut(page, title.segment, right.segment) : Infinity];
}

/** The x between two titles that fewest segments just below them cross; of equals the one nearest the right title. */
function emptiestCut(page: SheetPage, left: Segment, right: Segment): number {
  const below = page.segments.filter(({ cy }) => cy > Math.min(left.cy, right.cy) + 0.5 && cy < Math.max(left.cy, right.cy) + 9);
  let best = right.x0 - 0.5, least = Infinity;
  for (let x = right.x0 - 0.3; x > left.x1; x -= 0.5) {
    const crossing = below.filter(({ x0, x1 }) => x0 < x - EDGE && x1 > x + EDGE).length;
    if (crossing < least) [best, least] = [x, crossing];
    if (least === 0) break;
  }
  return best;
}
