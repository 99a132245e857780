import { scanDates, scanTenDigits, type Token } from '../read/scan-values';
import { lacksPolishLetters } from '../read/polish-letters';
import type { LabelHit } from '../read/find-labels';
import type { LabelKey } from '../read/label-dictionary';
import { labelEvidence, labelStrength, rankByValue, toFinding, type Finding } from './finding';
import { hitsOf, pageOf, segmentsRight, valuesOf, type Candidate, type LabelledSheet } from './label-values';

/** Words that end a number: what follows is a date, a copy mark or prose. */
const STOP = /\s+(?:z\s+dnia|z\s+dn|dnia|z\s*dn\.|dated|vom|of|from|oryginal|kopia|duplikat|data|do\s|strona|str\.|page|ci[ae]g|c\.?\s?d\b|wystawion|korekt|dotyczy|zaplacono|termin)\b|[;|]|\s{3,}|\s?[-–]\s*(?:oryginal|kopia|duplikat|ci[ae]g\s)|\s*[([]\s*(?:oryginal|kopia|duplikat|original|copy)|\s*(?:oryginal|kopia|original\b|copy\b)(?!\w)/;

/** Words that head something else beside a title ("Faktura … Strona: 1 / 1", "Data wystawienia: …"). */
const OTHER_HEAD = /^[\s:|]*(?:data|termin|strona|str\.|page|wystawion\p{L}*|dnia|z\s+dnia|sprzeda[zż]|do\s+zap\p{L}*|płatn\p{L}*|platn\p{L}*)(?!\p{L})/u;

/** The number of the invoice itself. Numbers of orders, contracts, delivery notes and corrected invoices have labels of their own and never come here. */
export function findInvoiceNumber(view: LabelledSheet): Finding | null {
  const candidates = hitsOf(view, 'numer_faktury').flatMap((hit) => firstNumbers(view, hit)).filter((candidate) => !isOtherDocument(view, candidate));
  const ranked = rankByValue(candidates, (candidate) => weigh(view, candidate));
  const [best] = ranked;
  if (!best || best.strength < 0.35) return byForm(view);
  const evidence = [labelEvidence(best.candidates[0]!), { name: 'form', strength: formStrength(best.value) }, ...(best.candidates.length > 1 ? [{ name: 'repeated', strength: 0.6 }] : [])];
  const found = toFinding(withLostSpace(best.candidates[0]!), evidence, ranked.slice(1).filter(({ strength }) => strength > 0.35).map(({ value, strength }) => ({ value, strength: Math.min(0.6, strength / 2) })));
  return { ...found, certainty: doubtfulLetters(view, String(found.value), found.places[0]?.segment.source === 'ocr') ? DOUBTFUL : 1 };
}

/** Without a label: the one number in large type at the head of the page that begins as programs number invoices ("Korekta KOR 4/12/2026"). Never sure enough to go unseen. */
function byForm(view: LabelledSheet): Finding | null {
  const [page] = view.sheet.pages;
  const found = (page?.segments ?? []).filter((segment) => segment.height > TITLE_HEIGHT && segment.cy < page!.height * 0.3).flatMap((segment) => {
    const start = segment.text.search(/(?<![\p{L}\d])\p{Lu}{2,7}[ /-]?\d/u);
    const [token] = start < 0 || (view.labels.get(segment) ?? []).some(({ key }) => OTHERS.has(key)) ? [] : scanNumbers(segment.text.slice(start));
    const prefix = /^\p{Lu}+/u.exec(token?.value ?? '')?.[0] ?? '';
    return token && PREFIXES.has(prefix) && formStrength(token.value) > 0.5 ? [{ value: token.value, places: [{ segment, start: start + token.start, end: start + token.end }], relation: 'alone' as const, label: null, repaired: token.repaired }] : [];
  });
  const [only] = found;
  return only && found.length === 1 ? toFinding(only, [{ name: 'form', strength: 0.7 }]) : null;
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
  return segmentsRight(view, hit).flatMap((segment) => scanNumbers(segment.text).map((token): Candidate => ({ ...first, value: token.value, places: [{ segment, start: token.start, end: token.end }] })));
}

/** What stands behind a label of a number: from its first token up to a word that ends it, if it holds a digit and is neither date nor NIP. */
export function scanNumbers(text: string): Token[] {
  if (OTHER_HEAD.test(foldSameLength(text))) return [];
  const lead0 = /^[\s:.,#\-–/|)(]*(?:[A-Z]{2,4}\s+(?=N[or]\b))?(?:(?:vat|nr|no|numer|number)\b[\s:./|]*){0,3}/i.exec(text)?.[0].length ?? 0;
  const glued = /^(?:nr|numer)(?=\p{Lu}|\d)/u.exec(text.slice(lead0))?.[0].length ?? 0;
  const lead = lead0 + glued;
  const rest = text.slice(lead);
  const stop = STOP.exec(foldSameLength(rest));
  const dates = scanDates(rest);
  let end = stop ? stop.index : rest.length;
  const date = dates.find(({ start }) => /\d/.test(rest.slice(0, start)));
  if (date && date.start < end && /[\s,(]$/.test(rest.slice(0, date.start))) end = date.start;
  const raw = rest.slice(0, end).replace(/[\s,:;.(\-–]+$/, '');
  if (!isNumber(raw) || (!raw.includes('/') && dates.some(({ start, end: stopAt }) => start === 0 && stopAt >= raw.length))) return [];
  const plain = raw.replace(/\s+/g, ' ').replace(/\s?([/\\])\s?/g, '$1');
  const value = repairPrefix(plain);
  return [{ value, start: lead, end: lead + raw.length, repaired: value !== plain }];
}

/** How sure the letters of such a number are. */
const DOUBTFUL = 0.84;

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
  const words = raw.split(/\s+/);
  if (words.length > 4 || words.some((word) => /^\p{L}{5,}$/u.test(word) && !/^\p{Lu}+$/u.test(word))) return false;
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

/** A bare "nr" behind other words ("umowa ramowa nr", "lok. nr") numbers something else. */
function isOtherDocument(view: LabelledSheet, { label }: Candidate): boolean {
  if (!label) return false;
  const before = (view.labels.get(label.segment) ?? []).filter((other: LabelHit) => other.end <= label.start && other.key !== 'numer_faktury');
  if (before.some(({ key }) => OTHERS.has(key))) return true;
  return label.length <= 5 && !label.leading;
}
