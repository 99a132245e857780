import { at, items, readItems as read, runsOf, type Row } from '../spec-support/item-rows.spec-support';

describe('titles', () => {
  it('that abbreviate "gross"', () => {
    expect(items([[40, 'Nazwa'], [200, 'Ilość'], [260, 'Cena br.'], [340, 'VAT'], [420, 'Wart. br.']], [[40, 'Deska'], [205, '2'], [262, '5,00'], [340, '23%'], [425, '10,00']])).toMatchObject([{ nazwa: 'Deska', cena_netto: null, wartosc_brutto: '10.00' }]);
  });

  it('that abbreviate "net"', () => {
    expect(items([[40, 'Nazwa'], [200, 'Ilość'], [260, 'Cena net.'], [340, 'VAT'], [420, 'Wart. net.']], [[40, 'Deska'], [205, '2'], [262, '5,00'], [340, '23%'], [425, '10,00']])).toMatchObject([{ cena_netto: '5.00', wartosc_netto: '10.00' }]);
  });

  it('of one kind of price and of a number of things', () => {
    expect(items([[40, 'Nazwa'], [180, 'Liczba noclegów'], [270, 'Cena detal. netto'], [360, 'VAT'], [420, 'Wartość netto']], [[40, 'Domek'], [205, '2'], [290, '50,00'], [360, '8%'], [430, '100,00']])).toMatchObject([{ ilosc: '2', cena_netto: '50.00' }]);
  });

  it('of numbers are not the name\'s', () => {
    expect(items([[40, 'Lp.'], [70, 'Wypiek'], [180, 'Nr listu'], [260, 'Ilość'], [310, 'Cena netto'], [400, 'Wartość netto']], [[42, '1'], [70, 'Obwarzanek'], [180, 'L/77'], [262, '3'], [320, '2,00'], [410, '6,00']])).toMatchObject([{ nazwa: 'Obwarzanek' }]);
  });

  it('of a price for one of something, in two lines', () => {
    expect(read([
      ...at(300, [[40, 'Lp.'], [70, 'Nazwa'], [200, 'Ilość'], [420, 'Wartość netto']]), ...at(295, [[300, 'Cena za']]), ...at(305, [[300, 'uczestnika']]),
      ...at(325, [[42, '1'], [70, 'Wycieczka'], [205, '2'], [302, '50,00'], [430, '100,00']]),
    ])).toMatchObject([{ cena_netto: '50.00' }]);
  });
});

describe('columns', () => {
  it('between typed rules that stand at their values', () => {
    expect(items(
      [[40, '|Lp|Nazwa towaru'], [180, '|Jm'], [200, '|'], [220, 'Ilość|Cena netto|'], [330, 'Wart. netto|']],
      [[40, '| 1|Deska sosnowa'], [180, '|szt|'], [220, '2|'], [265, '5,00|'], [340, '10,00|']],
    )).toMatchObject([{ lp: 1, nazwa: 'Deska sosnowa', jednostka: 'szt', ilosc: '2', cena_netto: '5.00', wartosc_netto: '10.00' }]);
  });

  it('of names begin far before a centred title', () => {
    expect(read([
      ...at(300, [[140, 'Tytuł'], [280, 'Ilość'], [340, 'Cena netto'], [430, 'Wartość netto']]),
      ...at(320, [[40, 'Przegląd instalacji']]), ...at(326, [[285, '1'], [350, '20,00'], [440, '20,00']]), ...at(332, [[40, 'wraz z protokołem']]),
    ])).toMatchObject([{ nazwa: 'Przegląd instalacji wraz z protokołem' }]);
  });
});

describe('units', () => {
  const head = [[40, 'Nazwa'], [200, 'Ilość jm'], [300, 'Cena netto'], [420, 'Wartość netto']] as const;

  it('stay with a quantity that looks like a sum', () => expect(items(head, [[40, 'Piasek'], [200, '12,50 m3'], [310, '10,00'], [430, '125,00']])).toMatchObject([{ ilosc: '12.5', jednostka: 'm3' }]));

  it('stand apart from the quantity under one title', () => expect(items(head, [[40, 'Piasek'], [200, '12,50'], [227, 't'], [310, '10,00'], [430, '125,00']])).toMatchObject([{ ilosc: '12.5', jednostka: 't' }]));
});

describe('rows', () => {
  it('between the lines of their names have gross prices only', () => {
    expect(read([
      ...at(300, [[40, 'Nazwa'], [200, 'Ilość'], [260, 'Cena brutto'], [340, 'VAT'], [420, 'Wartość brutto']]),
      ...at(320, [[40, 'Nocleg ze śniadaniem']]), ...at(326, [[205, '2'], [262, '50,00'], [340, '8%'], [430, '100,00']]),
    ])).toMatchObject([{ nazwa: 'Nocleg ze śniadaniem', wartosc_brutto: '100.00' }]);
  });

  it('of sums begin under names that a centred title leaves', () => {
    const head = [[100, 'Nazwa opłaty'], [260, 'Cena netto'], [340, 'Wartość netto'], [420, 'VAT'], [480, 'Brutto']] as const;
    const row = (name: string): Row => [[40, name], [265, '5,00'], [350, '5,00'], [420, '23%'], [480, '6,15']];
    expect(items(head, row('Opłata stała'), row('Opłata zmienna'), [[40, 'Razem'], [350, '10,00'], [420, '23%'], [480, '12,30']])).toHaveLength(2);
  });

  it('of an enclosure are none of the invoice', () => {
    const head = [[40, 'Nazwa'], [200, 'Ilość'], [300, 'Cena netto'], [420, 'Wartość netto']] as const;
    const row = (quantity: string): Row => [[40, 'Paliwo'], [205, quantity], [310, '5,00'], [430, '10,00']];
    expect(read(runsOf([head, row('4')]), runsOf([[[40, 'Załącznik nr 1: wykaz transakcji']], head, row('2'), row('2')])).map(({ ilosc }) => ilosc)).toEqual(['4']);
  });

  it('that a correction marks as before it are left out', () => {
    const head = [[40, 'Nazwa'], [200, 'Ilość'], [280, 'Cena netto'], [370, 'Wartość netto'], [470, 'Stan przed']] as const;
    expect(items(head, [[40, 'Deska'], [205, '4'], [285, '5,00'], [380, '20,00'], [470, 'Tak']], [[40, 'Deska'], [205, '3'], [285, '5,00'], [380, '15,00']])).toMatchObject([{ ilosc: '3' }]);
  });
});

it('leaves a tax in thousands whole beside a rate of its own', () => {
  const head: Row = [[40, 'Nazwa'], [180, 'Ilość'], [240, 'Wartość netto'], [330, 'Stawka VAT'], [400, 'Kwota VAT'], [480, 'Wartość brutto']];
  expect(items(head, [[40, 'Tokarka'], [185, '1'], [245, '35 718,96'], [332, '23%'], [371, '8 215,36'], [485, '43 934,32']])).toMatchObject([{ stawka_vat: '23', wartosc_vat: '8215.36' }]);
});

it('takes no distant line for the name of goods', () => {
  const head: Row = [[40, 'Nazwa'], [180, 'Ilość'], [240, 'Cena netto'], [330, 'Wartość netto']];
  expect(read([...runsOf([head, [[185, '2'], [245, '5,00'], [335, '10,00']]]), ...at(560, [[40, 'Dziękujemy za zakupy']])])).toMatchObject([{ nazwa: '', wartosc_netto: '10.00' }]);
});

describe('values under titles that are shared or short', () => {
  it('are rates below "%V"', () => {
    expect(items([[40, 'Nazwa'], [180, 'Ilość'], [240, 'C.netto'], [300, 'W.netto'], [360, '%V'], [400, 'Kw.VAT'], [460, 'W.brutto']], [[40, 'Masło'], [185, '12'], [245, '5,00'], [305, '60,00'], [362, '5'], [410, '3,00'], [465, '63,00']])).toMatchObject([{ stawka_vat: '5', wartosc_vat: '3.00' }]);
  });

  it('are quantity and unit below "Il. jm"', () => {
    expect(items([[40, 'Nazwa'], [180, 'Il. jm'], [240, 'Cena netto'], [320, 'VAT'], [400, 'Wartość netto']], [[40, 'Deska'], [180, '2 SZT'], [245, '5,00'], [322, '23%'], [405, '10,00']])).toMatchObject([{ ilosc: '2', jednostka: 'SZT' }]);
  });

  it('are the tax below "w tym VAT"', () => {
    expect(items([[40, 'Tytuł'], [180, 'Kwota brutto'], [280, 'Stawka'], [340, 'w tym VAT'], [440, 'Netto']], [[40, 'Deska'], [185, '123,00'], [282, '23%'], [350, '23,00'], [440, '100,00']])).toMatchObject([{ wartosc_netto: '100.00', wartosc_vat: '23.00', wartosc_brutto: '123.00' }]);
  });

  it('are in zlotys and grosze', () => {
    expect(items([[40, 'Lp.'], [65, 'Nazwa usługi'], [200, 'Ilość'], [260, 'Cena jedn. zł gr'], [380, 'Wartość zł gr']], [[42, '1'], [65, 'Strojenie'], [205, '2'], [290, '5,00'], [410, '10,00']])).toMatchObject([{ nazwa: 'Strojenie', ilosc: '2', cena_netto: '5.00' }]);
  });

  it('are a price below a rate for an hour', () => {
    expect(items([[40, 'usługa'], [200, 'ilość'], [280, 'stawka godz.'], [400, 'netto']], [[40, 'Doradztwo'], [200, '2,5 h'], [290, '100,00'], [400, '250,00']])).toMatchObject([{ ilosc: '2.5', jednostka: 'h', cena_netto: '100.00', wartosc_netto: '250.00' }]);
  });

  it('are quantity and unit where both stand below the unit', () => {
    expect(items([[40, 'Za co'], [190, 'ilość'], [240, 'jm'], [320, 'cena zł'], [420, 'wartość zł']], ...[['Haft', '16 szt', '2,00', '32,00'], ['Lamówka', '24 mb', '1,00', '24,00']].map(([name = '', both = '', price = '', value = '']): Row => [[40, name], [234, both], [325, price], [430, value]]))).toMatchObject([{ ilosc: '16', jednostka: 'szt' }, { ilosc: '24', jednostka: 'mb' }]);
  });
});

describe('lines of names', () => {
  const head: Row = [[40, 'Lp.'], [65, 'Nazwa'], [190, 'Ilość'], [250, 'Cena netto'], [340, 'Wartość netto']];

  it('that break behind a hyphen go on without a space', () => {
    expect(read([...at(300, head), ...at(320, [[42, '1'], [65, 'Agregat prądotwórczy AC-'], [195, '1'], [255, '90,00'], [350, '90,00']]), ...at(330, [[65, '450 na kołach']])])).toMatchObject([{ nazwa: 'Agregat prądotwórczy AC-450 na kołach' }]);
  });

  it('may hold a sum amid other words', () => {
    expect(read([...at(300, head), ...at(320, [[42, '1'], [65, 'Zaliczka na altanę nr 7'], [195, '1'], [255, '90,00'], [350, '90,00']]), ...at(330, [[65, '(wartość altany 250,00 zł netto)']])])).toMatchObject([{ nazwa: 'Zaliczka na altanę nr 7 (wartość altany 250,00 zł netto)' }]);
  });

  it('beside the head, of what stands next to the table, take no first line of a name into it', () => {
    const table: Row = [[160, 'Lp.'], [180, 'Nazwa'], [270, 'Ilość'], [330, 'Cena netto'], [420, 'Wartość netto']];
    expect(read([...at(300, [[5, 'Dom i Ogród'], ...table]), ...at(307.5, [[5, 'ul. Żytnia 7']]), ...at(313, [[180, 'Sprężarka']]), ...at(317.5, [[5, '00-001 Łąki']]), ...at(322, [[162, '1'], [180, 'śrubowa'], [275, '1'], [335, '90,00'], [430, '90,00']])])).toMatchObject([{ nazwa: 'Sprężarka śrubowa' }]);
  });
});

it('of a letter without a table are the one line that says what the net sum is for', () => {
  const letter = (name: string): Row[] => [[[40, name], [400, '900,00 zł']], [[40, 'Podatek VAT 23%'], [400, '207,00 zł']], [[40, 'Razem brutto'], [400, '1 107,00 zł']]];
  expect(items(...letter('Obsługa księgowa w maju (ryczałt)'))).toMatchObject([{ nazwa: 'Obsługa księgowa w maju (ryczałt)', wartosc_netto: '900.00' }]);
  expect(items(...letter('Wynagrodzenie netto'))).toEqual([]);
});
