import { wholePlace } from '../read/evidence';
import type { Segment } from '../read/sheet.types';
import { POSTCODE, addressStart, hasLegalForm } from './address-form';
import { hitsOf, type LabelledSheet } from './label-values';
import type { PartyBlock } from './party-blocks';
import { lineBelow } from './wrapped-dates';

/** In em: how far below a block's last line the number stands, and how far its left edge is from the block's. */
const BELOW = 4, ASIDE = 1.3;

/** The only block without a title, if it stands over "NIP nabywcy: …" and in line with it: the buyer's. Beside another block the list below it may be of both. */
export function buyerOverNumber(view: LabelledSheet, found: readonly PartyBlock[]): PartyBlock | undefined {
  if (found.length !== 1) return undefined;
  const labels = hitsOf(view, 'nip_nabywcy').filter(({ leading }) => leading).map(({ segment }) => segment);
  const gap = ({ anchor, lines }: PartyBlock, { page, cy, x0 }: Segment): number => {
    const last = lines.at(-1)?.segment ?? anchor;
    return page === last.page && cy > last.cy && Math.abs(x0 - last.x0) < ASIDE ? cy - last.cy : Infinity;
  };
  return found.find((block) => labels.some((label) => gap(block, label) < BELOW));
}

/** The seller as the one line over the window of an envelope names it, its postcode broken over the line's end or not, where its number stands in a list elsewhere ("NIP sprzedawcy"). */
export function returnAddress(view: LabelledSheet, claimed: ReadonlySet<Segment>): PartyBlock | undefined {
  const page = view.sheet.pages[0];
  if (!page || hitsOf(view, 'nip_sprzedawcy').length === 0) return undefined;
  const named = page.segments.filter((segment) => segment.cy < page.height / 3 && !claimed.has(segment)).flatMap((first): Segment[][] => {
    const start = addressStart(first.text, false);
    if (start === null || !hasLegalForm(first.text.slice(0, start))) return [];
    if (POSTCODE.test(first.text.slice(start))) return [[first]];
    const next = lineBelow(view, first);
    return next && POSTCODE.test(first.text.slice(start) + next.text) ? [[first, next]] : [];
  });
  const [only, ...more] = named;
  return only?.[0] && more.length === 0 ? { role: 'sprzedawca', title: null, anchor: only[0], lines: only.map(wholePlace), members: new Set(only) } : undefined;
}
