import { FIELD_NAMES, type Field, type FieldName } from '../extraction/extraction.types';
import type { FieldMap } from '../invoices/invoice-view';
import type { HumanValue } from './correction-values';
import { correctFields } from './correct-fields';

const field = (value: string, more: Partial<Field> = {}): Field =>
  ({ value, raw: `raw ${value}`, confidence: 0.4, page: 2, polygon: [[0, 0], [1, 0], [1, 1], [0, 1]], source: 'ocr', checks: [], alternatives: [{ value: 'x', confidence: 0.1 }], ...more });
const machine = (given: Partial<Record<FieldName, Field>>): FieldMap => Object.fromEntries(FIELD_NAMES.map((name) => [name, given[name] ?? null])) as FieldMap;
const correct = (given: Partial<Record<FieldName, Field>>, values: Partial<Record<FieldName, HumanValue>>) => correctFields(machine(given), new Map(Object.entries(values)) as never);

describe('correctFields', () => {
  it('keeps where the machine had read, and drops what it thought', () => {
    const { waluta } = correct({ waluta: field('PLN', { checks: [{ code: 'currency_known', ok: true }] }) }, { waluta: 'EUR' });
    expect(waluta).toEqual({ value: 'EUR', raw: 'raw PLN', confidence: 1, page: 2, polygon: [[0, 0], [1, 0], [1, 1], [0, 1]], source: 'human', checks: [], alternatives: [] });
  });

  it('stands on page 1 without a place when the machine had read nothing', () => {
    expect(correct({}, { mpp: false }).mpp).toMatchObject({ value: false, raw: '', page: 1, polygon: null, source: 'human' });
  });

  it('null takes the field away and leaves the others alone', () => {
    const given = { waluta: field('PLN'), numer_faktury: field('1') };
    expect(correct(given, { waluta: null })).toEqual(machine({ numer_faktury: given.numer_faktury }));
  });

  it.each<[string, FieldName, string, string, boolean]>([
    ['a NIP that holds', 'nabywca_nip', '5260250274', 'nip_checksum', true], ['one that does not', 'sprzedawca_nip', '5260250275', 'nip_checksum', false],
    ['an account that holds', 'numer_konta', '61109010140000071219812874', 'account_checksum', true], ['one that does not', 'numer_konta', '61109010140000071219812875', 'account_checksum', false],
    ['a KSeF number that holds', 'numer_ksef', '5265877635-20250826-0100001AF629-AF', 'ksef_checksum', true],
  ])('checks %s', (_title, name, value, code, ok) => expect(correct({}, { [name]: value })[name]?.checks).toEqual([{ code, ok }]));

  it('does not judge a foreign account', () => expect(correct({}, { numer_konta: '12345678' }).numer_konta?.checks).toEqual([]));

  const sums = { suma_netto: field('100.00', { checks: [{ code: 'sums_add_up', ok: false }, { code: 'other', ok: true }] }), suma_vat: field('29.00'), suma_brutto: field('123.00') };

  it('says anew of all three whether the sums add up', () => {
    const corrected = correct(sums, { suma_vat: '23.00' });
    expect([corrected.suma_netto?.checks, corrected.suma_vat?.checks, corrected.suma_brutto?.checks])
      .toEqual([[{ code: 'other', ok: true }, { code: 'sums_add_up', ok: true }], [{ code: 'sums_add_up', ok: true }], [{ code: 'sums_add_up', ok: true }]]);
  });

  it('also when they do not', () => expect(correct(sums, { suma_vat: '23.01' }).suma_brutto?.checks).toEqual([{ code: 'sums_add_up', ok: false }]));

  it.each<[string, Partial<Record<FieldName, Field>>, Partial<Record<FieldName, HumanValue>>, FieldName, unknown]>([
    ['the seller was the buyer', { nabywca_nip: field('5260250274', { checks: [{ code: 'differs_from_seller', ok: false }] }) }, { sprzedawca_nip: '1234563218' }, 'nabywca_nip', [{ code: 'differs_from_seller', ok: true }]],
    ['the KSeF number is another seller\'s', { numer_ksef: field('5265877635-20250826-0100001AF629-AF') }, { sprzedawca_nip: '1234563218' }, 'numer_ksef', [{ code: 'agrees_with_seller_nip', ok: false }]],
    ['the day of issue was misread', { termin_platnosci: field('2026-03-19', { checks: [{ code: 'dates_in_order', ok: false }] }) }, { data_wystawienia: '2026-03-05' }, 'termin_platnosci', [{ code: 'dates_in_order', ok: true }]],
    ['there is no day of issue', { termin_platnosci: field('2026-03-19', { checks: [{ code: 'dates_in_order', ok: false }] }) }, { data_wystawienia: null }, 'termin_platnosci', []],
  ])('judges the neighbour anew: %s', (_title, given, values, name, checks) => expect(correct(given, values)[name]?.checks).toEqual(checks));

  it('has no verdict on sums when one of them is gone', () => expect(correct(sums, { suma_vat: null }).suma_netto?.checks).toEqual([{ code: 'other', ok: true }]));
});
