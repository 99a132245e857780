import { wholePlace } from '../read/evidence';
import { fold } from '../read/normalise-text';
import type { Segment } from '../read/sheet.types';
import { addressStart, beginsAddress, hasLegalForm, POSTCODE } from './address-form';
import { pageOf, type LabelledSheet } from './label-values';
import { isStatement } from './name-form';
import type { PartyBlock } from './party-blocks';
import { nipsIn } from './party-numbers';
import { isRegistered } from './seller-evidence';

/** Rows below the address within which the number stands. */
const ROWS = 2;
/** No document names more companies so; a stranger's file may not make each be searched round. */
const MOST = 100;
/** In em: the next line of an imprint, which may be centred, is not further below, and its edge or its middle no further aside. */
const NEXT_LINE = 2, ASIDE = 2;
/** Lines of an address. */
const ADDRESS_LINES = 2;

/** A company as the foot of a page names it. */
interface Named { readonly lines: readonly Segment[]; readonly nip: string | null; readonly members: ReadonlySet<Segment> }

/**
 * The seller out of lines that name a company whole, as at the foot of a page: its legal form, its address and near them one NIP that is not the buyer's,
 * or, where no company is named with a number, what a register knows of it.
 * @param others numbers of other parties
 * @param issuer whose number it must be, if that is known; a sole trader needs no legal form then
 * @param claimed lines of other parties
 */
export function imprint(view: LabelledSheet, others: ReadonlySet<string>, issuer: string | null, claimed: ReadonlySet<Segment>): PartyBlock | undefined {
  const named = view.sheet.pages.flatMap(({ segments }) => segments).filter((segment) => !claimed.has(segment) && mayName(view, segment, others, issuer)).slice(0, MOST);
  const all = named.map((segment) => withAddress(view, segment, issuer !== null)).filter(({ length }) => length > 0).flatMap((lines) => companyOf(view, lines, others, issuer));
  const numbered = all.filter(({ nip }) => nip !== null), found = numbered.length > 0 ? numbered : all;
  const [first] = found;
  if (!first?.lines[0] || found.some(({ nip }) => nip !== first.nip)) return undefined;
  return { role: 'sprzedawca', title: null, anchor: first.lines[0], lines: first.lines.map(wholePlace), members: first.members };
}

/** A line with a legal form, broken over its end or not, or with a number of its own behind an address. */
function mayName(view: LabelledSheet, segment: Segment, others: ReadonlySet<string>, issuer: string | null): boolean {
  const own = nipsIn(segment);
  if (issuer !== null && own.includes(issuer)) return true;
  if (isStatement(segment.text) || hasCaption(segment.text)) return false;
  return hasLegalForm(segment.text) || (/\ssp\.?$/i.test(segment.text) && hasLegalForm(withNext(view, segment))) || (own.length === 1 && !own.some((nip) => others.has(nip)) && standsAtFoot(view, segment));
}

function companyOf(view: LabelledSheet, lines: readonly Segment[], others: ReadonlySet<string>, issuer: string | null): Named[] {
  const rows = rowsOf(view, lines), near = rows.flatMap((segment) => nipsIn(segment).map((nip) => ({ segment, nip }))).filter(({ nip }) => (issuer === null ? !others.has(nip) : nip === issuer));
  const nips = new Set(near.map(({ nip }) => nip));
  if (nips.size > 1) return [];
  if (near[0]) return [{ lines, nip: near[0].nip, members: new Set([...lines, ...near.map(({ segment }) => segment), ...rows.filter((segment) => isRegistered(view, [segment]))]) }];
  return issuer === null && isRegistered(view, rows) ? [{ lines, nip: null, members: new Set([...lines, ...rows.filter((segment) => isRegistered(view, [segment]))]) }] : [];
}

/** The line with the name, and those below it up to the postcode; none where no address follows, unless the line itself has the number and what a register knows. */
function withAddress(view: LabelledSheet, first: Segment, known: boolean): Segment[] {
  const start = addressStart(first.text, false);
  if (start === null && hasLegalForm(first.text) && nipsIn(first).length === 1 && isRegistered(view, [first])) return [first];
  if (start !== null) return hasAddressInside(first) && (known || hasLegalForm(first.text.slice(0, start)) || nipsIn(first).length === 1) ? [first] : [];
  const second = nextLine(view, first);
  const name = second && !hasLegalForm(first.text) && !beginsAddress(second.text) && hasLegalForm(withNext(view, first)) ? [first, second] : [first];
  const address: Segment[] = [];
  for (let last: Segment | undefined = name.at(-1); last && address.length < ADDRESS_LINES;) {
    last = nextLine(view, last);
    if (!last || (address.length === 0 && !beginsAddress(last.text))) return [];
    address.push(last);
    if (POSTCODE.test(last.text)) return [...name, ...address];
  }
  return [];
}

/** Whether a line says before the name what somebody is to the parties ("Usługi księgowe: …"), unless that he sells. */
function hasCaption(text: string): boolean {
  const caption = /^[^:]{3,40}(?=:\s)/.exec(text.slice(0, addressStart(text, false) ?? undefined))?.[0];
  return caption !== undefined && !hasLegalForm(caption) && !/sprzedaw|wystaw|uslugodaw|wykonaw|siedzib|dane|firm|adres/.test(fold(caption));
}

/** Whether a line in the lower half of a page names somebody with address and number. */
function standsAtFoot(view: LabelledSheet, segment: Segment): boolean {
  return segment.cy > (pageOf(view, segment)?.height ?? 0) / 2 && hasAddressInside(segment);
}

/** Whether a name and its address with the postcode stand in one line. */
function hasAddressInside({ text }: Segment): boolean {
  const start = addressStart(text, false);
  return start !== null && start > 3 && POSTCODE.test(text.slice(start));
}

function withNext(view: LabelledSheet, segment: Segment): string {
  return `${segment.text} ${nextLine(view, segment)?.text ?? ''}`;
}

/** The line of the row below that shares the left edge or the middle. */
function nextLine(view: LabelledSheet, { page, row, cy, x0, x1 }: Segment): Segment | undefined {
  const below = view.sheet.pages.find((one) => one.page === page)?.rows[row + 1] ?? [];
  return below.find((one) => one.cy - cy < NEXT_LINE && Math.abs(one.x0 - x0) < ASIDE) ?? below.find((one) => one.cy - cy < NEXT_LINE && Math.abs(one.x0 + one.x1 - x0 - x1) < ASIDE);
}

function rowsOf(view: LabelledSheet, lines: readonly Segment[]): Segment[] {
  const [first] = lines, last = lines.at(-1);
  return first && last ? (pageOf(view, first)?.rows.slice(first.row, last.row + ROWS) ?? []).flat() : [];
}
