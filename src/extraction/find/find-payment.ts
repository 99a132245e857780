import { approximateHits, preparePattern } from '../read/fuzzy-match';
import { compact, type CompactText } from '../read/normalise-text';
import { scanPaymentWords } from '../read/payment-method';
import { scanAccounts, scanAmounts, scanKsefNumbers, type Token } from '../read/scan-values';
import type { Segment } from '../read/sheet.types';
import { parseNrb } from '../validate/nrb-checksum';
import { labelEvidence, labelStrength, rankByValue, toFinding, type Finding } from './finding';
import { behindOtherInvoice, everywhere, hitsOf, valuesOf, type Candidate, type LabelledSheet } from './label-values';

type Account = Candidate & { readonly currency: string | null };

/** The account to pay to: by label, checksum and, of several, the currency printed beside it. VAT accounts and the buyer's are not payable; a factor's comes first. */
export function findAccount(view: LabelledSheet, currency: string | null): Finding | null {
  const foreign = new Set(hitsOf(view, 'konto_obce').flatMap((hit) => valuesOf(view, hit, scanAccounts)).map(({ value }) => value));
  const factor = new Set(hitsOf(view, 'konto_faktora').flatMap((hit) => valuesOf(view, hit, scanAccounts)).map(({ value }) => value));
  const candidates = [...labelledAccounts(view), ...everywhere(view, scanAccounts), ...wrappedAccounts(view)].filter(({ value }) => !foreign.has(value)).map((candidate): Account => ({ ...candidate, currency: currencyBeside(view, candidate) }));
  const ranked = rankByValue(candidates, (candidate) => labelStrength(candidate) + (isValid(candidate.value) ? 1 : 0) + (factor.has(candidate.value) ? 1 : 0) + currencyFit(candidate as Account, currency));
  const [best] = ranked;
  if (!best || (!isValid(best.value) && !best.candidates.some(({ label }) => label))) return null;
  const first = best.candidates.find(({ label }) => label) ?? best.candidates[0]!;
  return toFinding(first, [labelEvidence(first), { name: 'form', strength: isValid(best.value) ? 0.7 : 0 }], ranked.slice(1).filter(({ value }) => isValid(value)).map(({ value }) => ({ value, strength: 0.3 })));
}

function isValid(value: string): boolean {
  return /^[A-Z]{2}/.test(value) || parseNrb(value) !== null;
}

function labelledAccounts(view: LabelledSheet): Candidate[] {
  return hitsOf(view, 'numer_konta', 'konto_faktora', 'bank').flatMap((hit) => valuesOf(view, hit, scanAccounts));
}

/** An account whose digits run on in the next segment or on the next line. */
function wrappedAccounts(view: LabelledSheet): Candidate[] {
  return view.sheet.pages.flatMap(({ rows }) => rows.flatMap((row, r) => row.flatMap((segment, c) => {
    const tail = /(?:PL\s?)?(?<!\d|\d[.,/])\d[\d\s-]*$/.exec(segment.text);
    if (!tail) return [];
    const nexts = [row[c + 1], ...below(rows, r, segment)];
    return nexts.flatMap((next) => {
      const head = next && /^\d[\d\s-]*\d/.exec(next.text);
      if (!next || !head || tail[0].replace(/\D/g, '').length + head[0].replace(/\D/g, '').length !== 26) return [];
      const digits = (tail[0] + head[0]).replace(/\D/g, '');
      if (!parseNrb(digits)) return [];
      const label = (view.labels.get(segment) ?? []).find(({ key }) => key === 'numer_konta') ?? null;
      return [{ value: digits, places: [{ segment, start: tail.index, end: segment.text.length }, { segment: next, start: 0, end: head[0].length }], relation: label ? 'inline' as const : 'alone' as const, label, repaired: false }];
    });
  })));
}

/** What stands under a segment on the next line of its own column; rows of other columns may lie between. */
function below(rows: readonly (readonly Segment[])[], row: number, segment: Segment): Segment[] {
  return rows.slice(row + 1, row + 4).flat().filter(({ x0, x1, cy }) => cy - segment.cy < 2.4 && x0 < segment.x1 && x1 > segment.x0);
}

function currencyBeside(view: LabelledSheet, candidate: Candidate): string | null {
  const place = candidate.places[0];
  if (!place) return null;
  const row = view.sheet.pages.find(({ page }) => page === place.segment.page)?.rows[place.segment.row] ?? [];
  const text = row.map((segment) => (segment === place.segment ? `${segment.text.slice(0, place.start)} ${segment.text.slice(place.end)}` : segment.text)).join(' ');
  return /(?<![A-Za-z])(PLN|EUR|USD|GBP|CHF|CZK)(?![A-Za-z])/.exec(text)?.[1] ?? null;
}

function currencyFit({ currency: own }: Account, wanted: string | null): number {
  if (own === null || wanted === null) return 0;
  return own === wanted ? 0.8 : -0.8;
}

/** How the invoice is paid, in normal form, from beside its label; without a label only a phrase that says it ("Zapłacono gotówką"). */
export function findPaymentMethod(view: LabelledSheet): Finding | null {
  const labelledWords = hitsOf(view, 'sposob_platnosci').flatMap((hit) => valuesOf(view, hit, scanPaymentMethods).slice(0, 1));
  const terms = hitsOf(view, 'termin_platnosci').flatMap((hit) => valuesOf(view, hit, scanPaymentMethods).slice(0, 1));
  const phrases = [...everywhere(view, scanPaymentPhrases), ...tendered(view)];
  const ranked = rankByValue([...labelledWords, ...terms, ...phrases], (candidate) => labelStrength(candidate) + (candidate.label?.key === 'sposob_platnosci' ? 0.5 : 0));
  const [best] = ranked;
  if (!best) return null;
  const first = best.candidates[0]!;
  return toFinding(first, [first.label ? labelEvidence(first) : { name: 'phrase', strength: 0.8 }], ranked.slice(1).map(({ value }) => ({ value, strength: 0.3 })));
}

/** A till prints the method as a line of its own with the sum beside it: "KARTA 209,59 PLN". */
function tendered(view: LabelledSheet): Candidate[] {
  return view.sheet.pages.flatMap(({ rows }) => rows.flatMap((row) => {
    const text = row.map((segment) => segment.text).join(' ');
    const [method] = scanPaymentWords(row[0]?.text ?? '', false), [amount] = scanAmounts(text);
    const rest = text.replace(/[\d.,\s]|PLN|EUR|zł|zl/gi, '');
    if (!method || !amount || row[0] === undefined || rest.length > method.end - method.start + 14) return [];
    return [{ value: method.value, places: [{ segment: row[0], start: method.start, end: method.end }], relation: 'inline' as const, label: null, repaired: false }];
  }));
}

export function scanPaymentMethods(text: string): Token[] {
  return scanPaymentWords(text, false);
}

function scanPaymentPhrases(text: string): Token[] {
  return scanPaymentWords(text, true);
}

/** The invoice's own KSeF number; the numbers of corrected or settled invoices have labels of their own. */
export function findKsefNumber(view: LabelledSheet): Finding | null {
  const others = new Set(hitsOf(view, 'ksef_korygowanej', 'faktura_korygowana').flatMap((hit) => valuesOf(view, hit, scanKsefNumbers)).map(({ value }) => value));
  const isOwn = ({ places: [place] }: Candidate): boolean => !place || !behindOtherInvoice(view, place.segment, place.start);
  const own = hitsOf(view, 'numer_ksef').flatMap((hit) => valuesOf(view, hit, scanKsefNumbers)).filter(isOwn);
  const candidates = [...own, ...everywhere(view, scanKsefNumbers), ...wrappedKsef(view)].filter(isOwn).filter(({ value }) => !others.has(value) || own.some((one) => one.value === value));
  const ranked = rankByValue(candidates, (candidate) => labelStrength(candidate) + (scanKsefNumbers(candidate.value)[0]?.valid ? 1 : 0));
  const [best] = ranked;
  if (!best) return null;
  const first = best.candidates.find(({ label }) => label) ?? best.candidates[0]!;
  return toFinding(first, [labelEvidence(first), { name: 'form', strength: 0.8 }], ranked.slice(1).map(({ value }) => ({ value, strength: 0.2 })));
}

/** A KSeF number broken after a hyphen onto the next line. */
function wrappedKsef(view: LabelledSheet): Candidate[] {
  return view.sheet.pages.flatMap(({ rows }) => rows.flatMap((row, r) => row.flatMap((segment) => {
    if (!/\d{10}\s?[-–]/.test(segment.text) || scanKsefNumbers(segment.text).length > 0) return [];
    const [next] = below(rows, r, segment);
    if (!next) return [];
    const [token] = scanKsefNumbers(segment.text + next.text);
    if (!token || token.end <= segment.text.length) return [];
    return [{ value: token.value, places: [{ segment, start: token.start, end: segment.text.length }, { segment: next, start: 0, end: token.end - segment.text.length }], relation: 'alone' as const, label: null, repaired: token.repaired }];
  })));
}

/** Split payment: true only where the words stand on the page; otherwise nobody knows. */
export function findSplitPayment(view: LabelledSheet): Finding | null {
  for (const segment of view.sheet.pages.flatMap(({ segments }) => segments)) {
    const match = splitPaymentWords(segment.folded, segment.compact);
    if (!match || denies(segment.folded)) continue;
    const place = { segment, start: match.start, end: match.end };
    return { ...toFinding({ value: 'true', places: [place], relation: 'inline', label: null, repaired: false }, [{ name: 'phrase', strength: match.strength }]), value: true };
  }
  return null;
}

const PHRASES = ['mechanizm podzielonej płatności', 'podzielona płatność', 'podzielonej płatności', 'split payment', 'mechanizm podz płatności'].map((words) => preparePattern(compact(words).text));

function splitPaymentWords(folded: string, { text, at }: CompactText): { start: number; end: number; strength: number } | null {
  const short = /(?<![a-z])mpp(?![a-z])/.exec(folded);
  for (const pattern of PHRASES) {
    const [hit] = approximateHits(pattern, text, Math.min(4, Math.floor(pattern.text.length / 5)));
    if (hit) return { start: at[hit.start] ?? 0, end: (at[hit.end - 1] ?? 0) + 1, strength: 0.97 };
  }
  return short ? { start: short.index, end: short.index + 3, strength: 0.85 } : null;
}

/** "MPP: nie", "nie podlega mechanizmowi …". */
function denies(folded: string): boolean {
  return /(?:mpp|platnosci|payment)\W*(?:nie|no|brak|n)\W*$/.test(folded) || /nie\s*(?:dotyczy|podlega|obowiazuje|objet)/.test(folded);
}
