import { FIELD_NAMES, type FieldName } from '../extraction/extraction.types';
import { toCsv } from './invoice-csv';
import type { FieldMap, InvoiceView } from './invoice-view';

function invoice(values: Partial<Record<FieldName, string | boolean>>, more: Partial<InvoiceView> = {}): InvoiceView {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => {
    const value = values[name];
    return [name, value === undefined ? null : { value, raw: '', confidence: 1, page: 1, polygon: null, source: 'ocr', checks: [], alternatives: [] }];
  })) as FieldMap;
  return {
    id: 'i', documentId: 'd', status: 'accepted', route: 'auto_accept', reasons: [], confidence: 0.5, rodzaj: 'VAT', fields, podsumowanie_vat: [], pozycje: [], corrections: [],
    engine: 'e', modelHash: 'm', configHash: 'c', createdAt: new Date(0), updatedAt: new Date(0), ...more,
  };
}
/** The one row under the titles, by title; good for values without separators. */
function row(values: Partial<Record<FieldName, string | boolean>>): Record<string, string | undefined> {
  const [titles = '', cells = ''] = toCsv(invoice(values)).slice(1).split('\r\n');
  return Object.fromEntries(titles.split(';').map((title, n) => [title, cells.split(';')[n]]));
}

describe('toCsv', () => {
  it('begins with a byte order mark, ends lines with CRLF and has every field', () => {
    const csv = toCsv(invoice({}));
    expect(csv.startsWith('\uFEFFid;documentId;')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    for (const name of FIELD_NAMES) expect(row({})).toHaveProperty(name, '');
  });

  it.each<[string, FieldName, string | boolean, string]>([
    ['decimal comma', 'suma_brutto', '-1234.50', '-1234,50'],
    ['an account keeps its last digits', 'numer_konta', '61109010140000071219812874', '61 1090 1014 0000 0712 1981 2874'],
    ['yes', 'mpp', true, 'tak'],
    ['a formula', 'sprzedawca_nazwa', '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['a formula behind a blank', 'sprzedawca_nazwa', ' @SUM(A1)', '\' @SUM(A1)'],
    ['a number that begins with a minus', 'numer_faktury', '-1/2026', '\'-1/2026'],
    ['an address in lines becomes one', 'nabywca_adres', 'ul. Długa 1\nŁódź', 'ul. Długa 1 Łódź'],
  ])('%s', (_title, name, value, expected) => expect(row({ [name]: value })[name]).toBe(expected));

  it('quotes a cell with a semicolon', () => expect(toCsv(invoice({ sprzedawca_nazwa: 'A; B' }))).toContain(';"A; B";'));

  it('has a line for each item', () => {
    const item = { lp: 1, nazwa: 'Śruba', ilosc: '2.5', jednostka: null, cena_netto: '0.4375', stawka_vat: '23%', wartosc_netto: '1.09', wartosc_vat: null, wartosc_brutto: null, confidence: 1, page: 1 };
    const [, line] = toCsv(invoice({ numer_faktury: 'FV/1' }, { pozycje: [item] }), 'items').split('\r\n');
    expect(line).toBe('FV/1;1;Śruba;2,5;;0,4375;23%;1,09;;');
  });

  it('has a line for each rate', () => {
    const vat = { stawka: '23%', netto: '100.00', vat: '23.00', brutto: null, confidence: 1, page: 1 };
    const [, line] = toCsv(invoice({ numer_faktury: 'FV/1' }, { podsumowanie_vat: [vat] }), 'vat').split('\r\n');
    expect(line).toBe('FV/1;23%;100,00;23,00;');
  });
});
