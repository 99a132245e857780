import { scanDates, scanTenDigits, type Token } from '../read/scan-values';
import { wholePlace } from '../read/evidence';
import { fold } from '../read/normalise-text';
import { lacksPolishLetters } from '../read/polish-letters';
import type { LabelHit } from '../read/find-labels';
import type { LabelKey } from '../read/label-dictionary';
import type { Segment } from '../read/sheet.types';
import { RIVAL, labelEvidence, labelStrength, rankByValue, toFinding, type Finding } from './finding';
import { hitsOf, pageOf, segmentsRight, valuesOf, type Candidate, type LabelledSheet } from './label-values';
import { findReceiptHead, type ReceiptHead } from './receipt-head';
import { isSumColumnHead } from './sum-columns';

/** Words that end a number: what follows is a date, a copy mark or prose. */
const STOP = /\s+(?:z\s+dnia|z\s+dn|dnia|z\s*dn\.|dated|vom|of|from|oryginal|kopia|duplikat|data|do\s|strona|str\.|page|ci[ae]g|c\.?\s?d\b|wystawion|korekt|dotyczy|zaplacono|termin)\b|[;|]|\s{3,}|\s?[-–]\s*(?:oryginal|kopia|duplikat|ci[ae]g\s)|\s*[([]\s*(?:oryginal|kopia|duplikat|original|copy)|\s*(?:oryginal|kopia|original\b|copy\b)(?!\w)/;

/** Words that head something else beside a title ("Faktura … Strona: 1 / 1", "Data wystawienia: …"). */
const OTHER_HEAD = /^[\s:|]*(?:data|termin|strona|str\.|page|wystawion\p{L}*|dnia|z\s+dnia|sprzeda[zż]|do\s+zap\p{L}*|płatn\p{L}*|platn\p{L}*)(?!\p{L})/u;

/** What kind of invoice it is and the title in a second language ("WDT / INVOICE …"): still no number. */
const TITLE_AGAIN = /^[^\d/|]{0,24}[/|]\s{0,3}(?:(?:vat|tax)\s)?(?:invoice|rechnung|faktura)(?=[\s:.])/i;
/** "Faktura za energię elektryczną nr …", "Faktura końcowa (rozliczeniowa) nr …": words of the title up to its "nr". */
const TITLE_WORDS = /^[\s,(/–-]{1,4}[a-z][a-z ,.()/–-]{2,50}?[\s)](?=(?:nr|numer)[\s:.])|^\s{0,2}seria [a-z]{1,3}\s(?=nr[\s:.])/;
/** Words that make the number behind them another document's. */
const OTHERS_WORDS = /umow|zamow|zlecen|protok|paragon|koryg|pierwotn|klient|dotycz|(?<![a-z])dot\b|kont|rachun|projekt|ofert|polis|decyzj|aneks|(?<![a-z])(?:do|wz|pro|lok)(?![a-z])|rejestr|zalicz|liczni|lokal|samoch|pojazd|(?<![a-z])(?:rej|list)(?![a-z])/;

/** The number of the invoice itself. Numbers of orders, contracts, delivery notes and corrected invoices have labels of their own and never come here. */
export function findInvoiceNumber(view: LabelledSheet): Finding | null {
  const receipt = findReceiptHead(view);
  const candidates = hitsOf(view, 'numer_faktury').flatMap((hit) => firstNumbers(view, hit)).filter((candidate) => !isOtherDocument(view, candidate) && !headsSumColumns(view, candidate) && !numbersOther(receipt, candidate));
  const ranked = rankByValue(candidates, (candidate) => weigh(view, candidate));
  const [best] = ranked;
  if (!best || best.strength < 0.35) return receipt ? receipt.number : byForm(view);
  const evidence = [labelEvidence(best.candidates[0]!), { name: 'form', strength: formStrength(best.value) }, ...(best.candidates.length > 1 ? [{ name: 'repeated', strength: 0.6 }] : [])];
  const found = toFinding(withLostSpace(best.candidates[0]!), evidence, ranked.slice(1).filter(({ strength }) => strength > 0.35).map(({ value, strength }) => ({ value, strength: Math.min(0.6, strength / 2) })));
  const rival = ranked.slice(1).some(({ value, strength }) => strength > RIVAL * best.strength && !sameNumber(value, best.value));
  return { ...found, certainty: rival || doubtfulLetters(view, String(found.value), found.places[0]?.segment.source === 'ocr') ? DOUBTFUL : 1 };
}

/** A bare "Nr" on a receipt numbers the car or the till, wherever it does not stand in the line of the day. */
function numbersOther(receipt: ReceiptHead | null, { label }: Candidate): boolean {
  return receipt !== null && label !== null && label.length <= 5 && (label.segment.page !== receipt.page || label.segment.row !== receipt.row);
}

/**
 * Without a label: the one number in large type at the head of the page that begins as programs number invoices ("Korekta KOR 4/12/2026"), or stands behind
 * "Rachunek", which elsewhere is an account. Never sure enough to go unseen.
 */
function byForm(view: LabelledSheet): Finding | null {
  const [page] = view.sheet.pages;
  const found = (page?.segments ?? []).filter((segment) => segment.height > TITLE_HEIGHT && segment.cy < page!.height * 0.3).flatMap((segment) => titleNumber(view, segment));
  const [only] = found;
  return only && found.length === 1 ? toFinding(only, [{ name: 'form', strength: 0.7 }]) : null;
}

function titleNumber(view: LabelledSheet, segment: Segment): Candidate[] {
  const titled = /^\s{0,3}rachunek\s{1,3}(?=\S{0,12}\d)/.exec(segment.folded)?.[0].length ?? 0;
  const start = titled > 0 ? titled : segment.text.search(/(?<![\p{L}\d])\p{Lu}{2,7}[ /-]?\d/u);
  if (start < 0 || (titled === 0 && (view.labels.get(segment) ?? []).some(({ key }) => OTHERS.has(key)))) return [];
  const [token] = scanNumbers(segment.text.slice(start));
  const prefix = /^\p{Lu}+/u.exec(token?.value ?? '')?.[0] ?? '';
  if (!token || !(titled > 0 || PREFIXES.has(prefix)) || formStrength(token.value) <= 0.5) return [];
  return [{ value: token.value, places: [{ segment, start: start + token.start, end: start + token.end }], relation: 'alone', label: null, repaired: token.repaired }];
}

/** In em: what is larger is a title. */
const TITLE_HEIGHT = 1.4;

/** How much wider than usual the step between two characters is where a space was lost. */
const SPACE_STEP = 1.28;

/** "FV188/2025" as "FV 188/2025" where the recogniser saw the gap but wrote no space. */
function withLostSpace(candidate: Candidate): Candidate {
  const [place] = candidate.places;
  const prefix = /^\p{L}+/u.exec(candidate.value)?.[0] ?? '';
  if (!place || place.segment.source !== 'ocr' || !PREFIXES.has(prefix) || !/^\d/.test(candidate.value.slice(prefix.length))) return candidate;
  const glyphs = place.segment.glyphs.slice(place.start, place.end);
  const steps = glyphs.slice(1).map((glyph, i) => glyph.centre - (glyphs[i]?.centre ?? 0));
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  if ((steps[prefix.length - 1] ?? 0) < SPACE_STEP * usual) return candidate;
  return { ...candidate, value: `${prefix} ${candidate.value.slice(prefix.length)}`, repaired: true };
}

/** In OCR: a space lost behind the prefix, or, from a recogniser without Polish letters, letters that may have had a mark ("ŁD"). */
function doubtfulLetters({ sheet }: LabelledSheet, value: string, ocr: boolean): boolean {
  if (!ocr) return false;
  const prefix = /^\p{L}+/u.exec(value)?.[0] ?? '';
  if (PREFIXES.has(prefix) && /^\d/.test(value.slice(prefix.length))) return true;
  const rest = PREFIXES.has(prefix) ? value.slice(prefix.length) : value;
  return /[ACELNOSZacelnosz]/.test(rest) && lacksPolishLetters(sheet);
}

/** The first value of a label; where it stands to the right, all numbers there, because a stray digit may come between. */
function firstNumbers(view: LabelledSheet, hit: LabelHit): Candidate[] {
  const [first] = valuesOf(view, hit, scanNumbers);
  if (first?.relation !== 'right') return first ? [first] : [];
  const right = segmentsRight(view, hit);
  return right.flatMap((segment, i) => scanNumbers(segment.text).map((token): Candidate => withPrefixBefore({ ...first, value: token.value, places: [{ segment, start: token.start, end: token.end }] }, right[i - 1])));
}

/** In em: pieces of one number in spaced or large type are not further apart. */
const PIECES = 2.2;

/** "FAKTURA", "FV", "00612/26/M1" in pieces: a segment that is nothing but a known prefix belongs to the number it stands before. */
function withPrefixBefore(candidate: Candidate, before: Segment | undefined): Candidate {
  const [place] = candidate.places;
  const joins = place && before && place.start === 0 && PREFIXES.has(before.text.trim()) && place.segment.x0 - before.x1 < PIECES && !/^\p{L}/u.test(candidate.value);
  return joins ? { ...candidate, value: `${before.text.trim()} ${candidate.value}`, places: [wholePlace(before), place] } : candidate;
}

/** "(S)FS-12/2026": the letter in brackets by which programs tell where a document came from is the head of its number. */
const ORIGIN = /^\(\p{Lu}{1,2}\)(?=\p{Lu}{1,4}[ /-]?\d)/u;

/** What stands behind a label of a number: from its first token up to a word that ends it, if it holds a digit and is neither date nor NIP. */
export function scanNumbers(text: string): Token[] {
  if (OTHER_HEAD.test(foldSameLength(text))) return [];
  const again = TITLE_AGAIN.exec(text)?.[0].length ?? titleWords(text);
  const lead0 = again + (/^[\s:.,#№·•*\-–/|)(]*(?:[A-Z]{2,4}\s+(?=N[or]\b))?(?:(?:vat|nr|no|numer|number)\b[\s:./|]*){0,3}/i.exec(text.slice(again))?.[0].length ?? 0);
  const glued = /^(?:nr|numer)(?=\p{Lu}|\d)/u.exec(text.slice(lead0))?.[0].length ?? 0;
  const lead = lead0 + glued - (ORIGIN.test(text.slice(lead0 - 1)) ? 1 : 0);
  const rest = text.slice(lead);
  const stop = STOP.exec(foldSameLength(rest));
  const dates = scanDates(rest);
  let end = stop ? stop.index : rest.length;
  const date = dates.find(({ start }) => /\d/.test(rest.slice(0, start)));
  if (date && date.start < end && /[\s,(]$/.test(rest.slice(0, date.start))) end = date.start;
  const raw = upToWords(rest.slice(0, end)).replace(/[\s,:;.(/\-–]+$/, '').replace(/(?<=\d)\s+z$/, '');
  if (!isNumber(raw) || (!raw.includes('/') && dates.some(({ start, end: stopAt }) => start === 0 && stopAt >= raw.length))) return [];
  const plain = raw.replace(/\s+/g, ' ').replace(/\s?([/\\])\s?/g, '$1');
  const value = repairPrefix(plain);
  return [{ value, start: lead, end: lead + raw.length, repaired: value !== plain }];
}

/** How long the words are that still belong to the title. */
function titleWords(text: string): number {
  const words = TITLE_WORDS.exec(fold(text.slice(0, 60)))?.[0] ?? '';
  return OTHERS_WORDS.test(words) ? 0 : words.length;
}

/** A number ends at the first word in small letters behind its digits ("5/2026 wg WZ 44/2026", "7/2024 metoda kasowa"). */
function upToWords(text: string): string {
  const digit = text.search(/\d/);
  const word = digit < 0 ? -1 : text.slice(digit).search(/\s\(?\p{L}?\p{Ll}{2}/u);
  return word < 0 ? text : text.slice(0, digit + word);
}

/** How sure such a number is: its letters are doubtful, or another stands as well. */
const DOUBTFUL = 0.84;

/** Whether one is the other with its prefix or its marks left out. */
function sameNumber(a: string, b: string): boolean {
  const [one, other] = [a, b].map((value) => fold(value).replace(/[^a-z0-9]/g, '')) as [string, string];
  return one.includes(other) || other.includes(one);
}

/** What Polish programs put before the number. */
const PREFIXES: ReadonlySet<string> = new Set(['FV', 'FVS', 'FS', 'FA', 'FVAT', 'FAKTURA', 'FK', 'FKS', 'FKV', 'KOR', 'KFV', 'FVK', 'FZ', 'FVZ', 'ZAL', 'PRO', 'PROF', 'PROFORMA', 'FPF', 'RACH', 'ROZ', 'FKON', 'FVM', 'UPR', 'FVU', 'DUP', 'INV', 'WNT', 'EXP', 'FAK', 'KON', 'FVKOR', 'FAS', 'FSL', 'FVL']);

/** Letters at the head of a number that were read as digits or in another case ("K0R", "FKs"), where the repair is a known prefix and the reading was none. */
function repairPrefix(value: string): string {
  const head = /^[\p{L}0158]{2,8}(?=[/\-\s])/u.exec(value)?.[0];
  if (!head || PREFIXES.has(head) || /^\d+$/.test(head)) return value;
  const letters = head.replace(/0/g, 'O').replace(/1/g, 'I').replace(/5/g, 'S').replace(/8/g, 'B').toUpperCase();
  return PREFIXES.has(letters) ? letters + value.slice(head.length) : value;
}

function foldSameLength(text: string): string {
  return text.toLowerCase().replace(/ó/g, 'o').replace(/ł/g, 'l').replace(/[\u0105]/g, 'a');
}

function isNumber(raw: string): boolean {
  if (!/\d/.test(raw) || raw.length > 40) return false;
  const words = raw.replace(/\s?([/\\])\s?/g, '$1').split(/\s+/);
  if (words.length > 4 || /^(?:ul|al|os|pl)\.\s/i.test(raw) || words.some((word) => /^\p{L}{5,},?$/u.test(word) && !/^\p{Lu}+,?$/u.test(word))) return false;
  if (/^\d{1,3}(?:[ .]\d{3})*[.,]\d{2}(?:\s?(?:zł|pln|eur))?$/i.test(raw) || /%$/.test(raw)) return false;
  return !scanTenDigits(raw).some(({ valid, value }) => valid && value.length === raw.replace(/\D/g, '').length && !/[/\p{L}]/u.test(raw));
}

/** 0..1: how much the text looks like an invoice number. */
function formStrength(value: string): number {
  if (/[/\\-]/.test(value) && /\d/.test(value)) return 0.8;
  return /^\p{L}+\s?\d+/u.test(value) ? 0.65 : /^\d{3,}$/.test(value) ? 0.5 : 0.1;
}

function weigh(view: LabelledSheet, candidate: Candidate): number {
  const place = candidate.places[0], label = candidate.label;
  if (!place || !label) return 0;
  const page = pageOf(view, place.segment);
  const high = page && page.page === view.sheet.pages[0]?.page ? Math.max(0, 0.3 * (1 - place.segment.cy / (page.height * 0.6))) : -0.1;
  const large = label.segment.height > 1.5 ? 0.1 : 0;
  const bare = label.length <= 2 ? -0.35 : label.length <= 7 ? -0.12 : 0;
  // "Korekta faktury nr" may name either document, "Nr korekty" only this one
  const own = /^(?:nr|numer)\s*korekty/.test(label.segment.folded.slice(label.start, label.end)) ? 0.3 : 0;
  return labelStrength(candidate) * (0.4 + 0.6 * formStrength(candidate.value)) + high + large + bare + own;
}

/** What other numbers stand behind. */
const OTHERS: ReadonlySet<LabelKey> = new Set(['faktura_korygowana', 'numer_obcy', 'numer_konta', 'konto_obce', 'ksef_korygowanej', 'numer_ksef', 'identyfikator_obcy']);

/** A title of a column beside columns of sums heads a list of other documents ("Numer | Data | Netto | VAT"), not this one's number. */
function headsSumColumns(view: LabelledSheet, { label, relation }: Candidate): boolean {
  return relation === 'below' && label !== null && isSumColumnHead(view, label);
}

/** A bare "nr" behind other words ("umowa ramowa nr", "lok. nr") numbers something else. */
function isOtherDocument(view: LabelledSheet, { label }: Candidate): boolean {
  if (!label) return false;
  const before = (view.labels.get(label.segment) ?? []).filter((other: LabelHit) => other.end <= label.start && other.key !== 'numer_faktury');
  if (before.some(({ key }) => OTHERS.has(key))) return true;
  return label.length <= 5 && !label.leading;
}
