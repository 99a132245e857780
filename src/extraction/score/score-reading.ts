import type { OcrDocument } from '../../ocr/ocr.types';
import { FIELD_NAMES, REQUIRED_FIELDS, type ExtractedInvoice, type Field } from '../extraction.types';
import type { Reading } from '../find/find-fields';
import { scoreField } from './field-confidence';

export type ScoredInvoice = Omit<ExtractedInvoice, 'route' | 'reasons'> & { readonly foreignBuyer: string | null };

/** The reading as fields with confidences; the whole is as sure as its weakest required field. */
export function scoreReading(reading: Reading, document: OcrDocument): ScoredInvoice {
  const fields = asSureAsGross(Object.fromEntries(FIELD_NAMES.map((name) => [name, scoreField(name, reading.findings[name], document)])) as unknown as ExtractedInvoice['fields']);
  const confidence = Math.min(...REQUIRED_FIELDS.map((name) => fields[name]?.confidence ?? 0));
  return { rodzaj: reading.rodzaj, confidence, fields, pozycje: reading.pozycje, podsumowanie_vat: reading.podsumowanie_vat, foreignBuyer: reading.foreignBuyer };
}

/** Below this a gross sum is more likely not the invoice's than that it is. */
const UNLIKELY = 0.5;

/**
 * The three sums were chosen as one: where a check speaks against the gross sum, or they add up to one that is unlikely, all are those of a single rate, an
 * item or an order. Then net and tax are no surer than it. A gross sum that was only hard to read says nothing of them.
 */
function asSureAsGross(fields: ExtractedInvoice['fields']): ExtractedInvoice['fields'] {
  const gross = fields.suma_brutto;
  if (!gross || gross.confidence >= UNLIKELY || gross.checks.every(({ code, ok }) => ok && code !== 'sums_add_up')) return fields;
  const limited = (field: Field | null): Field | null => field && { ...field, confidence: Math.min(field.confidence, gross.confidence) };
  return { ...fields, suma_netto: limited(fields.suma_netto), suma_vat: limited(fields.suma_vat) };
}
