import { FIELD_NAMES } from '../extraction/extraction.types';
import type { FieldName } from '../extraction/extraction.types';
import { scoreInvoice, scoreUnread } from './score-invoice';
import type { ScoredReading } from './score-invoice';
import type { InvoiceTruth } from './truth.types';

const nulls = Object.fromEntries(FIELD_NAMES.map((field) => [field, null])) as Record<FieldName, null>;
const row = { lp: 1, nazwa: 'Deska sosnowa', ilosc: '30', jednostka: 'szt.', cena_netto: '33.46', stawka_vat: '23', wartosc_netto: '1003.80', wartosc_vat: null, wartosc_brutto: null };
const truth: InvoiceTruth = {
  rodzaj: 'VAT', fields: { ...nulls, numer_faktury: 'FV/17/2026', suma_brutto: '1234.67', sprzedawca_nip: '1234563218', mpp: true }, accepted: { termin_platnosci: ['2026-03-30'] },
  pozycje: [row, { ...row, lp: 2, nazwa: 'Gwóźdź', wartosc_netto: '12.00' }], podsumowanie_vat: [{ stawka: '23', netto: '1003.80', vat: '230.87', brutto: '1234.67' }],
};
type Values = Partial<Record<FieldName, string | boolean>>;
const reading = (values: Values, more: Partial<ScoredReading> = {}): ScoredReading => ({
  rodzaj: 'VAT', route: 'auto_accept', pozycje: [], podsumowanie_vat: [],
  fields: Object.fromEntries(FIELD_NAMES.map((field) => [field, values[field] === undefined ? null : { value: values[field], confidence: 0.9 }])) as ScoredReading['fields'], ...more,
});
const verdict = (field: FieldName, values: Values): string | undefined => scoreInvoice(truth, reading(values)).fields.find((score) => score.field === field)?.verdict;

describe('scoreInvoice', () => {
  it('right', () => expect(verdict('numer_faktury', { numer_faktury: 'FV/17/2026' })).toBe('right'));
  it('wrong', () => expect(verdict('suma_brutto', { suma_brutto: '1003.80' })).toBe('wrong'));
  it('missing', () => expect(verdict('sprzedawca_nip', {})).toBe('missing'));
  it('invented', () => expect(verdict('numer_konta', { numer_konta: '61109010140000071219812874' })).toBe('invented'));
  it('correct_null', () => expect(verdict('numer_konta', {})).toBe('correct_null'));
  it('does not call a value invented that may be worked out', () => expect(verdict('termin_platnosci', { termin_platnosci: '2026-03-30' })).toBe('correct_null'));
  it('does call another value there invented', () => expect(verdict('termin_platnosci', { termin_platnosci: '2026-03-31' })).toBe('invented'));
  it('does not judge a field that the truth leaves out', () => {
    const score = scoreInvoice({ ...truth, fields: { numer_faktury: 'FV/17/2026' } }, reading({ numer_konta: '61109010140000071219812874' }));
    expect(score.fields.map(({ field }) => field)).toEqual(['numer_faktury']);
  });
  it('takes mpp false for silence', () => expect(verdict('mpp', { mpp: false })).toBe('missing'));
  it('names the false required fields', () => {
    const score = scoreInvoice(truth, reading({ suma_brutto: '1.00', numer_konta: '61109010140000071219812874' }));
    expect([score.falseFields, score.falseRequired]).toEqual([['suma_brutto', 'numer_konta'], ['suma_brutto']]);
  });

  it('pairs rows although one was lost', () => {
    const pozycje = [{ ...row, nazwa: 'GWOZDZ', wartosc_netto: '12.00', confidence: 1, page: 1 }];
    expect(scoreInvoice(truth, reading({}, { pozycje })).pozycje).toEqual({ expected: 2, found: 1, right: 1, cells: 12, cellsRight: 6 });
  });
  it('scores the VAT table', () => {
    const podsumowanie_vat = [{ stawka: '23%', netto: '1003.80', vat: '230.78', brutto: '1234.67', confidence: 1, page: 1 }];
    expect(scoreInvoice(truth, reading({}, { podsumowanie_vat })).podsumowanieVat).toEqual({ expected: 1, found: 1, right: 0, cells: 4, cellsRight: 3 });
  });
  it('leaves the items of corrections out', () => expect(scoreInvoice({ ...truth, rodzaj: 'KOR' }, reading({})).pozycje).toBeNull());
});

describe('scoreUnread', () => {
  it('misses all that is visible', () => expect(scoreUnread(truth).fields.filter((score) => score.verdict === 'missing').map(({ field }) => field)).toEqual(['numer_faktury', 'sprzedawca_nip', 'suma_brutto', 'mpp']));
});
