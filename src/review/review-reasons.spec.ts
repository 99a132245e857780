import { FIELD_NAMES, type Check, type Field, type FieldName } from '../extraction/extraction.types';
import type { FieldMap } from '../invoices/invoice-view';
import { confidenceAfter, reasonsAfter } from './review-reasons';

const field = (confidence = 0.9, checks: Check[] = []): Field => ({ value: 'x', raw: 'x', confidence, page: 1, polygon: null, source: 'ocr', checks, alternatives: [] });
const map = (given: Partial<Record<FieldName, Field>>): FieldMap => Object.fromEntries(FIELD_NAMES.map((name) => [name, given[name] ?? null])) as FieldMap;
const failing = (code: string): Field => field(0.9, [{ code, ok: false }]);
const passing = (code: string): Field => field(0.9, [{ code, ok: true }]);

describe('reasonsAfter', () => {
  it.each<[string, string[], Partial<Record<FieldName, Field>>, FieldName[], string[]]>([
    ['a value that was missing is there', ['missing:suma_vat', 'missing:nabywca_nip'], { suma_vat: field() }, ['suma_vat'], ['missing:nabywca_nip']],
    ['a value that was unsure is a person\'s', ['low_confidence:suma_vat', 'low_confidence:suma_netto'], { suma_vat: field(), suma_netto: field() }, ['suma_vat'], ['low_confidence:suma_netto']],
    ['a required value was taken away', ['low_confidence:suma_vat'], {}, ['suma_vat'], ['missing:suma_vat']],
    ['an optional one was taken away', ['low_confidence:numer_konta'], {}, ['numer_konta'], []],
    ['a check of the new value fails', [], { nabywca_nip: failing('nip_checksum') }, ['nabywca_nip'], ['check_failed:nabywca_nip:nip_checksum']],
    ['a check that failed passes now, also of a field next to it', ['check_failed:suma_netto:sums_add_up', 'check_failed:suma_vat:sums_add_up'],
      { suma_netto: passing('sums_add_up'), suma_vat: passing('sums_add_up') }, ['suma_vat'], []],
    ['a check that is not of the new value has no say', ['check_failed:termin_platnosci:agrees_with_term'], { termin_platnosci: field() }, ['termin_platnosci'], []],
    ['what still fails is said once, in its place', ['check_failed:waluta:currency_known', 'no_text'], { waluta: failing('currency_known') }, ['numer_faktury'], ['check_failed:waluta:currency_known', 'no_text', 'missing:numer_faktury']],
    ['a buyer abroad got a NIP', ['missing:nabywca_nip', 'foreign_vat_id:nabywca_nip'], { nabywca_nip: field() }, ['nabywca_nip'], []],
    ['what no field can say', ['no_text', 'duplicate_invoice'], {}, [], ['no_text', 'duplicate_invoice']],
  ])('%s', (_title, reasons, fields, corrected, expected) => expect(reasonsAfter(reasons, map(fields), new Set(corrected))).toEqual(expected));
});

describe('confidenceAfter', () => {
  it('is that of the weakest required field', () => expect(confidenceAfter(map({ suma_vat: field(0.7), suma_netto: field(1), numer_konta: field(0.1) }))).toBe(0.7));
  it('is nothing without any', () => expect(confidenceAfter(map({ numer_konta: field(1) }))).toBe(0));
});
