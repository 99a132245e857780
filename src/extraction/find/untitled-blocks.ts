import { scanTenDigits } from '../read/scan-values';
import { wholePlace } from '../read/evidence';
import type { Segment, SheetPage } from '../read/sheet.types';
import { hitsOf, type LabelledSheet } from './label-values';
import type { PartyBlock } from './party-blocks';
import { hasLegalForm, POSTCODE } from './party-details';
import { headerRowsOf } from './table-headers';

/** In em: lines of an address are not further apart. */
const PITCH = 2.3;
const MAX_LINES = 5;
/** A NIP may stand below a gap, as in a narrow column at the side. */
const NIP_PITCH = 4;
/** Labels that may stand among the lines of a party. */
const OWN: ReadonlySet<string> = new Set(['nip', 'identyfikator_obcy', 'kontakt', 'adres', 'nazwa', 'bank', 'numer_konta']);

/**
 * Parties that no title names: blocks of lines round a postcode in the upper half of the first page. The first is the seller's
 * letterhead; another is the buyer's only when it has its own NIP, or when the page speaks of a customer number, so that a
 * branch or delivery address is never taken for a buyer.
 */
export function findUntitledBlocks(view: LabelledSheet, titled: readonly PartyBlock[]): PartyBlock[] {
  const page = view.sheet.pages[0];
  const titledSeller = titled.find(({ role }) => role === 'sprzedawca' || role === 'wystawca'), titledBuyer = titled.find(({ role }) => role === 'nabywca');
  if (!page || (titledSeller && titledBuyer)) return [];
  const claimed = new Set(titled.flatMap(({ members }) => [...members]));
  const found = addressBlocks(view, page, claimed);
  const seller = titledSeller ? undefined : sellerAmong(view, found, titledBuyer);
  const buyer = titledBuyer ? undefined : buyerAmong(view, page, found.filter((block) => block !== seller), seller ?? titledSeller);
  return [...(seller ? [{ ...seller, role: 'sprzedawca' as const }] : []), ...(buyer ? [{ ...buyer, role: 'nabywca' as const }] : [])];
}

/** Beside a titled buyer the seller is whoever has another NIP; else the first block is his, when it is not the only one or looks like a letterhead. */
function sellerAmong(view: LabelledSheet, found: readonly PartyBlock[], buyer: PartyBlock | undefined): PartyBlock | undefined {
  const other = buyer && found.find((block) => nipOf(block) !== null && nipOf(block) !== nipOf(buyer));
  if (other) return other;
  const [first] = found;
  return first && (found.length > 1 || isLetterhead(view, first, buyer)) ? first : undefined;
}

/** Below the head of the items stand stamps and footers, but no buyer; and the seller's own number on a stamp makes it no other party. */
function buyerAmong(view: LabelledSheet, page: SheetPage, found: readonly PartyBlock[], seller: PartyBlock | undefined): PartyBlock | undefined {
  const items = Math.min(...headerRowsOf(page)), taken = nipOf(seller);
  const customer = hitsOf(view, 'numer_obcy').some(({ segment: { folded } }) => /klient|abonent|odbiorc|platnik|customer/.test(folded));
  return found.filter(({ anchor }) => anchor.row < items).find((block) => (nipOf(block) !== null && nipOf(block) !== taken) || (customer && block.lines.length >= 3));
}

/** A single address is the seller's only above the title, with what letterheads carry, or as a company's above the titled buyer. */
function isLetterhead(view: LabelledSheet, { lines, anchor }: PartyBlock, buyer: PartyBlock | undefined): boolean {
  const title = Math.min(...hitsOf(view, 'numer_faktury').filter(({ segment: { page } }) => page === anchor.page).map(({ segment }) => segment.cy));
  const company = buyer !== undefined && buyer.anchor.page === anchor.page && anchor.cy < buyer.anchor.cy - 1 && lines.some(({ segment: { text } }) => hasLegalForm(text));
  return anchor.cy < title - 1 || company || lines.some(({ segment }) => (view.labels.get(segment) ?? []).some(({ key }) => key === 'identyfikator_obcy' || key === 'kontakt'));
}

function nipOf(block: PartyBlock | undefined): string | null {
  for (const segment of block?.members ?? []) {
    const valid = scanTenDigits(segment.text).find((token) => token.valid);
    if (valid) return valid.value;
  }
  return null;
}

function addressBlocks(view: LabelledSheet, page: SheetPage, claimed: ReadonlySet<Segment>): PartyBlock[] {
  const used = new Set<Segment>(claimed);
  const blocks: PartyBlock[] = [];
  for (const anchor of page.segments) {
    if (anchor.cy > page.height * 0.5 || used.has(anchor) || !POSTCODE.test(anchor.text) || foreign(view, anchor)) continue;
    const above = walk(view, page, anchor, -1, used), below = walk(view, page, anchor, 1, used);
    const segments = [...above.reverse(), rowGroup(page, anchor), ...below].flat();
    if (above.length === 0 && !/\p{L}{3}.*,.*\d{2}-\d{3}/u.test(anchor.text)) continue;
    for (const segment of segments) used.add(segment);
    blocks.push({ role: 'nabywca', title: null, anchor: segments[0] ?? anchor, lines: segments.map(wholePlace), members: new Set(segments) });
  }
  return blocks.sort((a, b) => a.anchor.cy - b.anchor.cy);
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
    if (gap > (aligned && !(nip && step > 0) ? PITCH : NIP_PITCH)) break;
    if (!aligned) continue;
    if (aligned.some((segment) => used.has(segment) || foreign(view, segment) || (view.labels.get(segment) ?? []).some(({ leading, key }) => leading && key === 'numer_faktury'))) break;
    lines.push(aligned);
    last = aligned[0] ?? last;
  }
  return lines;
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
