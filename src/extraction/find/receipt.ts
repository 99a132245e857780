import type { PodsumowanieVat, Pozycja } from '../extraction.types';
import { readingConfidence, wholePlace } from '../read/evidence';
import { tidy } from '../read/normalise-text';
import { formatGrosze, parsePolishAmount, parsePolishDecimal } from '../read/parse-polish-amount';
import { scanAmounts } from '../read/scan-values';
import type { Segment } from '../read/sheet.types';
import { parseVatRate } from '../read/vat-rate';
import type { LabelledSheet } from './label-values';

export interface Receipt { readonly pozycje: readonly Pozycja[]; readonly podsumowanie_vat: readonly PodsumowanieVat[] }

interface Line { readonly page: number; readonly text: string; readonly folded: string; readonly segments: readonly Segment[] }

/** "2 szt. x 34,70   69,40 A", with or without the name before it. */
const ITEM = /^(.*?)\s*(\d+(?:[.,]\d{1,4})?)\s*(\p{L}{1,6}\.?)?\s*[x×*]\s*(\d[\d ]*[.,]\d{2})\s*=?\s*(-?\d[\d ]*[.,]\d{2})\s*([A-G])?$/u;
/** Where the letter of the rate leads: "A   1,000 szt * 59,90 =   59,90". */
const LEADING_LETTER = /^([A-G])\s+(?=\d)/;
/** "1. Żurek w chlebie (8%)": the number of the item before its name, and its rate behind. */
const COUNT = /^(\d{1,3})[.)]\s*(?=[^\d\s])/, NAMED_RATE = /\s*\(\s?(\d{1,2}\s?%|zw\.?)\s?\)$/i;
const GROSS_OF_LETTER = /(?<![a-z])sp(?:rz\w*)?\.?\s*op(?:odatk\w*|od)?(?![a-z])\.?\s*(?:ptu\s*)?([a-g])(?![a-z])/;
const VAT_OF_LETTER = /(?:ptu|kwota|vat|podatek)\s*([a-g])\s*[:=(]?\s*(\d{1,2}(?:[.,]\d{1,2})?\s?%|zw)/;
/** "VAT 8%: netto 255,56 podatek 20,44", the gross sum behind it or on the next line. */
const SUMS_OF_RATE = /^(?:vat|ptu|stawka)\s*(\d{1,2}(?:[.,]\d{1,2})?\s?%)[\s:,;-]{0,6}netto[\s:]{0,4}(-?\d[\d ]*[.,]\d{2})[\s,;]{0,4}(?:podatek|vat|ptu)[\s:]{0,4}(-?\d[\d ]*[.,]\d{2})(?:[\s,;]{0,4}brutto[\s:]{0,4}(-?\d[\d ]*[.,]\d{2}))?$/;
const GROSS_ALONE = /^brutto[\s:]{0,4}(-?\d[\d ]*[.,]\d{2})$/;
/** Rates of the letters where the receipt does not print them, as set for fiscal printers in August 2019. */
const USUAL_RATES: Readonly<Record<string, string>> = { a: '23', b: '8', c: '5', d: '0', e: 'zw' };

/** Lines and rates of a document that was printed like a till receipt: no table, letters for rates. */
export function readReceipt({ sheet }: LabelledSheet): Receipt {
  const lines = sheet.pages.flatMap(({ page, rows }) => rows.map((segments): Line => ({ page, segments, text: tidy(segments.map(({ text }) => text).join(' ')), folded: segments.map(({ folded }) => folded).join(' ') })));
  const letters = rateLetters(lines);
  const pozycje: Pozycja[] = [];
  lines.forEach((line, i) => {
    const item = toItem(line, lines[i - 1], pozycje.length + 1, letters);
    if (item) pozycje.push(item);
  });
  if (pozycje.length === 0) return { pozycje, podsumowanie_vat: [] };
  const byLetter = summary(lines, letters);
  return { pozycje: withoutCounts(pozycje), podsumowanie_vat: byLetter.length > 0 ? byLetter : sumsOfRates(lines) };
}

function rateLetters(lines: readonly Line[]): Map<string, string> {
  const letters = new Map(Object.entries(USUAL_RATES));
  for (const { folded } of lines) {
    const match = VAT_OF_LETTER.exec(folded);
    const rate = match && parseVatRate(match[2] ?? '');
    if (match && rate) letters.set(match[1] ?? '', rate);
  }
  return letters;
}

function toItem(line: Line, before: Line | undefined, lp: number, letters: ReadonlyMap<string, string>): Pozycja | null {
  const leading = LEADING_LETTER.exec(line.text), match = ITEM.exec(line.text.slice(leading?.[0].length ?? 0));
  if (!match) return null;
  const [, ahead = '', quantity = '', unit, price = '', value = '', letter = leading?.[1]] = match;
  const named = /\p{L}{2}/u.test(ahead) || !before || ITEM.test(before.text) || scanAmounts(before.text).length > 0 ? ahead : before.text;
  const amount = parsePolishAmount(value), each = parsePolishAmount(price), ilosc = parsePolishDecimal(quantity);
  if (amount === null || ilosc === null) return null;
  const closes = each !== null && Math.abs(Number(ilosc) * each - amount) <= 1;
  const rate = letter === undefined ? parseVatRate(NAMED_RATE.exec(named)?.[1] ?? '') : letters.get(letter.toLowerCase()) ?? null;
  return {
    lp, nazwa: tidy(named.replace(NAMED_RATE, '')), ilosc, jednostka: unit ?? null, cena_netto: null, stawka_vat: rate,
    wartosc_netto: null, wartosc_vat: null, wartosc_brutto: formatGrosze(amount), confidence: confidence(line, closes), page: line.page,
  };
}

/** Names without their numbers, where these count the items. */
function withoutCounts(items: readonly Pozycja[]): Pozycja[] {
  const counted = items.every(({ nazwa }, i) => Number(COUNT.exec(nazwa)?.[1]) === i + 1);
  return items.map((item) => (counted ? { ...item, nazwa: item.nazwa.replace(COUNT, '') } : item));
}

/** The sums of each rate in words, which must add up. */
function sumsOfRates(lines: readonly Line[]): PodsumowanieVat[] {
  return lines.flatMap((line, i) => {
    const [, rate = '', net = '', tax = '', own] = SUMS_OF_RATE.exec(line.folded) ?? [], stawka = parseVatRate(rate);
    const below = own === undefined ? GROSS_ALONE.exec(lines[i + 1]?.folded ?? '')?.[1] : own;
    const [netto, vat, brutto] = [net, tax, below ?? ''].map(parsePolishAmount) as [number | null, number | null, number | null];
    if (stawka === null || netto === null || vat === null || (brutto !== null && netto + vat !== brutto)) return [];
    return [{ stawka, netto: formatGrosze(netto), vat: formatGrosze(vat), brutto: brutto === null ? null : formatGrosze(brutto), confidence: confidence(line, brutto !== null), page: line.page }];
  });
}

/** Gross sum and tax of each letter; the net sum, which receipts do not print, is what lies between them. */
function summary(lines: readonly Line[], letters: ReadonlyMap<string, string>): PodsumowanieVat[] {
  const found = new Map<string, { vat: number | null; brutto: number | null; line: Line }>();
  for (const line of lines) {
    const amount = scanAmounts(line.text).at(-1)?.value;
    const gross = GROSS_OF_LETTER.exec(line.folded), vat = VAT_OF_LETTER.exec(line.folded);
    const letter = (vat ?? gross)?.[1];
    if (amount === undefined || letter === undefined) continue;
    const known = found.get(letter) ?? { vat: null, brutto: null, line };
    found.set(letter, vat ? { ...known, vat: amount } : { ...known, brutto: amount });
  }
  const printed = (amount: number | null): string | null => (amount === null ? null : formatGrosze(amount));
  return [...found].map(([letter, { vat, brutto, line }]) => ({ stawka: letters.get(letter) ?? letter.toUpperCase(), netto: printed(vat === null || brutto === null || Math.abs(vat) > Math.abs(brutto) / 4 ? null : brutto - vat), vat: printed(vat), brutto: printed(brutto), confidence: confidence(line, vat !== null && brutto !== null), page: line.page }));
}

function confidence({ segments }: Line, closes: boolean): number {
  return Math.round(1000 * readingConfidence(segments.map(wholePlace)) * (closes ? 0.95 : 0.6)) / 1000;
}
