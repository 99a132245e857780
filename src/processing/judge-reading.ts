import type { ExtractedInvoice, FieldName, Rodzaj } from '../extraction/extraction.types';
import { FIELD_NAMES, REQUIRED_FIELDS } from '../extraction/extraction.types';
import type { Lack, ReadingJudge } from '../ocr/ladder/judge-pages';
import type { OcrDocument } from '../ocr/ocr.types';

export type { ReadingJudge };

/** What a kind of invoice need not print (art. 106e ust. 5 pkt 3 of the VAT act for simplified ones): nobody climbs for it. */
const NOT_PRINTED: Readonly<Partial<Record<Rodzaj, ReadonlySet<FieldName>>>> = {
  UPR: new Set(['suma_netto', 'suma_vat', 'nabywca_nip']), PARAGON: new Set(['suma_netto', 'suma_vat', 'nabywca_nip']),
};
/** Checks that say something of the document, whichever way it is read. */
const NOT_OF_READING: ReadonlySet<string> = new Set(['single_invoice']);
const SUMS: ReadonlySet<FieldName> = new Set(['suma_netto', 'suma_vat', 'suma_brutto']);

/** Judges readings by what extraction makes of them: required fields that are missing, checks that fail. */
export function judgeBy(extract: (ocr: OcrDocument) => Promise<ExtractedInvoice>): ReadingJudge {
  return async (ocr) => lacksOf(await extract(ocr), ocr.pages.length);
}

/** A failed check blames the page of its field. A missing sum blames the page of the other sums, else the last; any other missing field the first. */
export function lacksOf({ fields, podsumowanie_vat, rodzaj }: ExtractedInvoice, pages: number): Lack[] {
  const failed = FIELD_NAMES.flatMap((name) => {
    const field = fields[name];
    return (field?.checks ?? []).filter(({ code, ok }) => !ok && !NOT_OF_READING.has(code)).map(({ code }): Lack => ({ page: field!.page, reason: `check_failed:${name}:${code}` }));
  });
  const sums = fields.suma_brutto?.page ?? fields.suma_netto?.page ?? podsumowanie_vat.at(-1)?.page ?? pages;
  const missing = REQUIRED_FIELDS.filter((name) => fields[name] === null && !NOT_PRINTED[rodzaj]?.has(name))
    .map((name): Lack => ({ page: SUMS.has(name) ? sums : 1, reason: `missing:${name}` }));
  return [...missing, ...failed];
}
