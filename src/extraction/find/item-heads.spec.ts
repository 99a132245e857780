import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice } from '../extraction.types';
import { at, runsOf, type Row } from '../spec-support/item-rows.spec-support';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';
import { columnsOf } from './head-columns';

const read = (runs: readonly Run[]): ExtractedInvoice => extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
const invoice = (...rows: readonly Row[]): ExtractedInvoice => read(runsOf(rows));

describe('heads of items', () => {
  it('are cut between price and value that stand close', () => {
    const { pozycje } = invoice([[40, 'Nazwa'], [180, 'Ilość'], [240, 'Cena jedn. netto Wartość netto'], [420, 'VAT']], [[40, 'Deska'], [185, '2'], [280, '5,00'], [330, '10,00'], [420, '23%']], [[40, 'Listwa'], [185, '3'], [280, '4,00'], [330, '12,00'], [420, '23%']]);
    expect(pozycje).toMatchObject([{ cena_netto: '5.00', wartosc_netto: '10.00' }, { cena_netto: '4.00', wartosc_netto: '12.00' }]);
  });

  it('leave the rate to a sign behind the price', () => {
    const { pozycje } = invoice([[40, 'Nazwa'], [180, 'Ilość'], [260, 'cena %'], [360, 'netto']], [[40, 'Deska'], [185, '2'], [255, '5,00 8%'], [360, '10,00']], [[40, 'Listwa'], [185, '3'], [255, '4,00 23%'], [360, '12,00']]);
    expect(pozycje).toMatchObject([{ cena_netto: '5.00', stawka_vat: '8' }, { cena_netto: '4.00', stawka_vat: '23' }]);
  });

  it('name a price of any kind', () => {
    const piece = (text: string, x0: number): { text: string; x0: number; x1: number; cy: number } => ({ text, x0, x1: x0 + 4, cy: 1 });
    expect(columnsOf([piece('Nazwa', 0), piece('Ilość', 10), piece('Cena kat.', 20), piece('Wartość netto', 30)]).map(({ key }) => key)).toEqual(['nazwa', 'ilosc', 'cena', 'netto']);
  });
});

describe('rows', () => {
  it('have the upper line of a name where the lower is on the row of the values', () => {
    const head = at(300, [[40, 'Nazwa'], [200, 'Ilość'], [260, 'Cena netto'], [340, 'Wartość netto']]);
    const { pozycje } = read([...head, ...at(316, [[40, 'Deska'], [205, '2'], [265, '5,00'], [345, '10,00']]), ...at(328, [[40, 'Listwa sosnowa w paczkach po'] ]), ...at(332.5, [[205, '3'], [265, '4,00'], [345, '12,00']]), ...at(337, [[40, '25 szt.']])]);
    expect(pozycje.map(({ nazwa }) => nazwa)).toEqual(['Deska', 'Listwa sosnowa w paczkach po 25 szt.']);
  });

  it('of what was are none where the name stands between the two states', () => {
    const head = at(300, [[40, 'Lp.'], [70, 'Towar'], [200, 'Korekta'], [260, 'Ilość'], [320, 'Cena netto'], [400, 'Wartość netto']]);
    const item = (y: number, lp: string, name: string): Run[] => [...at(y, [[200, 'przed'], [265, '4'], [325, '5,00'], [405, '20,00']]), ...at(y + 8, [[42, lp], [70, name]]), ...at(y + 16, [[200, 'po'], [265, '3'], [325, '5,00'], [405, '15,00']])];
    const { pozycje } = read([...at(200, [[40, 'Faktura korygująca KOR/1/2026']]), ...head, ...item(320, '1', 'Deska'), ...item(360, '2', 'Listwa')]);
    expect(pozycje).toMatchObject([{ nazwa: 'Deska', ilosc: '3' }, { nazwa: 'Listwa', ilosc: '3' }]);
  });

  it('without a rate are of the only one', () => {
    const { pozycje } = invoice([[40, 'Nazwa'], [180, 'Ilość'], [260, 'Cena netto'], [360, 'Wartość netto']], [[40, 'Deska'], [185, '2'], [265, '50,00'], [360, '100,00']], [[40, 'Listwa'], [185, '3'], [265, '100,00'], [360, '300,00']], [[220, 'Suma netto'], [360, '400,00']], [[220, 'VAT 23%'], [360, '92,00']], [[220, 'Do zapłaty'], [360, '492,00']]);
    expect(pozycje).toMatchObject([{ stawka_vat: '23' }, { stawka_vat: '23' }]);
  });
});
