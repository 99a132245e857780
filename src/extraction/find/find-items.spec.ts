import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type Pozycja } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

type Row = readonly (readonly [number, string])[];
const items = (...rows: readonly Row[]): readonly Pozycja[] => {
  const runs = rows.flatMap((cells, i) => cells.map(([x, text]): Run => [x, 300 + 14 * i, 8, text]));
  return extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' }).pozycje;
};

describe('heads of item tables', () => {
  it('with a second line in another language', () => {
    expect(items(
      [[40, 'Poz.'], [70, 'Nazwa / Leistung'], [260, 'Ilość'], [310, 'J.m.'], [370, 'Cena'], [430, 'VAT'], [490, 'Wartość EUR']],
      [[260, 'Menge'], [310, 'Einheit'], [370, 'Einzelpreis'], [430, 'USt.'], [490, 'Betrag EUR']],
      [[45, '1'], [70, 'Montage / Montaż'], [262, '2'], [310, 'Std.'], [372, '45,00'], [432, 'np'], [495, '90,00']],
    )).toMatchObject([{ lp: 1, nazwa: 'Montage / Montaż', ilosc: '2', cena_netto: '45.00', stawka_vat: 'np', wartosc_netto: '90.00' }]);
  });

  it('of a farmer under flat-rate refund', () => {
    expect(items(
      [[40, 'Lp.'], [65, 'Nazwa produktu'], [170, 'J.m.'], [200, 'Ilość'], [235, 'Cena bez zwrotu'], [310, 'Wartość bez zwrotu'], [395, 'Stawka zwrotu'], [455, 'Kwota zwrotu'], [515, 'Wartość ze zwrotem']],
      [[42, '1'], [65, 'Ziemniaki'], [172, 'kg'], [202, '200'], [260, '1,50'], [350, '300,00'], [420, '7%'], [475, '21,00'], [550, '321,00']],
    )).toMatchObject([{ ilosc: '200', cena_netto: '1.50', stawka_vat: '7', wartosc_netto: '300.00', wartosc_vat: '21.00', wartosc_brutto: '321.00' }]);
  });

  it('with one gross sum', () => {
    expect(items([[40, 'Lp.'], [65, 'Nazwa towaru'], [300, 'Ilość'], [350, 'J.m.'], [420, 'Kwota należności ogółem']], [[42, '1'], [65, 'Rower używany'], [302, '1'], [350, 'szt.'], [480, '900,00']]))
      .toMatchObject([{ nazwa: 'Rower używany', wartosc_netto: null, wartosc_brutto: '900.00' }]);
  });

  it('with "Kwota" for the value of a line, and a rate glued to the price', () => {
    expect(items([[40, 'Opis'], [300, 'Ilość'], [360, 'Cena'], [400, 'VAT'], [480, 'Kwota']], [[40, 'Serwer testowy'], [302, '2'], [372, '50,00 23%'], [480, '100,00']]))
      .toMatchObject([{ nazwa: 'Serwer testowy', cena_netto: '50.00', stawka_vat: '23', wartosc_netto: '100.00', wartosc_vat: null }]);
  });

  it('with the hourly rate beside the rate of the tax', () => {
    expect(items(
      [[40, 'Usługa'], [150, 'Liczba godzin'], [220, 'Stawka'], [270, 'Wartość netto'], [345, 'VAT'], [390, 'Kwota VAT'], [460, 'Wartość brutto']],
      [[40, 'Doradztwo'], [180, '2,5'], [220, '400,00'], [280, '1 000,00'], [345, '23%'], [395, '230,00'], [470, '1 230,00']],
    )).toMatchObject([{ ilosc: '2.5', cena_netto: '400.00', stawka_vat: '23', wartosc_netto: '1000.00', wartosc_vat: '230.00' }]);
  });

  it('with sums for one piece, and goods without a known title', () => {
    expect(items([[40, 'ZLECENIE'], [240, 'NAKŁAD'], [300, 'NETTO/SZT.'], [380, 'NETTO'], [440, 'VAT'], [490, 'BRUTTO']], [[40, 'Ulotka składana'], [240, '300 egz.'], [310, '2,00'], [380, '600,00'], [440, '23%'], [490, '738,00']]))
      .toMatchObject([{ nazwa: 'Ulotka składana', ilosc: '300', jednostka: 'egz.', cena_netto: '2.00', stawka_vat: '23', wartosc_netto: '600.00', wartosc_brutto: '738.00' }]);
  });

  it('with a price that is called a rate', () => {
    const head = [[40, 'Zajęcia'], [240, 'Ile'], [300, 'Stawka'], [380, 'Kwota']] as const;
    expect(items(head, [[40, 'Lekcje śpiewu'], [240, '4 godz.'], [300, '60,00'], [380, '240,00 zł']])).toMatchObject([{ nazwa: 'Lekcje śpiewu', ilosc: '4', cena_netto: '60.00', stawka_vat: null, wartosc_netto: '240.00' }]);
    expect(items(head, [[40, 'Lekcje śpiewu'], [240, '4 godz.'], [300, '23,00'], [380, '240,00 zł']])).toMatchObject([{ cena_netto: null, stawka_vat: '23' }]);
  });

  it('with more than the name of the goods in their title', () => {
    expect(items([[40, 'licznik 77 · opłata'], [240, 'VAT'], [300, 'netto (zł)'], [380, 'brutto (zł)']], [[40, 'Abonament'], [240, '23%'], [300, '10,00'], [380, '12,30']])).toMatchObject([{ nazwa: 'Abonament', stawka_vat: '23', wartosc_netto: '10.00', wartosc_brutto: '12.30' }]);
  });

  it('with unknown titles before names under a centred title', () => {
    const head = [[40, 'Dzień'], [140, 'Tor'], [210, 'Produkt'], [290, 'Ilość'], [330, 'J.m.'], [370, 'Cena netto'], [460, 'Wartość netto']] as const;
    expect(items(head, [[40, 'wtorek'], [130, 'północny'], [180, 'Kule'], [292, '2'], [332, 'szt'], [390, '5,00'], [480, '10,00']])).toMatchObject([{ nazwa: 'Kule', ilosc: '2', wartosc_netto: '10.00' }]);
  });

  it('with a description longer than any list of titles', () => {
    expect(items([[40, 'Lp.'], [70, 'Nazwa, gatunek, klasa'], [200, 'Seria'], [260, 'Ilość'], [310, 'Cena netto'], [400, 'Wartość netto']], [[42, '1'], [70, 'Farba'], [200, 'K12'], [262, '3'], [320, '10,00'], [410, '30,00']]))
      .toMatchObject([{ nazwa: 'Farba', ilosc: '3' }]);
  });
});

it('takes values under a title that says neither net nor gross for gross where they make up the gross total', () => {
  const head = [[40, 'Opis'], [200, 'Ilość'], [260, 'Cena'], [330, 'VAT'], [400, 'Wartość']] as const;
  const lines = [[[40, 'Obiad'], [202, '2'], [260, '27,00'], [330, '8%'], [402, '54,00']], [[40, 'Kolacja'], [202, '1'], [260, '54,00'], [330, '8%'], [402, '54,00']]] as const;
  const sums = (net: string, vat: string, gross: string): (readonly [number, string])[][] => [[[40, 'Stawka'], [120, 'Netto'], [200, 'VAT'], [280, 'Brutto']], [[40, '8%'], [120, net], [200, vat], [280, gross]], [[40, 'Razem'], [120, net], [200, vat], [280, gross]]];
  expect(items(head, ...lines, ...sums('100,00', '8,00', '108,00'))).toMatchObject([{ cena_netto: null, wartosc_netto: null, wartosc_brutto: '54.00' }, { wartosc_brutto: '54.00' }]);
  expect(items(head, ...lines, ...sums('108,00', '8,64', '116,64'))).toMatchObject([{ cena_netto: '27.00', wartosc_netto: '54.00', wartosc_brutto: null }, { wartosc_netto: '54.00' }]);
});

describe('cells', () => {
  const head = [[40, 'Lp.'], [54, 'Nazwa'], [250, 'Ilość'], [275, 'J.m.'], [330, 'Cena netto'], [430, 'Wartość netto']] as const;

  it('are cut where numbers and names, quantities and units are glued', () => {
    expect(items(head, [[42, '1 Deska sosnowa'], [255, '40 ryza'], [335, '2,00'], [440, '80,00']])).toMatchObject([{ lp: 1, nazwa: 'Deska sosnowa', ilosc: '40', jednostka: 'ryza' }]);
  });

  it('keep groups and decimals of a quantity apart, and know numbers of items with zeros', () => {
    expect(items(head, [[40, '000010'], [70, 'Granulat'], [235, '12.000,000'], [277, 'kg'], [335, '2,00'], [430, '24.000,00']])).toMatchObject([{ lp: 10, nazwa: 'Granulat', ilosc: '12000' }]);
  });

  it('are what stands between typed rules', () => {
    expect(items([[40, '| Lp | Nazwa towaru        | Ilość | Jm  | Cena n. | Wart.netto |']], [[40, '|  1 | Blacha             |   12 | szt |    5,00 |      60,00 |']])).toMatchObject([{ lp: 1, nazwa: 'Blacha', ilosc: '12', wartosc_netto: '60.00' }]);
  });
});

describe('names', () => {
  it('lose the numbers that count them', () => {
    const head = [[40, 'Części i robocizna'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']] as const;
    expect(items(head, [[40, '1 Filtr'], [255, '1'], [335, '20,00'], [440, '20,00']], [[40, '2 Olej 5W30'], [255, '2'], [335, '30,00'], [440, '60,00']]).map(({ lp, nazwa }) => [lp, nazwa])).toEqual([[1, 'Filtr'], [2, 'Olej 5W30']]);
    expect(items(head, [[40, '4 opony'], [255, '1'], [335, '20,00'], [440, '20,00']], [[40, '2 felgi'], [255, '2'], [335, '30,00'], [440, '60,00']]).map(({ nazwa }) => nazwa)).toEqual(['4 opony', '2 felgi']);
  });

  it('go on below, also under a title that is centred over them', () => {
    expect(items([[40, 'Lp.'], [140, 'Nazwa'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']], [[42, '1'], [60, 'Roboty ziemne etap drugi według'], [255, '1'], [335, '20,00'], [440, '20,00']], [[60, 'protokołu 7']])).toMatchObject([{ nazwa: 'Roboty ziemne etap drugi według protokołu 7' }]);
  });
});

describe('a table under the title of an order', () => {
  const title = [[40, 'Faktura zaliczkowa nr 7/2026']] as const;
  const head = [[40, 'Nazwa'], [250, 'Ilość'], [330, 'Netto'], [400, 'VAT 23%'], [470, 'Brutto']] as const;
  const advance = [head, [[40, 'Zaliczka na altanę'], [250, '1 szt.'], [330, '100,00'], [400, '23,00'], [470, '123,00']], [[300, 'Razem'], [330, '100,00'], [400, '23,00'], [470, '123,00']]] as const;
  const order = [[[40, 'Zamówienie (całość)']], head, [[40, 'Altana'], [250, '1 kpl.'], [330, '500,00'], [400, '115,00'], [470, '615,00']]] as const;
  const names = (...rows: readonly Row[]): string[] => items(...rows).map(({ nazwa }) => nazwa);

  it('is what an advance invoice repeats, and left out unless it is the only one', () => {
    expect(names(title, ...advance, ...order)).toEqual(['Zaliczka na altanę']);
    expect(names(title, ...order)).toEqual(['Altana']);
  });

  it('is the part of any other invoice that was delivered for it', () => {
    const grouped = [head, [[40, 'Karmnik'], [250, '1 szt.'], [330, '100,00'], [400, '23,00'], [470, '123,00']], [], [[40, 'Zamówienie 18/2026']], head, [[40, 'Budka lęgowa'], [250, '2 szt.'], [330, '200,00'], [400, '46,00'], [470, '246,00']]] as const;
    expect(names([[40, 'Faktura VAT nr 9/2026']], ...grouped)).toEqual(['Karmnik', 'Budka lęgowa']);
  });
});

it('does not end a table at a label beside it', () => {
  const head = [[40, 'Opłata'], [150, 'VAT'], [200, 'Netto'], [260, 'Brutto']] as const;
  expect(items(head, [[40, 'Dostęp'], [150, '23%'], [200, '10,00'], [260, '12,30']], [[40, 'Dzierżawa'], [150, '23%'], [200, '20,00'], [260, '24,60'], [360, 'Do zapłaty'], [460, '36,90']], [[40, 'Serwis'], [150, '23%'], [200, '30,00'], [260, '36,90']]).map(({ nazwa }) => nazwa))
    .toEqual(['Dostęp', 'Dzierżawa', 'Serwis']);
});

describe('items without a table', () => {
  const total = (net: string): (readonly [number, string])[][] => [[[40, 'Suma netto'], [440, net]], [[40, 'VAT 23%'], [440, '69,00 zł']], [[40, 'Suma brutto'], [440, '369,00 zł']]];

  it('are counted lines that make up the net total, and no others', () => {
    const lines = [[[40, '1) Pomiar działki'], [440, '200,00 zł']], [[40, '2) Mapa'], [440, '100,00 zł']]] as const;
    expect(items(...lines, ...total('300,00 zł'))).toMatchObject([{ lp: 1, nazwa: 'Pomiar działki', wartosc_netto: '200.00' }, { lp: 2, nazwa: 'Mapa', wartosc_netto: '100.00' }]);
    expect(items(lines[0], [[40, '2) Mapa'], [440, '110,00 zł']], ...total('300,00 zł'))).toEqual([]);
  });

  it('are lines with their calculation below', () => {
    expect(items([[40, 'Korekta tekstu'], [440, '300,00 zł']], [[40, '20 str. × 15,00 zł netto, VAT 23%']], ...total('300,00 zł')))
      .toMatchObject([{ nazwa: 'Korekta tekstu', ilosc: '20', jednostka: 'str.', cena_netto: '15.00', stawka_vat: '23', wartosc_netto: '300.00' }]);
    expect(items([[40, 'Korekta tekstu'], [440, '300,00 zł']], [[40, '20 str. × 16,00 zł netto, VAT 23%']], ...total('300,00 zł'))).toEqual([]);
  });
});
