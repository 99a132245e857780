import type { FieldName, Rodzaj } from '../extraction/extraction.types';
import type { Quad } from '../ocr/ocr.types';

export type Tier = 'pdf' | 'clean' | 'scan' | 'photo';

export interface TruthRow {
  readonly lp: number;
  readonly nazwa: string;
  readonly ilosc: string | null;
  readonly jednostka: string | null;
  readonly cena_netto: string | null;
  readonly stawka_vat: string | null;
  readonly wartosc_netto: string | null;
  readonly wartosc_vat: string | null;
  readonly wartosc_brutto: string | null;
}

export interface TruthVatRow { readonly stawka: string; readonly netto: string | null; readonly vat: string | null; readonly brutto: string | null }

/** What can be seen on a document, in the contract's normal form; `null` is a field that is not on the page, one left out is not known and not judged. */
export interface InvoiceTruth {
  readonly rodzaj: Rodzaj;
  readonly fields: Readonly<Partial<Record<FieldName, string | boolean | null>>>;
  /** Values that are not printed but may be worked out (a due date from "14 dni"): giving one is no invention, leaving it is no loss. */
  readonly accepted?: Readonly<Partial<Record<FieldName, readonly string[]>>>;
  readonly pozycje: readonly TruthRow[];
  readonly podsumowanie_vat: readonly TruthVatRow[];
}

export interface TruthLine { readonly text: string; readonly quad: Quad }
/** A page as the file shows it: quads in its pixels (of a PDF: the page at 200 DPI), corners in reading order of the text. */
export interface TruthPage { readonly page: number; readonly width: number; readonly height: number; readonly lines: readonly TruthLine[] }

/** One `*.truth.json` of a corpus. */
export interface CorpusCase {
  /** The document, in the same folder. */
  readonly file: string;
  readonly case: string;
  readonly tier: Tier;
  readonly layout: string;
  readonly set: string;
  readonly seed: string;
  /** By how many degrees the page must be turned clockwise to read upright. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly truth: InvoiceTruth;
  readonly pages: readonly TruthPage[];
}
