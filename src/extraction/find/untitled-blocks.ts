import { scanAccounts, scanDates, scanTenDigits } from '../read/scan-values';
import { wholePlace } from '../read/evidence';
import type { Segment, SheetPage } from '../read/sheet.types';
import { findKsefNumber } from './find-payment';
import { everywhere, hitsOf, valuesOf, type LabelledSheet } from './label-values';
import { isFilled, type PartyBlock } from './party-blocks';
import { beginsAddress, hasLegalForm, POSTCODE } from './address-form';
import { imprint } from './imprint';
import { isSetApart, mayBeName } from './name-form';
import { buyerOverNumber, returnAddress } from './numbered-parties';
import { nipOf } from './party-numbers';
import { isRegistered, likeliestSeller, sameName } from './seller-evidence';
import { headerRowsOf } from './table-headers';

/** In em: lines of an address are not further apart. */
const PITCH = 2.3;
const MAX_LINES = 5;
/** A NIP may stand below a gap, as in a narrow column at the side. */
const NIP_PITCH = 4;
/** In em: the value of a label in a list stands no further to its right. */
const VALUE_GAP = 8;
/** Words that all begin with a capital, without a figure. */
const NAME_ONLY = /^\p{Lu}[\p{L}.'"„”&-]*(?:\s(?:i|\p{Lu})[\p{L}.'"„”&-]*)*$/u;
/** At most three words, as titles are. */
const HEADING = /^\p{Lu}\p{L}{2,20}(?:\s\p{L}{1,20}){0,2}(?:\s?[/|]\s?\p{L}{2,20}(?:\s\p{L}{1,20})?)?\s?:?$/u, LONE_WORD = /^\p{Lu}\p{L}{1,20}\s?:?$/u;
/** How much larger the type of a name over a column is than that of the column. */
const LARGER = 1.2;
/** Labels that may stand among the lines of a party. */
const OWN: ReadonlySet<string> = new Set(['nip', 'identyfikator_obcy', 'kontakt', 'adres', 'nazwa', 'bank', 'numer_konta']);

/**
 * Parties that no title names: blocks of lines round a postcode in the upper half of the first page. The first is the seller's
 * letterhead; another is the buyer's only when it has its own NIP, or when the page speaks of a customer number, so that a
 * branch or delivery address is never taken for a buyer.
 */
export function findUntitledBlocks(view: LabelledSheet, allTitled: readonly PartyBlock[]): PartyBlock[] {
  const page = view.sheet.pages[0];
  const titled = allTitled.filter(isFilled);
  const sellers = titled.filter(({ role }) => role === 'sprzedawca' || role === 'wystawca');
  // "Sprzedawca: Anna" at the till names whoever served; a firm comes with an address or a number
  const titledSeller = sellers.find(isFirm), titledBuyer = titled.find(({ role }) => role === 'nabywca');
  if (!page || (titledSeller && titledBuyer)) return [];
  const inTitled = new Set(titled.flatMap(({ members }) => [...members])), overWindow = titledSeller ? undefined : returnAddress(view, inTitled);
  const claimed = new Set([...inTitled, ...overWindow?.members ?? []]);
  const blocks = addressBlocks(view, page, claimed), found = blocks.map((block) => withoutHeading(block, titled, blocks));
  const recipient = titled.find((block) => (block.role === 'odbiorca' || block.role === 'platnik') && nipOf(block) !== null && !isRegistered(view, block.members));
  const numbered = titledBuyer ? undefined : buyerOverNumber(view, found);
  const untitled = titledSeller ? undefined : untitledSeller(view, found, titledBuyer ?? numbered ?? recipient, claimed) ?? overWindow;
  const seller = sellers.length === 0 || nipOf(untitled) !== null ? untitled : undefined;
  const buyer = titledBuyer ? undefined : numbered ?? buyerAmong(view, page, found.filter((block) => block !== seller), seller ?? titledSeller ?? sellers[0]);
  return [...(seller ? [{ ...seller, role: 'sprzedawca' as const }] : []), ...(buyer ? [{ ...buyer, role: 'nabywca' as const }] : [])];
}

/** On the row of another party's title the first line is a title too, whatever it says ("Przewoźnik | Nabywca"), if a name still follows; so are two lone words ("Hotel | Gość"). */
function withoutHeading(block: PartyBlock, titled: readonly PartyBlock[], blocks: readonly PartyBlock[]): PartyBlock {
  const { page, row } = block.anchor;
  const beside = titled.some(({ title, anchor, lines }) => title?.whole && anchor.page === page && anchor.row === row && lines.every(({ segment }) => segment.row > row));
  const pair = blocks.filter(({ anchor }) => anchor.row === row);
  const [first, second] = block.lines;
  if (first && second && second.segment.row > first.segment.row && /^\p{Lu}[^:\d]{2,30}:\s{0,3}$/u.test(first.segment.text) && mayBeName(second.segment.text)) return { ...block, lines: block.lines.slice(1) };
  const headed = beside ? beginsWith(block, HEADING) : pair.length === 2 && pair.every((one) => beginsWith(one, LONE_WORD));
  return headed ? { ...block, lines: block.lines.slice(1) } : block;
}

/** Whether a block's first line has the form of a title and a name follows below it. */
function beginsWith({ lines: [first, second], anchor: { row } }: PartyBlock, title: RegExp): boolean {
  return first !== undefined && second !== undefined && second.segment.row > row && title.test(first.segment.text) && !hasLegalForm(first.segment.text) && !beginsAddress(second.segment.text);
}

/** The NIP with which the KSeF number begins is the issuer's; where it stands on the pages as well, it tells who sells. */
function issuerByKsef(view: LabelledSheet): string | null {
  const nip = String(findKsefNumber(view)?.value ?? '').slice(0, 10);
  return nip !== '' && everywhere(view, scanTenDigits).some(({ value, places: [place] }) => value === nip && !/^\s{0,3}-/.test(place?.segment.text.slice(place.end) ?? '')) ? nip : null;
}

/**
 * Whose number the KSeF number begins with sells. Else, beside a titled buyer the seller is whoever has another NIP; of two firms it is the one with an
 * account to pay to; else it is the block or the company at the foot of a page for which most speaks. The buyer said again is nobody else.
 */
function untitledSeller(view: LabelledSheet, found: readonly PartyBlock[], buyer: PartyBlock | undefined, claimed: ReadonlySet<Segment>): PartyBlock | undefined {
  const issuer = issuerByKsef(view), rivals = found.filter((block) => !buyer || !sameName(view, block, buyer)), lines = new Set([...[...claimed].filter((segment) => !isRegistered(view, [segment])), ...found.flatMap(({ members }) => [...members])]);
  const bought = new Set([nipOf(buyer), ...buyersNips(view)].filter((nip) => nip !== null));
  if (issuer !== null && issuer !== nipOf(buyer)) return rivals.find((block) => nipOf(block) === issuer) ?? imprint(view, bought, issuer, lines);
  const free = rivals.filter((block) => !bought.has(nipOf(block) ?? ''));
  const other = buyer && free.find((block) => nipOf(block) !== null);
  if (other) return other;
  // beside two firms with numbers the foot of the page names a third: whoever made the program, keeps the books or carries the goods
  const firms = new Set(free.map(nipOf).filter((nip) => nip !== null));
  return sellerAmong(view, free, buyer, firms.size > 1 ? undefined : imprint(view, bought, null, lines));
}

/** Numbers that a label gives to the buyer. */
function buyersNips(view: LabelledSheet): string[] {
  return hitsOf(view, 'nip_nabywcy').flatMap((hit) => valuesOf(view, hit, scanTenDigits).slice(0, 1)).filter(({ value }) => scanTenDigits(value)[0]?.valid).map(({ value }) => value);
}

function sellerAmong(view: LabelledSheet, found: readonly PartyBlock[], buyer: PartyBlock | undefined, foot: PartyBlock | undefined): PartyBlock | undefined {
  const firms = found.filter((block) => nipOf(block) !== null), paid = firms.filter(({ members }) => [...members].some(({ text }) => scanAccounts(text).some(({ valid }) => valid)));
  if (!buyer && firms.length > 1 && paid.length === 1) return paid[0];
  // beside a letterhead whoever is named at the foot only sells with a register's entry, or under the same name
  const strange = foot && !isRegistered(view, foot.members) && found.some((block) => isLetterhead(view, block, buyer) && !sameName(view, block, foot));
  const named = strange ? undefined : foot, first = likeliestSeller(view, found, named);
  return first && (first === named || found.length > 1 || isLetterhead(view, first, buyer)) ? first : named;
}

/** Below the head of the items stand stamps and footers, but no buyer; the seller's own number on a stamp makes it no other party; and a lone block is rather the seller's. */
function buyerAmong(view: LabelledSheet, page: SheetPage, found: readonly PartyBlock[], seller: PartyBlock | undefined): PartyBlock | undefined {
  if (!seller) return undefined;
  const items = Math.min(...headerRowsOf(page)), taken = nipOf(seller);
  const customer = hitsOf(view, 'numer_obcy').some(({ segment: { folded } }) => /klient|abonent|odbiorc|platnik|customer/.test(folded));
  return found.filter(({ anchor }) => anchor.row < items).find((block) => (nipOf(block) !== null && nipOf(block) !== taken) || ((customer || buyersNips(view).length > 0) && block.lines.length >= 3));
}

/** A single address is the seller's only above the title, with what letterheads carry, or as a company's above the titled buyer. */
function isLetterhead(view: LabelledSheet, { lines, anchor }: PartyBlock, buyer: PartyBlock | undefined): boolean {
  const title = Math.min(...hitsOf(view, 'numer_faktury').filter(({ segment: { page } }) => page === anchor.page).map(({ segment }) => segment.cy));
  const company = buyer !== undefined && buyer.anchor.page === anchor.page && anchor.cy < buyer.anchor.cy - 1 && lines.some(({ segment: { text } }) => hasLegalForm(text));
  return anchor.cy < title - 1 || company || lines.some(({ segment }) => (view.labels.get(segment) ?? []).some(({ key }) => key === 'identyfikator_obcy' || key === 'kontakt'));
}

/** A firm comes with a number, an address or a legal form. */
export function isFirm(block: Pick<PartyBlock, 'lines' | 'members'>): boolean {
  return nipOf(block) !== null || block.lines.some(({ segment: { text } }) => POSTCODE.test(text) || hasLegalForm(text));
}

function addressBlocks(view: LabelledSheet, page: SheetPage, claimed: ReadonlySet<Segment>): PartyBlock[] {
  const used = new Set<Segment>(claimed);
  const blocks: PartyBlock[] = [];
  for (const anchor of page.segments) {
    if (anchor.cy > page.height * 0.5 || used.has(anchor) || !POSTCODE.test(anchor.text) || foreign(view, anchor)) continue;
    const above = walk(view, page, anchor, -1, used), below = walk(view, page, anchor, 1, used);
    const lines = [...above.reverse(), rowGroup(page, anchor), ...below].flat();
    const street = lines.slice(Math.max(0, lines.findIndex(({ text }) => beginsAddress(text))));
    const over = nameOverColumn(view, page, street), name = over.length > 0 ? over : nameBeside(view, page, lines);
    const segments = name.length > 0 ? [...name, ...street] : lines;
    if (!above.flat().some(({ text }) => mayBeName(text)) && name.length === 0 && !nameBeforePostcode(anchor.text)) continue;
    for (const segment of segments) used.add(segment);
    blocks.push({ role: 'nabywca', title: null, anchor: segments[0] ?? anchor, lines: segments.map(wholePlace), members: new Set([...segments, ...segments.flatMap((segment) => valuesBeside(view, page, segment, used))]) });
  }
  return blocks.sort((a, b) => a.anchor.row - b.anchor.row || a.anchor.x0 - b.anchor.x0);
}

/** The value of a label that stands alone in a line of a party, in a column of its own. */
function valuesBeside(view: LabelledSheet, page: SheetPage, label: Segment, used: ReadonlySet<Segment>): Segment[] {
  const alone = (view.labels.get(label) ?? []).some(({ key, leading, whole }) => leading && whole && OWN.has(key));
  const value = alone ? page.rows[label.row]?.[label.column + 1] : undefined;
  return value && !used.has(value) && value.x0 - label.x1 < VALUE_GAP && (view.labels.get(value) ?? []).every(({ leading }) => !leading) ? [value] : [];
}

/** "Tartak Bory, ul. Leśna 4, 84-200 …": a word, a comma and a postcode, in this order. */
function nameBeforePostcode(text: string): boolean {
  const word = text.search(/\p{L}{3}/u), comma = word < 0 ? -1 : text.indexOf(',', word);
  return comma >= 0 && /\d{2}-\d{3}/.test(text.slice(comma));
}

function foreign(view: LabelledSheet, segment: Segment): boolean {
  return (view.labels.get(segment) ?? []).some(({ key, leading, weak }) => leading && !weak && !OWN.has(key));
}

/** Neighbouring lines up or down from the postcode that share one of its edges or its middle. */
function walk(view: LabelledSheet, page: SheetPage, anchor: Segment, step: 1 | -1, used: ReadonlySet<Segment>): Segment[][] {
  const lines: Segment[][] = [];
  const own = rowGroup(page, anchor), x0 = leftOf(own), x1 = rightOf(own);
  let last = anchor;
  for (let r = anchor.row + step; r >= 0 && r < page.rows.length && lines.length < MAX_LINES; r += step) {
    const aligned = groupsOf(page.rows[r] ?? []).find((group) => Math.abs(leftOf(group) - x0) < 1.3 || Math.abs(rightOf(group) - x1) < 0.8 || Math.abs(leftOf(group) + rightOf(group) - x0 - x1) < 2.4);
    const gap = Math.abs((aligned?.[0] ?? page.rows[r]?.[0] ?? last).cy - last.cy);
    const nip = aligned?.some((segment) => (view.labels.get(segment) ?? []).some(({ key, leading }) => key === 'nip' && leading)) ?? false;
    const large = step < 0 && (aligned?.[0]?.height ?? 0) > LARGER * anchor.height;
    if (gap > (aligned && !(nip && step > 0) ? PITCH * (large ? LARGER : 1) : NIP_PITCH)) break;
    if (!aligned) continue;
    // over the party's title stands the value of another column, over its name the logo
    if (step < 0 && (aligned.some(({ text }) => scanDates(text)[0]?.start === 0) || isSetApart(aligned.map(({ text }) => text).join(' ')))) break;
    if (aligned.some((segment) => used.has(segment) || foreign(view, segment) || (view.labels.get(segment) ?? []).some(({ leading, key }) => leading && key === 'numer_faktury'))) break;
    lines.push(aligned);
    last = aligned[0] ?? last;
  }
  return step > 0 ? untilNextParty(view, lines) : lines;
}

/** Below an address another party begins where a second postcode follows; what is labelled still belongs to the first. */
function untilNextParty(view: LabelledSheet, lines: Segment[][]): Segment[][] {
  if (!lines.some(([segment]) => segment && POSTCODE.test(segment.text) && (view.labels.get(segment) ?? []).every(({ leading }) => !leading))) return lines;
  const next = lines.findIndex(([segment]) => segment && (view.labels.get(segment) ?? []).every(({ leading }) => !leading));
  return lines.slice(0, next);
}

/** The name over an address whose block holds none: the first lines of its column, in larger type, as on letterheads that run down the side. */
function nameOverColumn(view: LabelledSheet, page: SheetPage, address: readonly Segment[]): Segment[] {
  const [first] = address;
  const above = first ? page.segments.filter(({ cy, x0 }) => cy < first.cy - 0.5 && Math.abs(x0 - first.x0) < 0.8).sort((a, b) => a.cy - b.cy) : [];
  const small = Math.max(...address.map(({ height }) => height));
  const size = above.findIndex(({ height }) => height < LARGER * small);
  const name = size < 0 ? above : above.slice(0, size), between = above.slice(name.length);
  const close = name.every(({ cy, height }, i) => cy - (name[i - 1]?.cy ?? cy) < PITCH * height);
  const fits = close && name.length <= 2 && name.every((segment) => NAME_ONLY.test(segment.text) && (view.labels.get(segment) ?? []).length === 0)
    && between.every(({ text, height }) => height * LARGER < (name[0]?.height ?? 0) && /^\p{Ll}|\d/u.test(text));
  return fits && name.map(({ text }) => text).join(' ').includes(' ') ? name : [];
}

/** The name beside an address whose block holds none: the only one in larger type, as on letterheads that run from side to side. */
function nameBeside(view: LabelledSheet, page: SheetPage, address: readonly Segment[]): Segment[] {
  const [first] = address, last = address.at(-1);
  if (!first || !last || !beginsAddress(first.text)) return [];
  const small = Math.max(...address.map(({ height }) => height));
  const names = page.segments.filter((segment) => segment.cy > first.cy - PITCH && segment.cy < last.cy + 0.5 && segment.height > LARGER * small && (view.labels.get(segment) ?? []).length === 0
    && (hasLegalForm(segment.text) || (segment.text.includes(' ') && NAME_ONLY.test(segment.text))));
  return names.length === 1 ? names : [];
}

/** Segments of a row that stand a word apart: a line in spaced type comes in pieces. */
function groupsOf(row: readonly Segment[]): Segment[][] {
  const groups: Segment[][] = [];
  for (const segment of row) {
    const last = groups.at(-1)?.at(-1);
    if (last && segment.x0 - last.x1 < 1.5) groups.at(-1)?.push(segment);
    else groups.push([segment]);
  }
  return groups;
}

function rowGroup(page: SheetPage, segment: Segment): Segment[] {
  return groupsOf(page.rows[segment.row] ?? []).find((group) => group.includes(segment)) ?? [segment];
}

const leftOf = (group: readonly Segment[]): number => group[0]?.x0 ?? 0;
const rightOf = (group: readonly Segment[]): number => group.at(-1)?.x1 ?? 0;
