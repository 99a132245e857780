import { wholePlace } from '../read/evidence';
import { scanTenDigits } from '../read/scan-values';
import type { Segment } from '../read/sheet.types';
import { addressStart, beginsAddress, hasLegalForm, POSTCODE } from './address-form';
import { pageOf, type LabelledSheet } from './label-values';
import { lineBelow } from './loose-nips';
import type { PartyBlock } from './party-blocks';

/** Rows below the address within which the number stands. */
const ROWS = 2;
/** No document names more companies so; a stranger's file may not make each be searched round. */
const MOST = 100;

/**
 * The seller out of lines that name a company whole, as at the foot of a page: its legal form, its address and near them one NIP that is not the buyer's.
 * @param issuer whose number it must be, if that is known; a sole trader needs no legal form then
 * @param claimed lines of other parties
 */
export function imprint(view: LabelledSheet, buyerNip: string | null, issuer: string | null, claimed: ReadonlySet<Segment>): PartyBlock | undefined {
  const names = (segment: Segment): boolean => hasLegalForm(segment.text) || (issuer !== null && numbersIn(segment).includes(issuer));
  const named = view.sheet.pages.flatMap(({ segments }) => segments).filter((segment) => !claimed.has(segment) && names(segment)).slice(0, MOST);
  const found = named.map((segment) => withAddress(view, segment, issuer !== null)).filter(({ length }) => length > 0).flatMap((lines) => {
    const near = numbersNear(view, lines).filter(({ nip }) => (issuer === null ? nip !== buyerNip : nip === issuer));
    return near[0] && new Set(near.map(({ nip }) => nip)).size === 1 ? [{ lines, nip: near[0].nip, members: new Set([...lines, ...near.map((one) => one.segment)]) }] : [];
  });
  const [first] = found;
  if (!first?.lines[0] || found.some(({ nip }) => nip !== first.nip)) return undefined;
  return { role: 'sprzedawca', title: null, anchor: first.lines[0], lines: first.lines.map(wholePlace), members: first.members };
}

/** The line with the name, and those below it up to the postcode; none where no address follows. */
function withAddress(view: LabelledSheet, first: Segment, known: boolean): Segment[] {
  const start = addressStart(first.text, false);
  if (start !== null) return start > 3 && POSTCODE.test(first.text.slice(start)) && (known || hasLegalForm(first.text.slice(0, start))) ? [first] : [];
  const second = lineBelow(view, first), third = second && lineBelow(view, second);
  if (!second || !beginsAddress(second.text)) return [];
  if (POSTCODE.test(second.text)) return [first, second];
  return third && POSTCODE.test(third.text) ? [first, second, third] : [];
}

function numbersIn({ text }: Segment): string[] {
  return scanTenDigits(text).filter(({ valid }) => valid).map(({ value }) => value);
}

function numbersNear(view: LabelledSheet, lines: readonly Segment[]): { segment: Segment; nip: string }[] {
  const [first] = lines, last = lines.at(-1);
  const rows = first && last ? pageOf(view, first)?.rows.slice(first.row, last.row + ROWS) ?? [] : [];
  return rows.flat().flatMap((segment) => numbersIn(segment).map((nip) => ({ segment, nip })));
}
