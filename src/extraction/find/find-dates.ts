import { asksForPayment, type LabelHit } from '../read/find-labels';
import type { LabelKey } from '../read/label-dictionary';
import { addDays, daysBetween, lastOfMonth } from '../read/parse-polish-date';
import { scanBareDates, scanDates, scanMonths, type Token } from '../read/scan-values';
import type { Segment } from '../read/sheet.types';
import { bracketedDays } from './bracketed-dates';
import { RIVAL, labelEvidence, labelStrength, rankByValue, toFinding, type Finding } from './finding';
import { behindOtherInvoice, everywhere, hitsOf, inlineRange, labelled, pageOf, segmentsBelow, segmentsRight, type Candidate, type LabelledSheet } from './label-values';
import { findReceiptHead } from './receipt-head';
import { soldInSentence } from './sale-sentence';
import { isSumColumnHead } from './sum-columns';
import { NEXT_LINE, wrappedDays, wrappedMonths } from './wrapped-dates';

export interface FoundDates {
  readonly data_wystawienia: Finding | null;
  readonly data_sprzedazy: Finding | null;
  readonly termin_platnosci: Finding | null;
}

/** The three dates of an invoice, each by its label; a term in days gives a derived due date. */
export function findDates(view: LabelledSheet): FoundDates {
  const issued = findIssueDate(view);
  const issueDate = typeof issued?.value === 'string' ? issued.value : null;
  const sold = findSaleDate(view);
  return { data_wystawienia: issued, data_sprzedazy: sold, termin_platnosci: findDueDate(view, issueDate, typeof sold?.value === 'string' ? sold.value : null) };
}

function withBareDates(text: string): readonly Token[] {
  const dates = scanDates(text);
  // among words eight digits number something
  return dates.length > 0 || /\p{L}{4}/u.test(text) ? dates : scanBareDates(text);
}

function findIssueDate(view: LabelledSheet): Finding | null {
  const letter = cityAndDate(view);
  const named = [...labelled(view, ['data_wystawienia', 'data_wystawienia_i_sprzedazy'], withBareDates), ...bracketedDays(view, 'data_wystawienia', 'data_wystawienia_i_sprzedazy')]
    .filter((candidate) => !farBelowLetter(view, candidate, letter) && !inListedRow(view, candidate) && !afterOtherDocument(view, candidate) && !(ISSUE_WORDS.test(labelText(candidate)) && strayWord(candidate)));
  const placed = labelled(view, ['miejsce'], scanDates).filter(({ label, relation, places: [place] }) => relation === 'inline' && label && place && CITY.test(label.segment.text.slice(label.end, place.start).replace(/^[\s:]+/, '')));
  const invoice = [...named, ...placed].filter((candidate) => !ofDuplicate(view, candidate)), own = invoice.length > 0 ? invoice : named;
  const ranked = rankByValue(firstOfLabel(own), (candidate) => labelStrength(candidate) - ((candidate.label?.length ?? Infinity) <= 5 ? 0.25 : 0));
  const [best] = ranked;
  if (!best) return findReceiptHead(view)?.day ?? letter ?? underNumber(view);
  const rival = (ranked[1]?.strength ?? 0) > RIVAL * best.strength || besideAnotherPlace(view, best.candidates[0]!, letter) || ofOtherPaper(view, best.candidates[0]!);
  return { ...toFinding(best.candidates[0]!, best.candidates.slice(0, 2).map(labelEvidence), ranked.slice(1)), certainty: rival ? DOUBTFUL : 1 };
}

/** A day behind a bare "z dnia" may be any paper's where the place and day of the letter say another; behind the number it is the invoice's. */
function besideAnotherPlace(view: LabelledSheet, { label, value }: Candidate, letter: Finding | null): boolean {
  if (!label || label.length > 6 || (view.labels.get(label.segment) ?? []).some(({ key }) => key === 'numer_faktury')) return false;
  return letter !== null && letter.value !== value;
}

/** A bare "dnia" in the lower half of a page, as stamps of the receiver have it, says nothing where the place and day of the letter say another. */
function farBelowLetter(view: LabelledSheet, candidate: Candidate, letter: Finding | null): boolean {
  const { segment } = candidate.label ?? {};
  return segment !== undefined && segment.cy > 0.5 * (pageOf(view, segment)?.height ?? Infinity) && besideAnotherPlace(view, candidate, letter);
}

/** A bare "z dnia" behind words that are neither the invoice's title nor a place ("wg oferty z dn. …") may tell the day of anything. */
function ofOtherPaper(view: LabelledSheet, { label }: Candidate): boolean {
  if (!label || label.length > 6) return false;
  const before = label.segment.text.slice(0, label.start);
  return /\p{L}{3}/u.test(before) && !CITY.test(before) && (view.labels.get(label.segment) ?? []).every(({ start, key }) => start >= label.start || !['numer_faktury', 'miejsce', 'data_wystawienia'].includes(key));
}

/** How sure a day of issue is beside another as well labelled. */
const DOUBTFUL = 0.8;

/** Words right before a day that say it is one. */
const ON_THE_DAY = /(?<!\p{L})(?:dn\.|dnia|den)\s*$/u;
/** A place by its capitals ("Rawa Mazowiecka", "Nowe Miasto nad Pilicą"), and what may stand between it and a date. */
const CITY = /^(\p{Lu}\p{L}{1,30}(?:(?: | ?- ?)(?:\p{Lu}[\p{L}.]{0,30}|nad|pod|przy|ko[lł]o)){0,4}),?\s{0,3}(?:(?<!\p{L})(?:dn\.|dnia|den))?\s{0,3}$/u;
/** Documents whose dates are not this one's. */
const OTHER_DOCUMENTS: ReadonlySet<LabelKey> = new Set(['faktura_korygowana', 'data_korygowanej', 'ksef_korygowanej', 'numer_obcy', 'data_obca']);

const OTHER_PAPERS = /kurs|nbp|tabel|umow|zamow|duplikat|ustaw|protok|pierwotn|korygowan|koryguje(?![a-z])|dotycz/;

/** What a line that begins with "nr", or with a small letter ("z dnia …"), may go on from. */
function lineAbove(view: LabelledSheet, segment: Segment): string {
  return (pageOf(view, segment)?.rows[segment.row - 1] ?? []).find(({ x0, cy }) => Math.abs(x0 - segment.x0) < 1 && segment.cy - cy < NEXT_LINE)?.folded ?? '';
}

/** "Faktura korygowana nr 7 z dnia …", "umowa z dnia …", "za prace do dnia …": the date belongs to what is named before it. */
function afterOtherDocument(view: LabelledSheet, { label }: Candidate): boolean {
  // "do faktury nr 7 wystawionej dnia …": whatever is named so stands before it
  if (label && /^wystawion(?:ej|ego|ych)/.test(label.segment.folded.slice(label.start))) return true;
  if (!label || label.length > (label.weak ? 10 : 6)) return false;
  const before = label.segment.folded.slice(0, label.start), labels = (view.labels.get(label.segment) ?? []).filter(({ start }) => start < label.start);
  // "wystawiona w Kępnie dnia …" is one wording
  const issued = labels.at(-1)?.key === 'data_wystawienia' && !/\d/.test(label.segment.folded.slice(labels.at(-1)?.end, label.start));
  return labels.some(({ key }) => (label.length <= 6 ? !(issued && key === 'data_wystawienia') && !['numer_faktury', 'miejsce'].includes(key) : OTHER_DOCUMENTS.has(key)))
    || OTHER_PAPERS.test(before) || ((labels[0]?.length === 2 || /^\p{Ll}/u.test(label.segment.text)) && OTHER_PAPERS.test(lineAbove(view, label.segment))) || /(?:%|(?<![a-z])(?:do|od|za|po|przed|zaplacono|wplacono))\s*$/.test(before);
}

/** Below the title of a column beside sums, or of one that lists several days: the day of another document or of one item. */
function inListedRow(view: LabelledSheet, { label, relation }: Candidate): boolean {
  return relation === 'below' && label !== null && (isSumColumnHead(view, label) || headsDays(view, label));
}

/** Whether two different days stand one below the other under a title that has others beside it. */
function headsDays(view: LabelledSheet, { segment }: LabelHit): boolean {
  const rows = pageOf(view, segment)?.rows ?? [], beside = rows[segment.row] ?? [];
  const below = rows.slice(segment.row + 1, segment.row + 3).map((row) => row.filter(({ x0, x1 }) => x0 < segment.x1 && x1 > segment.x0));
  const under = below.map((row) => row.flatMap(({ text }) => scanDates(text).map(({ value }) => value)));
  // one period in two lines
  if (below[0]?.some(({ folded }) => UNFINISHED_PERIOD.test(folded))) return false;
  return beside.length > 2 && beside.every(({ text }) => !/\d/.test(text)) && under.length === 2 && under.every(({ length }) => length === 1) && under[0]?.[0] !== under[1]?.[0];
}

/** "DUPLIKAT" and under it the day on which that was made out: the invoice is older. */
function ofDuplicate(view: LabelledSheet, { label }: Candidate): boolean {
  const { segment } = label ?? {};
  return segment !== undefined && (pageOf(view, segment)?.segments ?? []).some(({ folded, cy, x0, x1 }) => cy < segment.cy && segment.cy - cy < NEXT_LINE && x0 < segment.x1 && x1 > segment.x0 && /^\W*duplikat\W*$/.test(folded));
}

/** A lone common word ("sprzedaż", "dostawy", "wystawienia") dates only what stands right behind it or, as a label of its own, beside or below it: no law, contract or plan. */
function strayWord({ label, relation, places: [place] }: Candidate): boolean {
  if (!label?.weak || label.length > 11 || /\s/.test(label.segment.text.slice(label.start, label.end))) return false;
  const before = label.segment.folded.slice(0, label.start), between = relation === 'inline' && place ? label.segment.folded.slice(label.end, place.start).replace(/\([^)]*\)/g, ' ').replace(/[\d.:,'`/–-]/g, ' ') : '';
  return /[a-z]\s*$/.test(before) || !/^\s*(?:(?:w|za|od|do|dnia|dniu|okresie|okres)\s+)*$/.test(between);
}

/** Words that make a sale that of the invoice which is corrected, behind its label ("Data sprzedaży na fakturze pierwotnej") and before it ("… dokumentowanych fakturami w okresie"). */
const CORRECTED = /pierwotn|korygowan|na\s+fakturze|objet\w*\s+korekt/, OF_INVOICES = /koryguj|pierwotn|(?<![a-z])faktur(?:ami|ach)(?![a-z])/;
/** "do faktury nr 7 z dnia …, data sprzedaży: …": the sale that is corrected. */
function ofCorrected(view: LabelledSheet, { label, relation, places: [place] }: Candidate): boolean {
  if (!label) return false;
  const { folded } = label.segment, after = folded.slice(label.end, relation === 'inline' ? place?.start : undefined);
  return CORRECTED.test(after) || OF_INVOICES.test(folded.slice(0, label.start)) || behindOtherInvoice(view, label.segment, label.start);
}

/** The first date behind a label is its own; a second one belongs to something else, except that a period ends with its last. */
function firstOfLabel(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<unknown>();
  return candidates.filter(({ label }) => { const fresh = !seen.has(label); seen.add(label); return fresh; });
}

/**
 * "Warszawa, 16.03.2026" or "Warszawa, dn. …" without a label in the upper part of the first page, where no other day stands so. Sure where the place is
 * named elsewhere too, or "dnia" says what it is: "Montaż, 10.02.2026" looks the same.
 */
function cityAndDate(view: LabelledSheet): Finding | null {
  const page = view.sheet.pages[0];
  const candidates = everywhere(view, scanDates).filter(({ places: [place] }) => page && place && place.segment.page === page.page && place.segment.cy < page.height * 0.4
    && CITY.test(place.segment.text.slice(0, place.start)) && !(view.labels.get(place.segment) ?? []).some(({ start }) => start < place.start));
  const marked = candidates.filter(({ places: [place] }) => place && (/,\s*$/.test(place.segment.text.slice(0, place.start)) || ON_THE_DAY.test(place.segment.text.slice(0, place.start))));
  const [first, ...more] = marked.length > 0 ? marked : candidates;
  const [place] = first?.places ?? [];
  if (!first || !place || more.some(({ value }) => value !== first.value)) return null;
  const before = place.segment.text.slice(0, place.start), town = CITY.exec(before)?.[1] ?? '';
  const known = ON_THE_DAY.test(before) || page!.segments.some((segment) => segment !== place.segment && segment.text.includes(town));
  return toFinding(first, [{ name: 'position', strength: known ? 0.85 : 0.7 }]);
}

/** In em: the line of the number, or one of the two below it. */
const UNDER_NUMBER = 4.5;
/** A page of numbers is a list of other documents. */
const MOST_TITLES = 10;

/** A day that stands by itself beside or under the number of the invoice, and no other day does: a guess to be looked at. */
function underNumber(view: LabelledSheet): Finding | null {
  const titles = hitsOf(view, 'numer_faktury').map(({ segment }) => segment).filter(({ page }) => page === view.sheet.pages[0]?.page).slice(0, MOST_TITLES);
  const under = ({ page, cy, x0, x1 }: Segment): boolean => titles.some((title) => page === title.page && cy > title.cy - 1 && (cy < title.cy + 1 || (cy - title.cy < UNDER_NUMBER && x0 < title.x1 && x1 > title.x0)));
  const found = everywhere(view, scanDates).filter(({ places: [place] }) => place && !/[/-]$/.test(place.segment.text.slice(0, place.start)) && place.end - place.start >= place.segment.text.trim().length - 3 && under(place.segment));
  const [first] = found;
  return first && found.every(({ value }) => value === first.value) ? toFinding(first, [{ name: 'position', strength: 0.7 }]) : null;
}

function findSaleDate(view: LabelledSheet): Finding | null {
  const own = [...labelled(view, ['data_sprzedazy', 'data_wystawienia_i_sprzedazy'], withBareDates), ...bracketedDays(view, 'data_sprzedazy', 'data_wystawienia_i_sprzedazy'), ...wrappedDays(view, 'data_sprzedazy')].filter((candidate) => !ofCorrected(view, candidate) && !strayWord(candidate) && !inListedRow(view, candidate));
  const last = lastOfPeriod(own.filter((candidate) => !ofMonth(candidate))).flatMap((candidate) => closedPeriod(view, candidate) ?? []);
  const ranked = rankByValue(last, (candidate) => labelStrength(candidate) + saleWord(candidate));
  const [best] = ranked;
  if (best) return toFinding(best.candidates[0]!, best.candidates.slice(0, 2).map(labelEvidence), ranked.slice(1));
  const [month] = [...labelled(view, ['data_sprzedazy'], scanMonths), ...wrappedMonths(view)].filter((candidate) => !ofCorrected(view, candidate));
  // Only a month is printed: the period ends with its last day.
  return month ? { ...toFinding({ ...month, value: lastOfMonth(month.value) }, [labelEvidence(month)]), derived: true } : soldInSentence(view) ?? unloaded(view);
}

/** Where no day of sale is named, the only day of unloading: with it a carrier's service is rendered. */
function unloaded(view: LabelledSheet): Finding | null {
  const days = labelled(view, ['data_obca'], scanDates).filter((candidate) => /^datarozladunku/.test(labelText(candidate)));
  const [only] = days;
  return only && days.every(({ value }) => value === only.value) ? toFinding(only, [{ ...labelEvidence(only), strength: UNLOADED }]) : null;
}

/** How much a day of unloading says of the sale. */
const UNLOADED = 0.6;

/** "Zapłata za miesiąc luty 2026 do 10.03.2026": behind a month's name the day is another. */
function ofMonth(candidate: Candidate): boolean {
  return /^zamiesi/.test(labelText(candidate));
}

/** Where both are printed, the date of sale wins over a delivery note's date. */
function saleWord({ label }: Candidate): number {
  return label && /sprzed|sale/.test(label.segment.folded.slice(label.start, label.end)) ? 0.2 : 0;
}

/** Of "01.03.2026 - 31.03.2026" the sale date is the end; of several dates without a dash the first. */
function lastOfPeriod(candidates: readonly Candidate[]): Candidate[] {
  const byLabel = new Map<unknown, Candidate[]>();
  for (const candidate of candidates) byLabel.set(candidate.label, [...(byLabel.get(candidate.label) ?? []), candidate]);
  return [...byLabel.values()].map((group) => {
    const [first, second] = group;
    const [a, b] = [first?.places[0], second?.places[0]];
    const joint = a && b && a.segment === b.segment ? a.segment.folded.slice(a.end, b.start) : '';
    return second && /^\s*(?:(?:r\.?|roku)\s*)?(?:-|do|to|bis)\s*(?:dnia\s*)?$/.test(joint) ? second : first!;
  });
}

/** A line that ends before the last day of its period. */
const UNFINISHED_PERIOD = /\d\s*(?:r\.?|roku)?\s*(?:-|(?<![a-z])do)\s*$/;

/** "16.02.2026 –" with "28.02.2026" beside it or on the line below ends with that; a period whose end cannot be found says nothing. */
function closedPeriod(view: LabelledSheet, candidate: Candidate): Candidate | null {
  const place = candidate.places.at(-1);
  if (!place || !UNFINISHED_PERIOD.test(place.segment.folded) || /\d{2}/.test(place.segment.folded.slice(place.end))) return candidate;
  const near = (pageOf(view, place.segment)?.rows ?? []).slice(place.segment.row, place.segment.row + 3).flat();
  const below = near.find(({ row, x0, x1, cy }) => (row === place.segment.row ? x0 > place.segment.x1 && x0 - place.segment.x1 < NEXT_LINE : x0 < place.segment.x1 && x1 > place.segment.x0 && cy - place.segment.cy < NEXT_LINE));
  const [end] = below ? scanDates(below.text) : [];
  return below && end && end.start === 0 && end.value >= candidate.value ? { ...candidate, value: end.value, places: [place, { segment: below, start: end.start, end: end.end }] } : /^data(?!.*okres)/.test(labelText(candidate)) ? candidate : null;
}

/** Short wordings of an issue that also stand in sentences. */
const ISSUE_WORDS = /^(?:wyst|wystawienia|wystawion[ay]|sporzadzono)$/;
const TERM = /(\d{1,3})\s*(?:dni|dn\b|days|tage|d\b)/;

function findDueDate(view: LabelledSheet, issued: string | null, sold: string | null): Finding | null {
  const term = findTerm(view);
  const printed = firstOfLabel([...labelled(view, ['termin_platnosci'], withBareDates), ...wrappedDays(view, 'termin_platnosci')]);
  const ranked = rankByValue(printed.length > 0 ? printed : behindTerm(view, term), (candidate) => labelStrength(candidate) - (/zaplaty$|platnosci$/.test(labelText(candidate)) && /^data/.test(labelText(candidate)) ? 0.1 : 0));
  const [best] = ranked;
  if (best) {
    // a term runs from the issue or, as sellers also reckon, from the sale
    const agrees = term && issued ? [issued, sold].some((start) => start !== null && daysBetween(start, best.value) === term.value) : null;
    const evidence = best.candidates.slice(0, 2).map(labelEvidence);
    return toFinding(best.candidates[0]!, agrees ? [...evidence, { name: 'term', strength: 0.8 }] : evidence, ranked.slice(1), agrees === null ? [] : [{ code: 'agrees_with_term', ok: agrees }]);
  }
  if (!term || !issued) return dueInSentence(view);
  const due = addDays(issued, term.value);
  return { ...toFinding({ ...term, value: due }, [{ name: 'term', strength: 0.8 }]), derived: true };
}

/** "przelew 21 dni, do 2026-03-17", or "tj. do …" on the line below: the day that a term comes to is printed behind it. */
function behindTerm(view: LabelledSheet, term: Candidate<number> | null): Candidate[] {
  const [place] = term?.places ?? [];
  if (!term || !place) return [];
  const below = (pageOf(view, place.segment)?.rows[place.segment.row + 1] ?? []).filter(({ x0, cy }) => Math.abs(x0 - place.segment.x0) < 1 && cy - place.segment.cy < NEXT_LINE);
  return [{ segment: place.segment, from: place.end }, ...below.map((segment) => ({ segment, from: 0 }))].flatMap(({ segment, from }) => {
    const [day] = scanDates(segment.text.slice(from));
    const before = day ? segment.folded.slice(from, from + day.start) : '';
    return day && /^\W*(?:r\.?|roku)?\W*$/.test(segment.folded.slice(from + day.end)) && /^[^a-z\d]*(?:(?:tj|czyli|platne)[^a-z\d]*)?do(?:\s+dnia)?\s*$/.test(before) ? [{ value: day.value, places: [{ segment, start: from + day.start, end: from + day.end }], relation: 'inline' as const, label: term.label, repaired: day.repaired }] : [];
  }).slice(0, 1);
}

/** "Prosimy o przelew 38 500,00 zł na konto do 19.09.2025": a day in a sentence about payment, where no label names it. */
function dueInSentence(view: LabelledSheet): Finding | null {
  const days = everywhere(view, scanDates).filter(({ places: [place] }) => {
    const before = place?.segment.folded.slice(sentenceStart(place.segment.text.slice(0, place.start)), place.start) ?? '';
    return /(?<![a-z])do(?:\s+dnia)?\s*$/.test(before) && asksForPayment(before) && !(view.labels.get(place!.segment) ?? []).some(({ key }) => key === 'data_sprzedazy' || key === 'data_obca');
  });
  const [only] = days;
  return only && days.every(({ value }) => value === only.value) ? toFinding(only, [{ name: 'sentence', strength: 0.6 }]) : null;
}

/** Where the sentence begins in which a text ends: behind a word and its full stop, before a word with a capital. */
function sentenceStart(before: string): number {
  return [...before.matchAll(/(?:\p{L}{4}|zł|PLN|\d)[.!]\s+(?=\p{Lu}\p{Ll}{2})/gu)].at(-1)?.index ?? 0;
}

function labelText({ label }: Candidate): string {
  return label ? label.segment.folded.slice(label.start, label.end).replace(/[^a-z]/g, '') : '';
}

/** A term in days beside a payment label ("14 dni", "przelew 30 dni"). A number of days counts only where payment is spoken of. */
function findTerm(view: LabelledSheet): Candidate<number> | null {
  for (const hit of hitsOf(view, 'termin_platnosci', 'sposob_platnosci', 'zaplacono')) {
    const { start, end } = inlineRange(view, hit);
    const pieces = [{ segment: hit.segment, start, end }, ...[...segmentsRight(view, hit).slice(0, 1), ...segmentsBelow(view, hit).slice(0, 1)].map((segment) => ({ segment, start: 0, end: segment.text.length }))];
    for (const piece of pieces) {
      const match = TERM.exec(piece.segment.folded.slice(piece.start, piece.end));
      const days = Number(match?.[1]);
      if (!match || days > 180 || (hit.key === 'zaplacono' && !/przelew|termin/.test(piece.segment.folded.slice(piece.start, piece.start + match.index)))) continue;
      const at = piece.start + match.index;
      return { value: days, places: [{ segment: piece.segment, start: at, end: at + match[0].length }], relation: 'inline', label: hit, repaired: false };
    }
  }
  return null;
}
