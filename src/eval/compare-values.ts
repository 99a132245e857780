import type { FieldName } from '../extraction/extraction.types';
import { editDistance } from '../extraction/read/fuzzy-match';

/** Names and addresses may differ by this share of their letters; their digits must be the same. */
const TEXT_TOLERANCE = 0.1;

const TEXT_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>(['sprzedawca_nazwa', 'sprzedawca_adres', 'nabywca_nazwa', 'nabywca_adres']);
const AMOUNT_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>(['suma_netto', 'suma_vat', 'suma_brutto']);

/** Lower case, no diacritics (ł too), letters and digits only: what is left when print and punctuation are taken away. */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');
}

/** Equal after folding but for one letter in ten, every digit equal and in place. */
export function textsAgree(truth: string, actual: string): boolean {
  const [a, b] = [foldText(truth), foldText(actual)];
  if (a.replace(/\D/g, '') !== b.replace(/\D/g, '')) return false;
  return editDistance(a, b) <= Math.floor(a.length * TEXT_TOLERANCE);
}

/** Decimal strings as equal numbers: `12.5` is `12.50`. */
export function numbersAgree(truth: string, actual: string): boolean {
  const shape = /^-?\d+(\.\d+)?$/;
  return shape.test(actual) && shape.test(truth) && Math.abs(Number(truth) - Number(actual)) < 1e-9;
}

/** A VAT rate without percent sign and without the subdivisions a page does not show: `0 KR`, `0 WDT` are 0, `np II` is np. */
export function foldRate(rate: string): string {
  const bare = rate.toLowerCase().replace(/[%.\s]/g, '');
  return /^(0|np|zw)/.exec(bare)?.[1] ?? bare;
}

/**
 * Whether a field was read right. Names and addresses: see `textsAgree`. Amounts: as numbers. Everything else letter by letter,
 * after white space (and the prefix PL of a NIP or account) is taken away and letters are made capital.
 */
export function valuesAgree(field: FieldName, truth: string | boolean, actual: string | boolean): boolean {
  if (typeof truth === 'boolean' || typeof actual === 'boolean') return String(truth) === String(actual);
  if (TEXT_FIELDS.has(field)) return textsAgree(truth, actual);
  if (AMOUNT_FIELDS.has(field)) return numbersAgree(truth, actual);
  const bare = (text: string): string => text.toUpperCase().replace(/\s/g, '').replace(/^PL(?=\d{10}$|\d{26}$)/, '');
  return bare(truth) === bare(actual);
}
