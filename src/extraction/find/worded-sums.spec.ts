import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const read = (runs: readonly Run[]): ExtractedInvoice => extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
const row = (y: number, ...cells: readonly (readonly [number, string])[]): Run[] => cells.map(([x, text]): Run => [x, y, 8, text]);
const sums = ({ fields }: ExtractedInvoice): unknown[] => [fields.suma_netto, fields.suma_vat, fields.suma_brutto].map((field) => field?.value ?? null);
const rates = ({ podsumowanie_vat }: ExtractedInvoice): string[] => podsumowanie_vat.map(({ stawka, netto, vat, brutto }) => [stawka, netto, vat, brutto].join(' '));

const HEAD = row(300, [40, 'Nazwa'], [200, 'Netto'], [280, 'Stawka'], [340, 'VAT'], [420, 'Brutto']);
const ITEMS = [...row(314, [40, 'Najem sali'], [200, '200,00'], [280, '23%'], [340, '46,00'], [420, '246,00']), ...row(328, [40, 'Woda i ścieki'], [200, '50,00'], [280, '8%'], [340, '4,00'], [420, '54,00'])];

describe('sums told in sentences', () => {
  it('are those of their rates, over two lines and under whatever columns', () => {
    const told = [...row(356, [40, 'W tym: stawka 23% – netto 200,00, VAT 46,00, brutto 246,00; stawka 8% – netto 50,00, VAT']), ...row(368, [40, '4,00, brutto 54,00.'])];
    const invoice = read([...HEAD, ...ITEMS, ...row(342, [40, 'Razem'], [200, '250,00'], [340, '50,00'], [420, '300,00']), ...told]);
    expect([sums(invoice), rates(invoice)]).toEqual([['250.00', '50.00', '300.00'], ['23 200.00 46.00 246.00', '8 50.00 4.00 54.00']]);
  });

  it('of one of several rates are not the invoice, those of all are', () => {
    const told = [
      ...row(356, [40, 'Netto wg stawki 23%:'], [150, '200,00'], [190, 'zł, podatek VAT:'], [270, '46,00'], [300, 'zł, brutto:'], [360, '246,00'], [395, 'zł']),
      ...row(370, [40, 'Netto wg stawki 8%:'], [150, '50,00'], [190, 'zł, podatek VAT:'], [270, '4,00'], [300, 'zł, brutto:'], [360, '54,00'], [395, 'zł']),
      ...row(384, [40, 'Razem netto'], [110, '250,00'], [150, 'zł, VAT'], [190, '50,00'], [220, 'zł.']), ...row(398, [40, 'DO ZAPŁATY:'], [110, '300,00'], [150, 'zł']),
    ];
    const invoice = read([...HEAD, ...ITEMS, ...told]);
    expect([sums(invoice), rates(invoice)]).toEqual([['250.00', '50.00', '300.00'], ['23 200.00 46.00 246.00', '8 50.00 4.00 54.00']]);
  });

  it('are not what is paid where that is said to be another sum', () => {
    const invoice = read([...row(300, [40, 'Kwota do zapłaty: 246,00 zł']), ...row(356, [40, 'Sprzedaż od początku roku razem: netto 10 000,00, VAT 2 300,00, brutto 12 300,00 zł'])]);
    expect(sums(invoice)).toEqual([null, null, '246.00']);
  });

  it('leave the rates to a table, and those told more than once to its items', () => {
    const table = [...row(342, [40, 'Razem'], [200, '250,00'], [340, '50,00'], [420, '300,00']), ...row(360, [180, 'Stawka'], [260, 'Netto'], [340, 'VAT'], [420, 'Brutto']), ...row(374, [180, '23%'], [260, '200,00'], [340, '46,00'], [420, '246,00']), ...row(388, [180, '8%'], [260, '50,00'], [340, '4,00'], [420, '54,00'])];
    const told = row(410, [40, 'Szacunkowy koszt całości: stawka 8% netto 10 000,00, VAT 800,00, brutto 10 800,00']);
    expect(rates(read([...HEAD, ...ITEMS, ...table, ...told]))).toEqual(['23 200.00 46.00 246.00', '8 50.00 4.00 54.00']);
  });

  it('are no sums of the invoice where they tell of the order or do not add up', () => {
    const invoice = read([...HEAD, ...ITEMS, ...row(342, [40, 'Razem'], [200, '250,00'], [340, '50,00'], [420, '300,00']), ...row(370, [40, 'Zamówienie: netto 1 000,00 – VAT 5% 50,00 – brutto 1 050,00 zł.']), ...row(384, [40, 'Opłata: stawka 3% – netto 10,00, VAT 9,00, brutto 30,00'])]);
    expect(rates(invoice).filter((rate) => /^[53] /.test(rate))).toEqual([]);
  });
});

describe('sums of which the gross one is denied', () => {
  it('are no surer than it, though they add up', () => {
    const { fields } = read([...row(300, [40, 'Nazwa'], [200, 'Ilość'], [280, 'Cena netto'], [420, 'Wartość netto']), ...row(314, [40, 'Deska dębowa'], [200, '1'], [280, '900,00'], [420, '900,00']), ...row(342, [40, 'Razem netto'], [420, '100,00']), ...row(356, [40, 'Kwota VAT'], [420, '23,00']), ...row(370, [40, 'Razem brutto'], [420, '123,00'])]);
    expect([fields.suma_vat?.value, fields.suma_brutto?.value]).toEqual(['23.00', '123.00']);
    for (const field of [fields.suma_netto, fields.suma_vat]) expect(field?.confidence ?? 1).toBeLessThan(0.5);
  });
});
