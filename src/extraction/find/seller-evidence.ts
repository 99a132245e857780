import { scanAccounts } from '../read/scan-values';
import { fold } from '../read/normalise-text';
import type { Segment } from '../read/sheet.types';
import type { LabelledSheet } from './label-values';
import type { PartyBlock } from './party-blocks';
import { POSTCODE } from './address-form';
import { readPartyDetails } from './party-details';
import { nipOf } from './party-numbers';

/** What a company must print on its papers, and nobody prints of those he writes to. */
const REGISTER = /(?<![a-z])(?:krs|kapital\s?(?:zakl|akc|podst)|sad\srejonowy|share\scapital|handelsregister)/;
/** What is said of the addressee. */
const ADDRESSEE = /klient|abonent|nabywc|platnik|customer/;
/** How much each thing says that a party sells. Where a name stands says least: in letters to be posted the addressee stands first. */
const WORTH = { register: 3, account: 3, foot: 2, contact: 1, number: 0.5, first: 1.5, addressee: -2 } as const;

/** Whether lines tell what a court's register knows of their company. */
export function isRegistered(view: LabelledSheet, segments: Iterable<Segment>): boolean {
  return [...segments].some((segment) => REGISTER.test(segment.folded) && (view.labels.get(segment) ?? []).length > 0);
}

/**
 * Of parties without titles the one for whose selling most speaks: a register's entry and the account to pay to most, then the foot of a page, an
 * address to write to, a number, and that it stands first. Of equals the first.
 * @param foot the company that the foot of a page names
 */
export function likeliestSeller(view: LabelledSheet, found: readonly PartyBlock[], foot: PartyBlock | undefined): PartyBlock | undefined {
  const same = foot && found.find((block) => nipOf(foot) !== null && nipOf(block) === nipOf(foot));
  const worth = (block: PartyBlock): number => worthOf(view, block) + (block === found[0] ? WORTH.first : 0) + (block === foot || block === same ? WORTH.foot : 0);
  const rivals = [...found, ...(foot && !same ? [foot] : [])].map((block) => ({ block, worth: worth(block) }));
  return rivals.sort((a, b) => b.worth - a.worth)[0]?.block;
}

function worthOf(view: LabelledSheet, block: PartyBlock): number {
  const members = [...block.members], labels = members.flatMap((segment) => view.labels.get(segment) ?? []);
  return (isRegistered(view, members) ? WORTH.register : 0) + (members.some(({ text }) => scanAccounts(text).some(({ valid }) => valid)) ? WORTH.account : 0)
    + (labels.some(({ key }) => key === 'kontakt') ? WORTH.contact : 0) + (nipOf(block) !== null ? WORTH.number : 0)
    + (labels.some(({ key, segment }) => key === 'numer_obcy' && ADDRESSEE.test(segment.folded)) ? WORTH.addressee : 0);
}

/** Whether two blocks name the same party, as a letter says the buyer again in the window of its envelope. */
export function sameName(view: LabelledSheet, a: PartyBlock, b: PartyBlock): boolean {
  const nips = [nipOf(a), nipOf(b)];
  if (!nips.includes(null)) return nips[0] === nips[1];
  const letters = (block: PartyBlock): string => fold(readPartyDetails(block, view.labels).name.map(({ segment, start, end }) => segment.text.slice(start, end)).join('')).replace(/[^a-z0-9]/g, '');
  const [short, long] = [letters(a), letters(b)].sort((x, y) => x.length - y.length);
  return short !== undefined && long !== undefined && short.length > 5 && (short === long || (long.startsWith(short) && postcodeOf(a) === postcodeOf(b)));
}

/** The first postcode among a block's lines: "Gmina Kartuzy Zakład Wodociągów" is another party than "Gmina Kartuzy", unless both live at one address. */
function postcodeOf({ lines }: PartyBlock): string | null {
  return lines.map(({ segment }) => POSTCODE.exec(segment.text)?.[0]).find((code) => code !== undefined)?.replace(/\D/g, '') ?? null;
}
