import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

type Row = readonly (readonly [number, string])[];
const read = (...rows: readonly Row[]): ExtractedInvoice => extractInvoice(documentOf([rows.flatMap((cells, i) => cells.map(([x, text]): Run => [x, 300 + 14 * i, 8, text]))]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });

describe('heads of tables', () => {
  it('read titles behind the names of the fields of a structured invoice', () => {
    const { pozycje } = read(
      [[40, 'Lp'], [90, 'P_7 Nazwa'], [200, 'P_8A Jm'], [250, 'P_8B Ilość'], [310, 'P_9A Cena netto'], [400, 'P_11 Netto'], [470, 'P_12 Stawka']],
      [[40, '1'], [70, 'Grabie ogrodowe'], [200, 'szt.'], [280, '4'], [340, '25,00'], [410, '100,00'], [480, '23%']],
    );
    expect(pozycje).toMatchObject([{ nazwa: 'Grabie ogrodowe', jednostka: 'szt.', ilosc: '4', cena_netto: '25.00', wartosc_netto: '100.00', stawka_vat: '23' }]);
  });

  it('go on in another language in which one title says something else', () => {
    const { pozycje } = read(
      [[40, 'Poz.'], [70, 'Materiał'], [120, 'Opis'], [250, 'Ilość'], [300, 'JM'], [340, 'Cena netto'], [420, 'Wartość netto'], [500, 'VAT']],
      [[40, 'Item'], [70, 'Material'], [120, 'Description'], [250, 'Qty'], [300, 'UoM'], [340, 'Unit price'], [420, 'Net value']],
      [[40, '10'], [70, '4000211'], [120, 'Wałek gładki'], [255, '4'], [300, 'PC'], [345, '25,00'], [440, '100,00'], [500, '23%']],
      [[40, '20'], [70, '4000377'], [120, 'Tuleja'], [255, '2'], [300, 'PC'], [345, '10,00'], [443, '20,00'], [500, '23%']],
    );
    expect(pozycje).toMatchObject([{ nazwa: 'Wałek gładki', stawka_vat: '23' }, { nazwa: 'Tuleja', stawka_vat: '23' }]);
  });

  it('call a price without tax a price', () => {
    const { pozycje } = read([[40, 'Nazwa towaru'], [200, 'Ilość'], [260, 'Cena jedn. bez podatku'], [420, 'Wartość bez podatku']], [[40, 'Owies'], [205, '4'], [320, '25,00'], [460, '100,00']]);
    expect(pozycje).toMatchObject([{ cena_netto: '25.00', wartosc_netto: '100.00' }]);
  });
});

describe('a head beside something else', () => {
  it('has titles that go on in its next line', () => {
    const { fields } = read(
      [[40, 'Do zapłaty: 177,00 zł'], [250, 'Wartość bez'], [330, 'VAT'], [390, 'Kwota'], [460, 'Wartość z']],
      [[40, 'słownie: sto siedemdziesiąt siedem'], [255, 'podatku'], [335, '%'], [390, 'podatku'], [460, 'podatkiem']],
      [[40, 'złotych 00/100'], [260, '100,00'], [335, '23'], [395, '23,00'], [470, '123,00']],
      [[260, '50,00'], [335, '8'], [395, '4,00'], [470, '54,00']],
      [[260, '150,00'], [335, 'X'], [395, '27,00'], [470, '177,00']],
    );
    expect([fields.suma_netto?.value, fields.suma_vat?.value, fields.suma_brutto?.value]).toEqual(['150.00', '27.00', '177.00']);
  });
});

describe('an advance invoice', () => {
  const advance: readonly Row[] = [
    [[200, 'FAKTURA ZALICZKOWA nr FZ/3/2026']],
    [[40, 'Lp.'], [60, 'Opis'], [300, 'Ilość'], [340, 'Netto'], [400, 'VAT'], [440, 'Kwota VAT'], [510, 'Brutto']],
    [[40, '1'], [60, 'Zaliczka na poczet zamówienia ZK/7'], [300, '1 szt.'], [340, '600,00'], [400, '23%'], [445, '138,00'], [510, '738,00']],
    [[300, 'w tym VAT 23%:'], [400, '138,00'], [440, 'zł, netto:'], [510, '600,00']],
    [[300, 'słownie: siedemset trzydzieści osiem złotych 00/100']],
    [[40, 'Czego dotyczy wpłata']],
    [[40, 'Towar'], [250, 'Ilość'], [300, 'Cena netto'], [395, 'Wartość netto'], [500, 'VAT']],
    [[40, 'Brama przesuwna'], [250, '1 szt.'], [300, '900,00'], [395, '900,00'], [500, '23%']],
    [[40, 'Furtka'], [250, '1 szt.'], [300, '600,00'], [395, '600,00'], [500, '23%']],
    [[40, 'Słupek'], [250, '2 szt.'], [300, '50,00'], [395, '100,00'], [500, '23%']],
  ];

  it('has the advance as its item, not the order below it', () => {
    expect(read(...advance).pozycje).toMatchObject([{ nazwa: 'Zaliczka na poczet zamówienia ZK/7', stawka_vat: '23', wartosc_brutto: '738.00' }]);
  });

  it('has sums that are what they are called, whatever column they stand under', () => {
    const { fields, podsumowanie_vat } = read(...advance);
    expect([fields.suma_netto?.value, fields.suma_vat?.value, fields.suma_brutto?.value]).toEqual(['600.00', '138.00', '738.00']);
    expect(podsumowanie_vat).toMatchObject([{ stawka: '23', netto: '600.00', vat: '138.00', brutto: '738.00' }]);
  });
});

describe('a gross sum', () => {
  it('that only one line states and the words deny is not sure', () => {
    const { fields } = read([[40, 'Stawka VAT'], [200, 'Wartość netto'], [300, 'Kwota VAT'], [400, 'Wartość brutto']], [[40, '23%'], [410, '600,00']], [[40, 'Słownie: siedemset trzydzieści osiem złotych 00/100']]);
    expect(fields.suma_brutto?.confidence ?? 0).toBeLessThan(0.7);
  });
});

describe('values beside and below their columns', () => {
  it('units stand behind quantities that the title ends with', () => {
    const { pozycje } = read([[40, 'Usługa'], [200, 'Liczba'], [270, 'Cena netto'], [360, 'Wartość netto'], [440, 'VAT']], [[40, 'Kurier do domu'], [214, '12'], [231, 'szt.'], [280, '10,00'], [380, '120,00'], [440, '23%']]);
    expect(pozycje).toMatchObject([{ ilosc: '12', jednostka: 'szt.' }]);
  });

  it('units are whole that a narrow column breaks', () => {
    const { pozycje } = read([[40, 'Nazwa'], [200, 'J.m.'], [240, 'Ilość'], [290, 'Cena netto'], [370, 'Wartość netto']], [[40, 'Abonament'], [200, 'm-'], [245, '1'], [300, '10,00'], [390, '10,00']], [[200, 'c']]);
    expect(pozycje).toMatchObject([{ jednostka: 'm-c' }]);
  });

  it('numbers of a classification are no part of the names they are glued to', () => {
    const { pozycje } = read(
      [[40, 'Lp.'], [80, 'Nazwa towaru'], [215, 'PKWiU'], [260, 'Ilość'], [310, 'Cena netto'], [400, 'Wartość netto']],
      [[40, '1'], [60, 'Kalendarz biurkowy stojący szary 18.12.19.0'], [265, '2'], [320, '10,00'], [420, '20,00']],
      [[40, '2'], [60, 'Notes'], [205, '58.11.1'], [265, '3'], [320, '10,00'], [420, '30,00']],
    );
    expect(pozycje).toMatchObject([{ nazwa: 'Kalendarz biurkowy stojący szary' }, { nazwa: 'Notes' }]);
  });
});
