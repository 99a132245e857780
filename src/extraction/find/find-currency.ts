import type { Token } from '../read/scan-values';
import { rankByValue, toFinding, type Finding } from './finding';
import { everywhere, hitsOf, segmentsBelow, segmentsRight, valuesOf, type Candidate, type LabelledSheet } from './label-values';

const CODES = /(?<![A-Za-z])(PLN|EUR|USD|GBP|CHF|CZK|SEK|NOK|DKK|HUF|RON|UAH)(?![A-Za-z])/g;
const SIGNS = /(€|£|\$|(?<![A-Za-zÀ-ž])(?:zł|zl)(?![A-Za-zÀ-ž])|(?<=\d\s?)(?:zt|z1)(?![A-Za-zÀ-ž\d])|(?<=\d[.,]\d{2}\s?)[zZ](?:[łlt1fL])?(?![A-Za-zÀ-ž]))/g;
const SIGN_CODES: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', $: 'USD' };

/** The currency of the sums: named by its label, else the code beside the total, else the marks on the page. Exchange rates and VAT in PLN prove nothing. */
export function findCurrency(view: LabelledSheet): Finding | null {
  const named = hitsOf(view, 'waluta').flatMap((hit) => valuesOf(view, hit, scanCurrencyCodes).slice(0, 1));
  const totals = [...hitsOf(view, 'do_zaplaty', 'pozostalo', 'suma_brutto', 'razem', 'kwota_slownie').flatMap((hit) => besideTotal(view, hit)), ...hitsOf(view, 'kwota_slownie').flatMap((hit) => spelledOut(view, hit))];
  const marks = everywhere(view, scanCurrencies).filter((mark) => isBesideNumber(mark)).filter(({ places: [place] }) => place && !(view.labels.get(place.segment) ?? []).some(({ key }) => key === 'kurs') && !/kurs|tabel|nbp|kapital|w przeliczeniu/.test(place.segment.folded));
  const ranked = rankByValue([...named, ...totals, ...marks], (candidate) => (candidate.label?.key === 'waluta' ? 3 : candidate.label ? 1 : 0.1));
  const [best] = ranked;
  if (!best) return null;
  const first = best.candidates[0]!;
  const strength = first.label?.key === 'waluta' ? 0.96 : first.label ? 0.92 : 0.75;
  const rivals = ranked.slice(1).some(({ strength: rival }) => rival > best.strength / 2);
  const sign = /^(?:zł|zl|zt|z1|€|£|\$)$/i.test(textOfPlace(first));
  return { ...toFinding(first, [{ name: 'label', strength: rivals ? strength - 0.2 : strength }, { name: 'repeated', strength: Math.min(0.6, 0.15 * best.candidates.length) }], ranked.slice(1).map(({ value }) => ({ value, strength: 0.2 }))), derived: sign };
}

/** A mark by itself counts only beside a number or in brackets, as in the head of a column: three capitals may be anything. */
function isBesideNumber({ places: [place] }: Candidate): boolean {
  if (!place) return false;
  const { text } = place.segment;
  return /\d\s?$/.test(text.slice(0, place.start)) || /^\s?:?\s?-?\d/.test(text.slice(place.end)) || (/[[(/]\s?$/.test(text.slice(0, place.start)) && /^\s?[\])]?/.test(text.slice(place.end)))
    || /^(?:PLN|EUR|USD|zł)$/.test(text.trim()) || (/^(?:PLN|EUR|USD|GBP)$/.test(text.slice(place.start, place.end)) && /netto|brutto|vat|kwota|warto|cena|net|gross/i.test(text));
}

function textOfPlace({ places: [place] }: Candidate): string {
  return place ? place.segment.text.slice(place.start, place.end) : '';
}

/** The currency in the amount in words, where recognisers glue words together. */
function spelledOut(view: LabelledSheet, hit: Parameters<typeof valuesOf>[1]): Candidate[] {
  return [hit.segment, ...segmentsRight(view, hit), ...segmentsBelow(view, hit)].slice(0, 3).flatMap((segment) => {
    const match = /z[lt1]ot(?:y|e|ych)|pln|euro?(?![a-z]*c)|eur/.exec(segment.folded);
    if (!match) return [];
    return [{ value: match[0].startsWith('e') ? 'EUR' : 'PLN', places: [{ segment, start: match.index, end: match.index + match[0].length }], relation: 'inline' as const, label: hit, repaired: false }];
  });
}

/** A currency mark on the row of a total's label. */
function besideTotal(view: LabelledSheet, hit: Parameters<typeof valuesOf>[1]): Candidate[] {
  const row = view.sheet.pages.find(({ page }) => page === hit.segment.page)?.rows[hit.segment.row] ?? [];
  return row.filter((segment) => segment === hit.segment || segment.column > hit.segment.column).slice(0, 3)
    .flatMap((segment) => scanCurrencies(segment.text).slice(-1).map((token): Candidate => ({ value: token.value, places: [{ segment, start: token.start, end: token.end }], relation: 'right', label: hit, repaired: false })));
}

export function scanCurrencyCodes(text: string): Token[] {
  const codes = [...text.matchAll(CODES)].map((match): Token => ({ value: match[1] ?? '', start: match.index, end: match.index + 3, repaired: false }));
  if (codes.length > 0) return codes;
  const word = /złot|zlot|euro(?![a-z])|dolar/i.exec(text);
  return word ? [{ value: /^z/i.test(word[0]) ? 'PLN' : /^e/i.test(word[0]) ? 'EUR' : 'USD', start: word.index, end: word.index + word[0].length, repaired: false }] : scanSigns(text);
}

function scanSigns(text: string): Token[] {
  return [...text.matchAll(SIGNS)].map((match) => ({ value: SIGN_CODES[match[1] ?? ''] ?? 'PLN', start: match.index, end: match.index + match[0].length, repaired: false }));
}

function scanCurrencies(text: string): Token[] {
  const codes = [...text.matchAll(CODES)].map((match): Token => ({ value: match[1] ?? '', start: match.index, end: match.index + 3, repaired: false }));
  return [...codes, ...scanSigns(text)].sort((a, b) => a.start - b.start);
}
