import { scanTenDigits } from '../read/scan-values';
import type { Place, Segment, SheetPage } from '../read/sheet.types';
import { hitsOf, type LabelledSheet } from './label-values';
import type { PartyBlock } from './party-blocks';
import { POSTCODE } from './party-details';

/** In em: lines of an address are not further apart. */
const PITCH = 2.3;
const MAX_LINES = 5;
/** Labels that may stand among the lines of a party. */
const OWN: ReadonlySet<string> = new Set(['nip', 'identyfikator_obcy', 'kontakt', 'adres', 'nazwa', 'bank', 'numer_konta']);

/**
 * Parties that no title names: blocks of lines round a postcode in the upper half of the first page. The first is the seller's
 * letterhead; another is the buyer's only when it has its own NIP, or when the page speaks of a customer number, so that a
 * branch or delivery address is never taken for a buyer.
 */
export function findUntitledBlocks(view: LabelledSheet, titled: readonly PartyBlock[]): PartyBlock[] {
  const page = view.sheet.pages[0];
  const has = (role: string): boolean => titled.some((block) => block.role === role);
  const seller = has('sprzedawca') || has('wystawca'), buyer = has('nabywca');
  if (!page || (seller && buyer)) return [];
  const claimed = new Set(titled.flatMap(({ members }) => [...members]));
  const found = addressBlocks(view, page, claimed);
  const result: PartyBlock[] = [];
  const first = seller ? undefined : found.find((block, i) => i === 0 && (found.length > 1 || isLetterhead(view, block)));
  if (first) result.push({ ...first, role: 'sprzedawca' });
  const customer = hitsOf(view, 'numer_obcy').some(({ segment: { folded } }) => /klient|abonent|odbiorc|platnik|customer/.test(folded));
  const taken = nipOf(first);
  const second = buyer ? undefined : found.find((block) => block !== first && ((nipOf(block) !== null && nipOf(block) !== taken) || (customer && block.lines.length >= 3)));
  if (second) result.push({ ...second, role: 'nabywca' });
  return result;
}

/** A single address is the seller's only above the title, or with what letterheads carry. */
function isLetterhead(view: LabelledSheet, { lines, anchor }: PartyBlock): boolean {
  const title = Math.min(...hitsOf(view, 'numer_faktury').map(({ segment }) => segment.cy));
  return anchor.cy < title - 1 || lines.some(({ segment }) => (view.labels.get(segment) ?? []).some(({ key }) => key === 'identyfikator_obcy' || key === 'kontakt'));
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
    const segments = [...above.reverse(), anchor, ...below];
    if (above.length === 0 && !/\p{L}{3}.*,.*\d{2}-\d{3}/u.test(anchor.text)) continue;
    for (const segment of segments) used.add(segment);
    blocks.push({ role: 'nabywca', title: null, anchor: segments[0] ?? anchor, lines: segments.map((segment): Place => ({ segment, start: 0, end: segment.text.length })), members: new Set(segments) });
  }
  return blocks.sort((a, b) => a.anchor.cy - b.anchor.cy);
}

function foreign(view: LabelledSheet, segment: Segment): boolean {
  return (view.labels.get(segment) ?? []).some(({ key, leading, weak }) => leading && !weak && !OWN.has(key));
}

/** Neighbouring lines up or down from the postcode that share its edge or middle. */
function walk(view: LabelledSheet, page: SheetPage, anchor: Segment, step: 1 | -1, used: ReadonlySet<Segment>): Segment[] {
  const lines: Segment[] = [];
  let last = anchor;
  for (let r = anchor.row + step; r >= 0 && r < page.rows.length && lines.length < MAX_LINES; r += step) {
    const aligned = (page.rows[r] ?? []).find((segment) => Math.abs(segment.x0 - anchor.x0) < 1.3 || Math.abs(segment.x0 + segment.x1 - anchor.x0 - anchor.x1) < 2);
    const gap = Math.abs((aligned ?? page.rows[r]?.[0] ?? last).cy - last.cy);
    if (gap > PITCH) break;
    if (!aligned) continue;
    if (used.has(aligned) || foreign(view, aligned) || (step < 0 && (view.labels.get(aligned) ?? []).some(({ leading, key }) => leading && key === 'numer_faktury'))) break;
    lines.push(aligned);
    last = aligned;
  }
  return lines;
}
