import type { FieldName } from '../extraction.types';
import { tidy } from '../read/normalise-text';
import { parseForeignVatId } from '../validate/foreign-vat-id';
import { lacksPolishLetters } from '../read/polish-letters';
import { repairPartyText } from '../read/repair-party-text';
import type { LabelHit } from '../read/find-labels';
import { repairNip, scanTenDigits } from '../read/scan-values';
import type { Place, Segment } from '../read/sheet.types';
import { labelEvidence, labelStrength, toFinding, type Finding } from './finding';
import { hitsOf, inlineRange, pageOf, segmentsBelow, segmentsRight, toCandidate, valuesOf, type Candidate, type LabelledSheet } from './label-values';
import { brokenNip, unlabelledNips } from './loose-nips';
import { findPartyBlocks, isContractTitle, isFilled, type PartyBlock, type Role } from './party-blocks';
import { isOddName } from './name-form';
import { readPartyDetails } from './party-details';
import { findProseBuyer } from './prose-buyer';
import { nipOf } from './party-numbers';
import { isRegistered } from './seller-evidence';
import { findUntitledBlocks, isFirm } from './untitled-blocks';
import { lineBelow } from './wrapped-dates';

type PartyField = Extract<FieldName, `sprzedawca_${string}` | `nabywca_${string}`>;
export type FoundParties = Readonly<Record<PartyField, Finding | null>> & { readonly foreignBuyer: string | null };

interface NipCandidate { readonly candidate: Candidate; readonly valid: boolean; readonly owner: Role | 'other' | null; readonly direct: boolean; readonly certainty: number }

/** How sure it is that a number or name is its party's: by a title, by the form of a block alone, by order alone. */
const BY_TITLE = 1, BY_ELIMINATION = 0.95, BY_FORM = 0.88, BY_REST = 0.85, BY_ORDER = 0.6;
/** A name that has not the form of one is below every threshold. */
const ODD = 0.75;
/** Names and addresses read by a recogniser that shows no Polish letter on a whole document: some letters will have lost their marks. */
const BLIND = 0.7;

/** Names, addresses and tax numbers of seller and buyer. */
export function findParties(view: LabelledSheet): FoundParties {
  const titled = named(view);
  const blocks = recipientAsBuyer([...titled, ...findUntitledBlocks(view, titled)]);
  const seller = pickBlock(blocks, 'sprzedawca', 'wystawca'), buyer = pickBlock(blocks, 'nabywca');
  const nips = nipCandidates(view, blocks, seller);
  const sellerNip = chooseNip(nips, 'sprzedawca', seller, null);
  const buyerNip = chooseNip(nips, 'nabywca', buyer, typeof sellerNip?.value === 'string' ? sellerNip.value : null);
  const foreignBuyer = buyerNip ? null : foreignVatId(view, buyer);
  const left = buyerNip === null && foreignBuyer === null && buyer && sellerNip ? onlyOther(nips, String(sellerNip.value)) : null;
  return {
    ...names(view, 'sprzedawca', seller), ...names(view, 'nabywca', buyer),
    sprzedawca_nip: sellerNip ? byElimination(view, sellerNip, seller, buyerNip, buyer, nips) : firstUnclaimed(nips), nabywca_nip: buyerNip ?? left, foreignBuyer,
  };
}

/** Of the only two numbers on the pages, misread ones included, one is the titled buyer's: the other one is surer the seller's than its block's form alone makes it. */
function byElimination(view: LabelledSheet, seller: Finding, block: PartyBlock | null, buyerNip: Finding | null, buyer: PartyBlock | null, nips: readonly NipCandidate[]): Finding {
  // whoever keeps the books or carries the goods stands at the foot as well
  if (block && block.anchor.cy > (pageOf(view, block.anchor)?.height ?? Infinity) / 2 && !isRegistered(view, block.members)) return seller;
  const numbers = new Set(nips.map(({ candidate }) => candidate.value));
  const left = numbers.size === 2 && buyer?.title && buyerNip?.certainty === BY_TITLE && [seller, buyerNip].every(({ value }) => numbers.has(String(value)));
  return left && seller.certainty === BY_FORM ? { ...seller, certainty: BY_ELIMINATION } : seller;
}

/** The parties that a title or a sentence calls seller, buyer and so on. */
function named(view: LabelledSheet): PartyBlock[] {
  const blocks = findPartyBlocks(view);
  const titled = payerAsBuyer(recipientAsBuyer(contractParties(blocks.filter(isFilled))));
  const buyer = titled.some(({ role }) => role === 'nabywca') ? null : findProseBuyer(view);
  return [...titled, ...(buyer ? [buyer] : []), ...blocks.filter((block) => !isFilled(block))];
}

/**
 * "Finansujący" and "Korzystający" are the parties of a lease, and of the invoice only where no ordinary title names them:
 * on the invoice of a dealer the lessor is the buyer, and the lessee only receives.
 */
function contractParties(blocks: readonly PartyBlock[]): PartyBlock[] {
  const contract = blocks.filter(({ title }) => title !== null && isContractTitle(title)), ordinary = blocks.filter((block) => !contract.includes(block));
  if (contract.length === 0) return [...blocks];
  const counts = (block: PartyBlock): boolean => isFirm(block) || contract.every(({ anchor }) => block.anchor.page < anchor.page || (block.anchor.page === anchor.page && block.anchor.cy < anchor.cy + 2));
  const buyers = ordinary.filter((block) => block.role === 'nabywca' && counts(block));
  const sellers = ordinary.filter((block) => (block.role === 'sprzedawca' && counts(block)) || (block.role === 'wystawca' && nipOf(block) !== null));
  const lessor = (block: PartyBlock): Role => {
    if (buyers.some((buyer) => sameParty(buyer, block))) return 'nabywca';
    if (sellers.length === 0 || sellers.some((seller) => sameParty(seller, block))) return 'sprzedawca';
    return buyers.length > 0 ? 'platnik' : 'nabywca';
  };
  const roles = new Map(contract.filter(({ role }) => role === 'sprzedawca').map((block) => [block, lessor(block)]));
  const bought = buyers.length > 0 || [...roles.values()].includes('nabywca');
  for (const block of contract.filter(({ role }) => role === 'nabywca')) roles.set(block, bought && !buyers.some((buyer) => sameParty(buyer, block)) ? 'odbiorca' : 'nabywca');
  return blocks.filter((block) => !contract.includes(block) || !ordinary.some(({ anchor, role }) => anchor === block.anchor && role === block.role))
    .map((block) => ({ ...block, role: roles.get(block) ?? block.role }));
}

/** Whether two titles stand over one party. */
function sameParty(a: PartyBlock, b: PartyBlock): boolean {
  const nip = nipOf(a), first = ({ lines: [line] }: PartyBlock): string => (line ? line.segment.folded.slice(line.start, line.end).replace(/[^a-z0-9]/g, '') : '');
  return a.anchor === b.anchor || (nip !== null && nip === nipOf(b)) || first(a) === first(b);
}

/** "Dostawca | Odbiorca" side by side, or a recipient of the invoice itself or with a number of his own, without any buyer's title: there the recipient is the buyer. */
function recipientAsBuyer(blocks: readonly PartyBlock[]): PartyBlock[] {
  const seller = blocks.find(({ role }) => role === 'sprzedawca') ?? blocks.find(({ role }) => role === 'wystawca');
  const recipients = blocks.filter(({ role }) => role === 'odbiorca');
  const [only] = recipients;
  if (!seller || !only || recipients.length > 1 || blocks.some(({ role }) => role === 'nabywca') || only.anchor.page !== seller.anchor.page) return [...blocks];
  const own = nipOf(only) !== null && nipOf(only) !== nipOf(seller);
  if (Math.abs(only.anchor.cy - seller.anchor.cy) > 2 && !own && !/^odbiorca\s{0,3}faktury/.test(only.title?.segment.folded ?? '')) return [...blocks];
  return blocks.map((block) => (block === only ? { ...block, role: 'nabywca' } : block));
}

/** A payer on a page that names no buyer is the buyer: nobody else is charged. A factor collects for the seller, and is none. */
function payerAsBuyer(blocks: readonly PartyBlock[]): PartyBlock[] {
  const payers = blocks.filter(({ role, title, lines, members }) => role === 'platnik' && lines.length > 1 && isFirm({ lines, members }) && !/^fa/.test(title?.segment.folded.slice(title.start) ?? ''));
  const [only] = payers;
  if (!only || payers.length > 1 || blocks.some(({ role }) => role === 'nabywca')) return [...blocks];
  // "Odbiorca/Płatnik" stands over one party
  return blocks.filter((block) => block === only || block.anchor !== only.anchor).map((block) => (block === only ? { ...block, role: 'nabywca' } : block));
}

/** Of several blocks of a role, the earlier role first, the one that holds a number or has an ordinary title, and of those the one with most to read. */
function pickBlock(blocks: readonly PartyBlock[], ...roles: readonly Role[]): PartyBlock | null {
  const groups = [blocks.filter(isFilled), blocks].flatMap((some) => roles.map((role) => some.filter((block) => block.role === role)));
  const own = groups.find(({ length }) => length > 0) ?? [];
  const worth = (block: PartyBlock): number => (block.lines.length > 1 && nipOf(block) !== null ? 10 : 0) + (block.title && isContractTitle(block.title) ? 0 : 5)
    + Math.min(4, block.lines.length) + (block.title?.whole ? 0.5 : 0);
  return own.length < 2 ? own[0] ?? null : own.map((block) => ({ block, worth: worth(block) })).sort((a, b) => b.worth - a.worth)[0]?.block ?? null;
}

function names<R extends 'sprzedawca' | 'nabywca'>(view: LabelledSheet, role: R, block: PartyBlock | null): Record<`${R}_nazwa` | `${R}_adres`, Finding | null> {
  const details = block ? readPartyDetails(block, view.labels) : { name: [], address: [] };
  const blind = lacksPolishLetters(view.sheet);
  const strength = block?.title ? 0.9 * (0.5 + 0.5 * block.title.closeness) : 0.7;
  const build = (places: readonly Place[], joint: string, more: number): Finding | null => {
    const read = tidy(places.map(({ segment, start, end }) => segment.text.slice(start, end)).join(joint)).replace(/(?<=(?<!\d)\d{2}-\d{3}|(?<!\p{L})(?:[Uu]l|[Aa]l|[Oo]s|[Pp]l)\.),(?= \p{Lu})/u, '');
    if (!block || !/\p{L}{2}/u.test(read)) return null;
    const scanned = places.some(({ segment }) => segment.source === 'ocr');
    const value = scanned ? repairPartyText(read) : read;
    const certainty = (block.title ? BY_TITLE : BY_FORM) * (scanned && blind ? BLIND : 1) * (places === details.name && isOddName(value) ? ODD : 1);
    return { ...toFinding({ value, places, relation: 'block', label: block.title, repaired: value !== read }, [{ name: 'label', strength }, { name: 'form', strength: more }]), certainty, raw: places.map(({ segment, start, end }) => segment.text.slice(start, end)).join('\n') };
  };
  const address = build(details.address, ', ', /\d{2}\s?[-–]\s?\d{3}/.test(details.address.map(({ segment }) => segment.text).join(' ')) ? 0.7 : 0.2);
  return { [`${role}_nazwa`]: build(details.name, ' ', address ? 0.5 : 0.1), [`${role}_adres`]: address } as Record<`${R}_nazwa` | `${R}_adres`, Finding | null>;
}

function nipCandidates(view: LabelledSheet, blocks: readonly PartyBlock[], seller: PartyBlock | null): NipCandidate[] {
  const direct = (keys: readonly ('nip_sprzedawcy' | 'nip_nabywcy' | 'nip_innego')[], owner: Role | 'other'): NipCandidate[] => hitsOf(view, ...keys)
    .flatMap((hit) => valuesOf(view, hit, scanTenDigits).slice(0, 1).map((candidate) => ({ candidate, valid: true, owner, direct: true, certainty: BY_TITLE })));
  const named = hitsOf(view, 'nip').flatMap((hit) => [...ownValues(view, hit), ...brokenNip(view, hit)].slice(0, 1).map((candidate): NipCandidate => ({
    candidate, valid: true, direct: false, ...ownerOf(blocks, hit.segment, candidate.places[0]?.segment, seller),
  })));
  const bare = blocks.flatMap((block) => unlabelledNips(view, block).map((candidate): NipCandidate => ({ candidate, valid: true, direct: false, owner: roleOf(block, seller), certainty: BY_FORM })));
  return [...direct(['nip_sprzedawcy'], 'sprzedawca'), ...direct(['nip_nabywcy'], 'nabywca'), ...direct(['nip_innego'], 'other'), ...named, ...bare]
    .map((one) => ({ ...one, valid: scanTenDigits(one.candidate.value)[0]?.valid ?? false }));
}

/** The values of a label: a number to its right with a label of its own is another party's, and its own stands below. */
function ownValues(view: LabelledSheet, hit: LabelHit): Candidate[] {
  const values = valuesOf(view, hit, scanTenDigits);
  const [place] = values[0]?.relation === 'right' ? values[0].places : [];
  const others = place && (view.labels.get(place.segment) ?? []).some(({ key, leading, whole }) => key === 'nip' && leading && !whole);
  if (values.length === 0) return wrappedValue(view, hit);
  const below = others ? segmentsBelow(view, hit).flatMap((segment) => scanTenDigits(segment.text).map((token) => toCandidate(token, segment, 0, 'below', hit))) : [];
  return below.length > 0 ? below : values;
}

/** "…, NIP" at the end of a line of running text, and the number at the beginning of the next. */
function wrappedValue(view: LabelledSheet, { segment, end, ...hit }: LabelHit): Candidate[] {
  const next = /^\W*$/.test(segment.text.slice(end)) && !hit.leading ? lineBelow(view, segment) : undefined;
  return (next ? scanTenDigits(next.text) : []).filter(({ start, valid }) => start === 0 && valid).map((token) => toCandidate(token, next!, 0, 'below', { segment, end, ...hit }));
}

/** Whose block a labelled number stands in; else the nearest title above it in the same column. */
function ownerOf(blocks: readonly PartyBlock[], label: Segment, value: Segment | undefined, seller: PartyBlock | null): Pick<NipCandidate, 'owner' | 'certainty'> {
  // the payee of a transfer slip may reach over the lines that name the seller
  const inside = [...(seller ? [seller] : []), ...blocks].find(({ members }) => members.has(label) || (value && members.has(value)));
  if (inside) return { owner: roleOf(inside, seller), certainty: inside.title ? BY_TITLE : BY_FORM };
  const above = blocks.filter(({ anchor, members }) => anchor.page === label.page && label.cy > anchor.cy - 0.6 && label.cy - lastLineOf(anchor, members) < 4
    && label.x0 < anchor.x1 + 14 && label.x1 > anchor.x0 - 4).sort((a, b) => distance(a, label) - distance(b, label))[0];
  return above ? { owner: roleOf(above, seller), certainty: above.title ? 0.95 : 0.75 } : { owner: null, certainty: BY_ORDER };
}

/** For whom a number in a block counts: an issuer is the seller only where nobody else is. */
function roleOf(block: PartyBlock, seller: PartyBlock | null): Role | 'other' {
  if (block.role === 'wystawca' && block === seller) return 'sprzedawca';
  return block.role === 'sprzedawca' || block.role === 'nabywca' ? block.role : 'other';
}

function lastLineOf(anchor: Segment, members: ReadonlySet<Segment>): number {
  return Math.max(...[...members].filter(({ page }) => page === anchor.page).map(({ cy }) => cy));
}

function distance({ anchor }: PartyBlock, { cy, x0 }: Segment): number {
  return Math.abs(cy - anchor.cy) + 0.5 * Math.abs(x0 - anchor.x0);
}

/** @param block where the party's name stands: a number on the same page is rather its own than one on another page, which may belong to another paper */
function chooseNip(nips: readonly NipCandidate[], role: 'sprzedawca' | 'nabywca', block: PartyBlock | null, taken: string | null): Finding | null {
  const own = nips.filter(({ owner, candidate }) => owner === role && candidate.value !== taken);
  const besideName = ({ candidate }: NipCandidate): boolean => !block || candidate.places[0]?.segment.page === block.anchor.page;
  const worth = (one: NipCandidate): number => rank(one) + (besideName(one) ? 0.5 : 0);
  const [best] = own.sort((a, b) => worth(b) - worth(a));
  if (!best) return null;
  const all = new Set(nips.filter(({ valid }) => valid).map(({ candidate }) => candidate.value));
  const repaired = best.valid ? null : repairNip(best.candidate.value, all);
  const value = repaired ?? best.candidate.value;
  const repeats = nips.filter(({ candidate }) => candidate.value === value && candidate.places[0]?.segment !== best.candidate.places[0]?.segment).length;
  const evidence = [labelEvidence(best.candidate), { name: 'block', strength: 0.6 }, ...(repeats > 0 ? [{ name: 'repeated', strength: 0.6 }] : [])];
  const found = toFinding({ ...best.candidate, value, repaired: best.candidate.repaired || repaired !== null }, evidence,
    own.slice(1).filter(({ valid }) => valid).map(({ candidate }) => ({ value: candidate.value, strength: 0.3 })));
  return { ...found, certainty: besideName(best) ? best.certainty : Math.min(BY_ORDER, best.certainty) };
}

function rank({ candidate, valid, direct }: NipCandidate): number {
  return labelStrength(candidate) + (valid ? 1 : 0) + (direct ? 0.3 : 0);
}

/** Without any title the seller is named first; a labelled number that no block claims is his, with little confidence. */
function firstUnclaimed(nips: readonly NipCandidate[]): Finding | null {
  const [first] = nips.filter(({ owner, valid }) => owner === null && valid);
  return first ? { ...toFinding(first.candidate, [labelEvidence(first.candidate)]), certainty: BY_ORDER } : null;
}

/** Beside the seller's the only labelled number that no block claims, or a payer's: the buyer's, whose block holds none, though not beyond doubt. */
function onlyOther(nips: readonly NipCandidate[], seller: string): Finding | null {
  const others = nips.filter(({ owner, valid, candidate: { value, label } }) => valid && value !== seller && ((owner === null && (label === null || label.leading)) || (owner === 'other' && label !== null && /platnik/.test(label.segment.folded))));
  const [first] = others;
  if (!first || others.some(({ candidate }) => candidate.value !== first.candidate.value)) return null;
  return { ...toFinding(first.candidate, [labelEvidence(first.candidate)]), certainty: BY_REST };
}

/** A foreign VAT number in the buyer's block: proof that no NIP is missing. */
function foreignVatId(view: LabelledSheet, buyer: PartyBlock | null): string | null {
  if (!buyer) return null;
  for (const segment of buyer.members) {
    for (const hit of (view.labels.get(segment) ?? []).filter(({ key }) => key === 'nip' || key === 'nip_nabywcy')) {
      const { start, end } = inlineRange(view, hit);
      const texts = [segment.text.slice(start, end), ...[...segmentsRight(view, hit, 15), ...segmentsBelow(view, hit)].map(({ text }) => text)];
      for (const text of texts) {
        const id = parseForeignVatId(/[A-Z]{2}[\s-]?[A-Z0-9][A-Z0-9 .-]{3,16}/.exec(text)?.[0].trim() ?? '');
        if (id) return id;
      }
    }
  }
  return null;
}

