import type { Quad } from '../ocr/ocr.types';

/** The fields of the contract, in the order in which people read an invoice. */
export const FIELD_NAMES = [
  'numer_faktury', 'data_wystawienia', 'data_sprzedazy', 'termin_platnosci',
  'sprzedawca_nazwa', 'sprzedawca_nip', 'sprzedawca_adres', 'nabywca_nazwa', 'nabywca_nip', 'nabywca_adres',
  'waluta', 'suma_netto', 'suma_vat', 'suma_brutto', 'numer_konta', 'sposob_platnosci', 'numer_ksef', 'mpp',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** Without these an invoice cannot be booked unseen: a missing or low one costs automatic acceptance. */
export const REQUIRED_FIELDS = [
  'numer_faktury', 'data_wystawienia', 'sprzedawca_nip', 'nabywca_nip', 'suma_netto', 'suma_vat', 'suma_brutto',
] as const satisfies readonly FieldName[];

export const KINDS = ['VAT', 'KOR', 'ZAL', 'ROZ', 'UPR', 'KOR_ZAL', 'KOR_ROZ', 'PROFORMA', 'RACHUNEK', 'NOTA_KOR', 'NOTA_OBC', 'RR', 'MARZA', 'PARAGON'] as const;
export type Rodzaj = (typeof KINDS)[number];

export const ROUTES = ['auto_accept', 'quick_review', 'full_review'] as const;
export type Route = (typeof ROUTES)[number];

export type FieldSource = 'ocr' | 'pdf_text' | 'qr' | 'derived' | 'human';
export interface Check { readonly code: string; readonly ok: boolean }
export interface Alternative { readonly value: string | boolean; readonly confidence: number }

/** A value with its evidence. Values are normalised as the contract says; `raw` is what stood on the page. */
export interface Field {
  readonly value: string | boolean;
  readonly raw: string;
  readonly confidence: number;
  /** From 1; where the evidence stands (for `derived` without evidence: the page it was derived from). */
  readonly page: number;
  readonly polygon: Quad | null;
  readonly source: FieldSource;
  readonly checks: readonly Check[];
  readonly alternatives: readonly Alternative[];
}

/** A row of the item table. Amounts are decimal strings with a dot; `null` where the page has no such column. */
export interface Pozycja {
  readonly lp: number;
  readonly nazwa: string;
  readonly ilosc: string | null;
  readonly jednostka: string | null;
  readonly cena_netto: string | null;
  readonly stawka_vat: string | null;
  readonly wartosc_netto: string | null;
  readonly wartosc_vat: string | null;
  readonly wartosc_brutto: string | null;
  readonly confidence: number;
  readonly page: number;
}

export interface PodsumowanieVat {
  readonly stawka: string;
  readonly netto: string | null;
  readonly vat: string | null;
  readonly brutto: string | null;
  readonly confidence: number;
  readonly page: number;
}

export interface ExtractedInvoice {
  readonly rodzaj: Rodzaj;
  /** 0..1, how sure the whole reading is: the weakest required field decides. */
  readonly confidence: number;
  readonly fields: Readonly<Record<FieldName, Field | null>>;
  readonly pozycje: readonly Pozycja[];
  readonly podsumowanie_vat: readonly PodsumowanieVat[];
  readonly route: Route;
  /** Stable codes, e.g. `no_text`, `missing:nabywca_nip`, `low_confidence:suma_vat`, `check_failed:suma_brutto:sums_add_up`. */
  readonly reasons: readonly string[];
}

/** Everything extraction may be told; frozen and part of the configuration hash. */
export interface ExtractionOptions {
  readonly thresholds: Readonly<Record<FieldName, number>>;
  /** ISO date that counts as today, for plausibility of dates: an argument, so that a replay decides alike. */
  readonly today: string;
}

/** Below these a field counts as low, unless configuration says otherwise. */
export const DEFAULT_THRESHOLDS: Readonly<Record<FieldName, number>> = Object.freeze({
  numer_faktury: 0.85, data_wystawienia: 0.8, data_sprzedazy: 0.75, termin_platnosci: 0.75,
  sprzedawca_nazwa: 0.75, sprzedawca_nip: 0.9, sprzedawca_adres: 0.75, nabywca_nazwa: 0.75, nabywca_nip: 0.9, nabywca_adres: 0.75,
  waluta: 0.75, suma_netto: 0.85, suma_vat: 0.85, suma_brutto: 0.85, numer_konta: 0.75, sposob_platnosci: 0.75, numer_ksef: 0.75, mpp: 0.75,
});
