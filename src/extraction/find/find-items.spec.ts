import { items, readItems as read, runsOf, type Row } from '../spec-support/item-rows.spec-support';
import type { Run } from '../spec-support/page-builder.spec-support';

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

describe('heads of many lines', () => {
  const at = (y: number, row: Row): Run[] => row.map(([x, text]): Run => [x, y, 8, text]);

  it('whose titles are set to their middle', () => {
    expect(read([
      ...at(300, [[420, 'Cena']]), ...at(306, [[480, 'Wartość']]), ...at(310, [[40, 'Lp.'], [100, 'Nazwa'], [300, 'Ilość'], [350, 'Jm'], [420, 'netto']]), ...at(315, [[480, 'netto']]), ...at(321, [[420, 'po rab.']]),
      ...at(345, [[40, '1'], [60, 'Deska'], [302, '4'], [350, 'szt.'], [425, '5,00'], [485, '20,00']]),
    ])).toMatchObject([{ nazwa: 'Deska', ilosc: '4', cena_netto: '5.00', wartosc_netto: '20.00' }]);
  });

  it('with titles that several columns share', () => {
    expect(read([
      ...at(300, [[365, 'Podatek VAT']]), ...at(312, [[40, 'Nazwa'], [200, 'Ilość'], [240, 'Cena netto'], [300, 'Wartość netto'], [355, 'stawka'], [400, 'kwota'], [450, 'Wartość brutto']]),
      ...at(335, [[40, 'Deska'], [202, '4'], [245, '5,00'], [310, '20,00'], [357, '23%'], [402, '4,60'], [460, '24,60']]),
    ])).toMatchObject([{ stawka_vat: '23', wartosc_vat: '4.60', wartosc_brutto: '24.60' }]);
  });

  it('with a batch below the goods', () => {
    expect(read([
      ...at(300, [[70, 'Nazwa towaru']]), ...at(311, [[40, 'Lp.'], [70, 'Seria / data ważności'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']]),
      ...at(335, [[42, '1'], [70, 'Bandaż'], [255, '2'], [335, '3,00'], [440, '6,00']]),
    ])).toMatchObject([{ nazwa: 'Bandaż', ilosc: '2' }]);
  });
});

describe('columns', () => {
  it('are known by their values where a title is centred over them', () => {
    const head = [[40, 'Kod'], [170, 'Nazwa'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']] as const;
    const row = (name: string): Row => [[40, 'A1'], [90, name], [255, '1'], [335, '20,00'], [440, '20,00']];
    expect(items(head, row('Deska sosnowa strugana'), row('Listwa dębowa lakierowana'), row('Klin')).map(({ nazwa }) => nazwa)).toEqual(['Deska sosnowa strugana', 'Listwa dębowa lakierowana', 'Klin']);
  });

  it('of prices before and after a discount are told apart by the arithmetic', () => {
    const head = [[40, 'Nazwa'], [170, 'Ilość'], [220, 'Cena netto'], [290, 'Rabat'], [340, 'Cena po rabacie'], [440, 'Wartość netto']] as const;
    expect(items(head, [[40, 'Deska'], [172, '2'], [225, '10,00'], [290, '10%'], [345, '9,00'], [445, '18,00']], [[40, 'Klin'], [172, '3'], [225, '2,00'], [345, '2,00'], [445, '6,00']]))
      .toMatchObject([{ cena_netto: '9.00', wartosc_netto: '18.00' }, { cena_netto: '2.00', wartosc_netto: '6.00' }]);
  });

  it('without a known title keep their values out of the names', () => {
    expect(items([[40, 'Nazwa'], [170, 'Pojazd'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']], [[40, 'Fracht'], [170, 'DW 8KT41'], [255, '1'], [335, '20,00'], [440, '20,00']])).toMatchObject([{ nazwa: 'Fracht' }]);
  });

  it('may say in their title the one rate of all items', () => {
    expect(items([[40, 'Nazwa'], [250, 'Ilość'], [330, 'Netto'], [400, 'VAT 8%'], [470, 'Brutto']], [[40, 'Nocleg'], [250, '1'], [330, '100,00'], [400, '8,00'], [470, '108,00']])).toMatchObject([{ stawka_vat: '8', wartosc_vat: '8.00' }]);
  });

});

describe('sums within a table', () => {
  const head = [[40, 'Nazwa'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']] as const;
  const row = (name: string): Row => [[40, name], [255, '1'], [335, '20,00'], [440, '20,00']];

  it('do not end it where items follow', () => {
    expect(items(head, row('Montaż'), [[330, 'Razem robocizna'], [440, '20,00']], row('Uchwyt'), [[330, 'Razem części'], [440, '20,00']], [[330, 'Razem netto'], [440, '40,00']]).map(({ nazwa }) => nazwa)).toEqual(['Montaż', 'Uchwyt']);
  });

  it('and the foot of a page do not end it on the next page', () => {
    const foot = [[40, 'Nr konta: 06 1090 1014 0365 4254 1946 0018']] as const;
    expect(read(runsOf([head, row('Montaż'), foot]), runsOf([row('Uchwyt'), foot])).map(({ nazwa }) => nazwa)).toEqual(['Montaż', 'Uchwyt']);
  });

  it('may be of a table that has a rate and one sum only', () => {
    expect(items([[40, 'Usługa'], [330, 'netto (zł)'], [430, 'VAT']], [[40, 'Abonament'], [335, '65,04'], [430, '23%']], [[40, 'Rabat za e-fakturę'], [335, '-8,13'], [430, '23%']], [[40, 'Razem numer 601'], [335, '56,91']]))
      .toMatchObject([{ nazwa: 'Abonament', wartosc_netto: '65.04' }, { nazwa: 'Rabat za e-fakturę', wartosc_netto: '-8.13' }]);
  });
});

it('takes letters for the rates that the summary explains', () => {
  const head = [[40, 'Nazwa'], [250, 'Ilość'], [320, 'Cena brutto'], [400, 'St.'], [450, 'Wartość brutto']] as const;
  const rows = [[[40, 'Farba'], [255, '1'], [325, '12,30'], [402, 'A'], [460, '12,30']], [[40, 'Woda'], [255, '1'], [325, '10,80'], [402, 'B'], [460, '10,80']]] as const;
  expect(items(head, ...rows, [[40, 'Stawka'], [120, 'Netto'], [200, 'VAT'], [280, 'Brutto']], [[40, 'A 23%'], [120, '10,00'], [200, '2,30'], [280, '12,30']], [[40, 'B 8%'], [120, '10,00'], [200, '0,80'], [280, '10,80']]).map(({ stawka_vat }) => stawka_vat)).toEqual(['23', '8']);
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

  it('keep a rate apart from the tax behind it, and thousands of a quantity together', () => {
    const wide = [[40, 'Nazwa'], [150, 'Ilość'], [200, 'Cena netto'], [270, 'Wartość netto'], [345, 'St. VAT'], [372, 'Kwota VAT'], [460, 'Wartość brutto']] as const;
    expect(items(wide, [[40, 'Krem'], [148, '1 000 szt.'], [205, '0,50'], [280, '500,00'], [355, '23 115,00'], [470, '615,00']])).toMatchObject([{ ilosc: '1000', jednostka: 'szt.', stawka_vat: '23', wartosc_vat: '115.00' }]);
    expect(items(head, [[40, '1'], [54, 'Śruba'], [250, '2.500'], [275, 'szt.'], [335, '0,50'], [430, '1.250,00']])).toMatchObject([{ ilosc: '2500' }]);
  });

  it('are what stands between typed rules', () => {
    expect(items([[40, '| Lp | Nazwa towaru        | Ilość | Jm  | Cena n. | Wart.netto |']], [[40, '|  1 | Blacha             |   12 | szt |    5,00 |      60,00 |']])).toMatchObject([{ lp: 1, nazwa: 'Blacha', ilosc: '12', wartosc_netto: '60.00' }]);
  });
});

describe('lines below a name', () => {
  const head = [[40, 'Lp.'], [60, 'Nazwa'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']] as const;
  const row = (lp: string, name: string): Row => [[42, lp], [60, name], [255, '1'], [335, '20,00'], [440, '20,00']];
  const names = (...rows: readonly Row[]): string[] => items(head, ...rows).map(({ nazwa }) => nazwa);

  it('go on it where their first word had no room above', () => {
    expect(names(row('1', 'Sporządzenie wniosku o zaświadczenie'), [[60, 'niezaleganiu w podatkach']], row('2', 'Porada'))).toEqual(['Sporządzenie wniosku o zaświadczenie niezaleganiu w podatkach', 'Porada']);
  });

  it('are details where it had', () => {
    expect(names(row('1', 'Ulotki'), [[60, 'papier kredowy, druk dwustronny']], row('2', 'Wizytówki'), [[60, 'folia matowa, pięć wzorów']])).toEqual(['Ulotki', 'Wizytówki']);
  });

  it('are details where they say what they are', () => {
    expect(names(row('1', 'Przełącznik zarządzalny'), [[60, 'Nr ser.: 24S119803']], row('2', 'Kabel'))).toEqual(['Przełącznik zarządzalny', 'Kabel']);
    expect(names(row('1', 'Licencja roczna użytkownika'), [[60, '12 lutego 2026 – 11 lutego 2027']], row('2', 'Kabel'))).toEqual(['Licencja roczna użytkownika', 'Kabel']);
  });

  it('are the name of what the row has only the number of', () => {
    expect(names(row('1', '10004711'), [[60, 'Śruba M10x60 ocynk']], row('2', '10004790'), [[60, 'Nakrętka M10 ocynk']])).toEqual(['Śruba M10x60 ocynk', 'Nakrętka M10 ocynk']);
  });

  it('are no items where they are discounts without a number', () => {
    expect(names(row('1', 'Śruba'), row('2', 'Nakrętka'), [[60, 'Rabat umowny'], [255, '12'], [440, '-2,40']])).toEqual(['Śruba', 'Nakrętka']);
  });
});

describe('names', () => {
  it('keep the numbers within them', () => {
    expect(items([[40, 'Nazwa'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']], [[40, 'Oliwa 0,75 l z oliwek'], [255, '1'], [335, '20,00'], [440, '20,00']])).toMatchObject([{ nazwa: 'Oliwa 0,75 l z oliwek' }]);
  });

  it('may begin above and end below the row that was set to their middle, as its quantity may', () => {
    const at = (y: number, ...row: Row): Run[] => row.map(([x, text]): Run => [x, y, 8, text]);
    expect(read([
      ...at(300, [40, 'Lp.'], [60, 'Nazwa'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']),
      ...at(330, [60, 'Roboty budowlane –']), ...at(336, [252, '1']), ...at(340, [42, '1'], [60, 'ściany działowe i tynki'], [335, '20,00'], [440, '20,00']), ...at(345, [250, 'kpl.']), ...at(350, [60, 'według protokołu']),
      ...at(380, [60, 'Dodatkowe szpachlowanie']), ...at(385, [42, '2'], [252, '3 m2'], [335, '10,00'], [440, '30,00']), ...at(390, [60, 'i malowanie']),
    ])).toMatchObject([{ nazwa: 'Roboty budowlane – ściany działowe i tynki według protokołu', ilosc: '1', jednostka: 'kpl.' }, { nazwa: 'Dodatkowe szpachlowanie i malowanie' }]);
  });

  it('lose the numbers that count them', () => {
    const head = [[40, 'Części i robocizna'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']] as const;
    expect(items(head, [[40, '1 Filtr'], [255, '1'], [335, '20,00'], [440, '20,00']], [[40, '2 Olej 5W30'], [255, '2'], [335, '30,00'], [440, '60,00']]).map(({ lp, nazwa }) => [lp, nazwa])).toEqual([[1, 'Filtr'], [2, 'Olej 5W30']]);
    expect(items(head, [[40, '1.'], [60, 'Filtr'], [255, '1'], [335, '20,00'], [440, '20,00']], [[40, '2.'], [60, 'Olej'], [255, '2'], [335, '30,00'], [440, '60,00']]).map(({ nazwa }) => nazwa)).toEqual(['Filtr', 'Olej']);
    expect(items(head, [[40, '4 opony'], [255, '1'], [335, '20,00'], [440, '20,00']], [[40, '2 felgi'], [255, '2'], [335, '30,00'], [440, '60,00']]).map(({ nazwa }) => nazwa)).toEqual(['4 opony', '2 felgi']);
  });

  it('go on below, also under a title that is centred over them', () => {
    expect(items([[40, 'Lp.'], [140, 'Nazwa'], [250, 'Ilość'], [330, 'Cena netto'], [430, 'Wartość netto']], [[42, '1'], [60, 'Roboty ziemne etap drugi według'], [255, '1'], [335, '20,00'], [440, '20,00']], [[60, 'protokołu 7']])).toMatchObject([{ nazwa: 'Roboty ziemne etap drugi według protokołu 7' }]);
  });
});

it('takes values of a seller without tax for net and gross, and keeps the prices', () => {
  expect(items([[40, 'Faktura'], [100, 'zwolniony z VAT']], [[40, 'Lp.'], [70, 'Usługa'], [250, 'Ilość'], [320, 'Cena'], [400, 'Wartość']], [[42, '1'], [70, 'Przeróbka'], [252, '2'], [322, '45,00'], [402, '90,00']], [[320, 'Razem do zapłaty'], [420, '90,00 zł']]))
    .toMatchObject([{ cena_netto: '45.00', wartosc_netto: '90.00', wartosc_brutto: '90.00', stawka_vat: 'zw' }]);
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

it('takes a row without a price, set to the middle of its name, for an item where its values add up', () => {
  const head = [[40, 'Opis'], [300, 'Ilość'], [350, 'Netto'], [400, 'VAT'], [440, 'Kwota VAT'], [500, 'Brutto']] as const;
  expect(items(head, [[40, 'Zaliczka 40% na altanę ogrodową']], [[300, '1 szt.'], [350, '100,00'], [400, '23%'], [440, '23,00'], [500, '123,00']], [[40, 'wg zamówienia 17/2026']]))
    .toMatchObject([{ ilosc: '1', jednostka: 'szt.', wartosc_netto: '100.00', wartosc_brutto: '123.00' }]);
});

it('takes no row of sums with the count of all for an item', () => {
  const head = [[40, 'Opis'], [300, 'Ilość'], [350, 'Netto'], [440, 'Kwota VAT'], [500, 'Brutto']] as const;
  const row = (name: string, count: string) => [[40, name], [300, count], [350, '100,00'], [440, '23,00'], [500, '123,00']] as const;
  expect(items(head, row('Deska', '2'), row('Listwa', '4'), [[300, '6'], [350, '200,00'], [440, '46,00'], [500, '246,00']], [[350, 'Do zapłaty'], [500, '246,00']])).toMatchObject([{ nazwa: 'Deska' }, { nazwa: 'Listwa' }]);
});

it('leaves gross values gross under "Wartość zł brutto"', () => {
  expect(items([[40, 'Lp.'], [70, 'Nazwa'], [220, 'Ilość'], [270, 'Cena zł brutto'], [370, 'VAT'], [420, 'Wartość zł brutto']], [[42, '1'], [70, 'Deska'], [222, '2'], [280, '61,50'], [370, '23%'], [430, '123,00']])).toMatchObject([{ wartosc_netto: null, wartosc_brutto: '123.00' }]);
});

it('gives no other rate to an item whose name tells its own', () => {
  const head = [[40, 'Nazwa'], [250, 'Ilość'], [320, 'Cena netto'], [420, 'Wartość netto']] as const;
  const rows = items(head, [[40, 'Deska'], [250, '2'], [320, '50,00'], [420, '100,00']], [[40, 'Znaczki zw'], [250, '4'], [320, '25,00'], [420, '100,00']], [[320, 'VAT 23%'], [420, '46,00']], [[320, 'Razem netto'], [420, '200,00']], [[320, 'Do zapłaty'], [420, '246,00']]);
  expect(rows.map(({ stawka_vat }) => stawka_vat)).toEqual([null, null]);
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
