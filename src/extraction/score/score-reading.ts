import type { OcrDocument } from '../../ocr/ocr.types';
import { FIELD_NAMES, REQUIRED_FIELDS, type ExtractedInvoice } from '../extraction.types';
import type { Reading } from '../find/find-fields';
import { scoreField } from './field-confidence';

export type ScoredInvoice = Omit<ExtractedInvoice, 'route' | 'reasons'> & { readonly foreignBuyer: string | null };

/** The reading as fields with confidences; the whole is as sure as its weakest required field. */
export function scoreReading(reading: Reading, document: OcrDocument): ScoredInvoice {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, scoreField(name, reading.findings[name], document)])) as unknown as ExtractedInvoice['fields'];
  const confidence = Math.min(...REQUIRED_FIELDS.map((name) => fields[name]?.confidence ?? 0));
  return { rodzaj: reading.rodzaj, confidence, fields, pozycje: reading.pozycje, podsumowanie_vat: reading.podsumowanie_vat, foreignBuyer: reading.foreignBuyer };
}
