import { approximateHits, mayOccur, preparePattern, signatureOf, type Pattern } from './fuzzy-match';
import { LABELS, WEAK_LABELS, type LabelKey } from './label-dictionary';
import { compact, isLetter } from './normalise-text';
import type { Segment, Sheet } from './sheet.types';

/** A label found in a segment: characters `start` to `end` of its text. */
export interface LabelHit {
  readonly key: LabelKey;
  readonly segment: Segment;
  readonly start: number;
  readonly end: number;
  /** 0..1: how much of the label was read as it is written in the dictionary. */
  readonly closeness: number;
  /** Nothing but other labels and separators stands before it in its segment. */
  readonly leading: boolean;
  /** Nothing but labels and separators stands in the whole segment. */
  readonly whole: boolean;
  /** Matches a wording that also means other things. */
  readonly weak: boolean;
  /** Letters of the dictionary wording that matched. */
  readonly length: number;
}

export type LabelIndex = ReadonlyMap<Segment, readonly LabelHit[]>;

interface Entry { readonly key: LabelKey; readonly pattern: Pattern; readonly limit: number; readonly weak: boolean }

const DAMAGED_NIP = ['mlp', 'nlf', 'ntp'];

/** "Saldo-Rzeszów": with a capital behind a hyphen a word is part of a name. */
const COMPOUND = /^-\p{Lu}\p{Ll}/u;
/** Words of their own that are a letter away from a label. */
const OTHER_WORDS: ReadonlySet<string> = new Set(['taxi']);

const ENTRIES: readonly Entry[] = buildEntries();

function buildEntries(): Entry[] {
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (const [key, wordings] of Object.entries(LABELS) as [LabelKey, readonly string[]][]) {
    // recognisers without Polish letters read ł as l or as t
    for (const { wording, weak } of wordings.flatMap((one) => (one.includes('ł') ? [one, one.replaceAll('ł', 't')] : [one]).map((wording) => ({ wording, weak: WEAK_LABELS.has(one) })))) {
      const text = compact(wording).text;
      if (seen.has(text)) continue;
      seen.add(text);
      entries.push({ key, pattern: preparePattern(text), limit: text.length < 5 ? 0 : Math.min(3, Math.floor(text.length / 5)), weak });
    }
  }
  for (const text of DAMAGED_NIP) if (!seen.has(text)) entries.push({ key: 'nip', pattern: preparePattern(text), limit: 0, weak: true });
  return entries.sort((a, b) => b.pattern.text.length - a.pattern.text.length);
}

/** All labels of a document. Longer and cleaner matches win where they overlap. */
export function findLabels(sheet: Sheet): LabelIndex {
  const known = new Map<string, ReturnType<typeof matchLabels>>();
  const index = new Map<Segment, LabelHit[]>();
  for (const segment of sheet.pages.flatMap(({ segments }) => segments)) {
    let matches = known.get(segment.text);
    if (!matches) known.set(segment.text, matches = matchLabels(segment));
    index.set(segment, matches.map((match) => ({ ...match, segment })));
  }
  return index;
}

type Match = Omit<LabelHit, 'segment'>;

function matchLabels(segment: Segment): Match[] {
  const { text, at } = segment.compact;
  if (text.length < 2 || !/[a-z]{2}/.test(text)) return [];
  const found: (Match & { score: number })[] = [];
  const signature = signatureOf(text);
  for (const { key, pattern, limit, weak } of ENTRIES) {
    if (pattern.text.length - limit > text.length || !mayOccur(pattern, signature, limit)) continue;
    for (const hit of approximateHits(pattern, text, limit)) {
      const start = at[hit.start] ?? 0, end = (at[hit.end - 1] ?? 0) + 1;
      if (!boundaries(segment.folded, start, end, pattern.text.length, hit.distance) || (!weak && COMPOUND.test(segment.text.slice(end)))) continue;
      if (hit.distance > 0 && OTHER_WORDS.has(segment.folded.slice(start, end))) continue;
      // "przelewem 12.03.2026" tells when it was paid and is no damaged "przelewem do"
      if (hit.distance > 0 && /do(?:dn[il]a)?$/.test(pattern.text) && !/d[o0](?:\s*dni[a.])?$/.test(segment.folded.slice(start, end))) continue;
      if (hit.distance > 0 && pattern.text.charAt(0) !== text.charAt(hit.start) && pattern.text.length < 8) continue;
      found.push({ key, start, end, closeness: 1 - hit.distance / pattern.text.length, weak, length: pattern.text.length, leading: false, whole: false, score: hit.end - hit.start - 2.2 * hit.distance });
    }
  }
  return placeMatches(segment, found);
}

/** A label is a word of its own; only long ones, read without a fault, may stand glued to others, because recognisers lose spaces. */
function boundaries(folded: string, start: number, end: number, length: number, distance: number): boolean {
  const glued = length >= 9 && distance === 0;
  if (length < 5 && /\d.*\d/.test(folded.slice(start, end))) return false;
  return (glued || !/[a-z0-9]/.test(folded.charAt(start - 1))) && (glued || !isLetter(folded.charAt(end)));
}

function placeMatches(segment: Segment, found: (Match & { score: number })[]): Match[] {
  found.sort((a, b) => b.score - a.score || a.start - b.start);
  const taken: (Match & { score: number })[] = [];
  for (const raw of found) {
    const match = dated(segment, raw);
    if (match && taken.every((other) => match.end <= other.start || match.start >= other.end)) taken.push(match);
  }
  taken.sort((a, b) => a.start - b.start);
  const rest = (from: number, to: number): string => segment.folded.slice(from, to).replace(/[^a-z0-9]/g, '');
  let covered = 0, leading = true;
  const standing = taken.filter((match, i) => !ofLabelBefore(segment.folded, match, taken[i - 1])).filter((match, i, all) => i === 0 || !match.weak || match.key === all[i - 1]?.key || endsLabel(segment.folded, match) || introducesDate(segment.folded, match));
  const all = standing.map((match): Match => {
    leading = leading && rest(covered, match.start) === '';
    covered = match.end;
    return { key: match.key, start: match.start, end: match.end, closeness: match.closeness, weak: match.weak, length: match.length, leading, whole: false };
  });
  const placed = all.filter((match) => match.leading || (match.length >= 9 && (match.closeness === 1 || followedBySeparator(segment.folded, match.end))) || (match.weak ? introducesDate(segment.folded, match) : followedBySeparator(segment.folded, match.end)));
  const whole = standing.length > 0 && rest(covered, segment.text.length) === '' && all.every(({ leading: first }) => first);
  return placed.map((match) => ({ ...match, whole }));
}

/** "Numer dokumentu sprzedaży": the word goes on with the label right before it. */
function ofLabelBefore(folded: string, match: Match, before: Match | undefined): boolean {
  return before !== undefined && /^(?:sprzedazy|dostawy|wystawienia)$/.test(folded.slice(match.start, match.end)) && /^[\s/]*(?:(?:dokonania|zakonczenia)\s)?$/.test(folded.slice(before.end, match.start));
}

/** Behind another label a common word is a label only with a mark of its own: in "Payment method: bank transfer" it is a value. */
function endsLabel(folded: string, { end }: Match): boolean {
  return /^\s*(?:[:/|)]|$)/.test(folded.slice(end));
}

/** Words with which a common word still names the same date: "Termin (dni) zapłaty:", "Data i miejsce wystawienia:". */
const SAME_DATE: Readonly<Partial<Record<LabelKey, RegExp>>> = { data_wystawienia: /wyst|faktur|dokum|rachun|sporz/, data_sprzedazy: /sprzed|dosta|wykon|uslug|rozlicz|swiadcz/, termin_platnosci: /plat|zapl|wpla|przel/ };

/** What is sold: "Data zakończenia realizacji usługi", "Okres najmu". What only begins there, or is agreed, is not. */
const OF_SALE = /sprzed|dosta|wykon|uslug|swiadcz|zakoncz|ukoncz|realiz|transakcj/, OF_PERIOD = new RegExp(`${OF_SALE.source}|najm|dzierz|rozlicz|abonam|faktur|obciaz|zuzyc|pobyt|wypozycz|prenumer|uzytkow|kampani|reklam|przejazd`);
const OF_OTHERS = /umow|zamow|zlecen|odczyt|plat|zapl|wplat|wystaw|koryg|pierwotn|wazn|gwaranc|rekojm|ubezp|wypowiedz|protok|odbior|nastepn|kolejn|planow|przewid|rozpocz|poczat/;

/**
 * "Termin szkolenia: 28.05.2026", "Data montażu: …": a common word and others that this dictionary does not know are a label of something else (null),
 * unless these say that they tell of the sale: then they are its label, however they go on.
 */
function dated<M extends Match>({ folded, text }: Segment, match: M): M | null {
  const { key, weak, length, end } = match, same = SAME_DATE[key];
  if (!weak || length > 6 || same === undefined) return match;
  const more = /^\s+(?!i\s|do\s)([a-z][^\d:]{2,40}):/.exec(folded.slice(end))?.[1] ?? (/^\s\p{Ll}/u.test(text.slice(end)) ? /^\s+(?!i\s|do\s)([a-z][a-z /(),.-]{2,40}?)\s{0,2}(?=$|\d)/.exec(folded.slice(end))?.[1] : undefined);
  const sold = more !== undefined && key !== 'termin_platnosci' && (key === 'data_sprzedazy' ? OF_PERIOD : OF_SALE).test(more) && !OF_OTHERS.test(more);
  if (sold) return { ...match, key: 'data_sprzedazy', end: folded.indexOf(more, end) + more.length, length: length + more.length, weak: false, closeness: 1 };
  return more === undefined || same.test(more) ? match : null;
}

/**
 * "… nr 7 z dnia 16.03.2026", "przelew, termin 2026-03-30": of the common words only these count in the middle of a line, and only before a date or a colon.
 * A day by which something is due is one of payment only where payment is spoken of.
 */
function introducesDate(folded: string, match: Match): boolean {
  const rest = folded.slice(match.end), dated = /^[\s.:,'`]{0,4}(?:[\dolis]{1,2}[\s.\-/a-z]|20\d{2}[.\-/])/.test(rest) || (match.key === 'data_sprzedazy' && /^\s?:\s{0,3}(?:stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|pazdz|listop|grud)[a-z]{0,8}(?:\s20\d{2}(?!\d)|$)/.test(rest));
  if (match.key === 'termin_platnosci') return dated && asksForPayment(folded.slice(0, match.start));
  return match.key in SAME_DATE ? dated : /^\s*:/.test(rest);
}

/** Whether folded words before a day ask for payment by it: not where a fee covers a period up to it ("Opłata od 01.03.2026 do 31.03.2026"). */
export function asksForPayment(before: string): boolean {
  return /(?<![a-z])(?:platn|zaplat|zaplac|wplat|wplac|przelew|przelac|uregulow|nalezn)/.test(before) && !/(?<![a-z])od\s|\d[./-]\d{1,2}[./-]\d/.test(before);
}

/** Inside a sentence only "label:" or "label 123" is a label. */
function followedBySeparator(folded: string, end: number): boolean {
  return /^\s*[.:/-]?\s*(?:[:(]|\d|$|pl\s?\d)/.test(folded.slice(end));
}
