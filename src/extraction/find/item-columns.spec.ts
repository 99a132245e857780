import { items, readItems as read, runsOf, type Row } from '../spec-support/item-rows.spec-support';
import type { Run } from '../spec-support/page-builder.spec-support';

describe('columns that titles tell only half of', () => {
  it('heads codes with "Nr" where nothing below it counts', () => {
    expect(items(
      [[40, 'Nr'], [110, 'Opis'], [260, 'Ilość'], [320, 'Cena netto'], [420, 'Wartość netto']],
      [[40, 'DS-120'], [110, 'Deska sosnowa'], [262, '2'], [325, '10,00'], [440, '20,00']],
      [[40, 'LD-7/4'], [110, 'Listwa dębowa'], [262, '3'], [325, '10,00'], [440, '30,00']],
    )).toMatchObject([{ lp: 1, nazwa: 'Deska sosnowa' }, { lp: 2, nazwa: 'Listwa dębowa' }]);
  });

  it('takes a title that is only like one of goods for something else beside one that is', () => {
    expect(items(
      [[40, 'Lp.'], [70, 'Zeichnungs'], [150, 'Bezeichnung'], [300, 'Ilość'], [350, 'Cena netto'], [450, 'Wartość netto']],
      [[42, '1'], [70, 'DWG 20-C'], [150, 'Welle'], [302, '2'], [355, '10,00'], [465, '20,00']],
    )).toMatchObject([{ nazwa: 'Welle' }]);
  });

  it('knows sums by the last word of their titles', () => {
    expect(items([[40, 'Tytuł zaliczki'], [200, 'Kwota netto'], [280, 'VAT'], [330, 'Kwota VAT'], [400, 'Otrzymana wpłata brutto']], [[40, 'Zaliczka na altanę'], [205, '100,00'], [280, '23%'], [335, '23,00'], [450, '123,00']]))
      .toMatchObject([{ nazwa: 'Zaliczka na altanę', wartosc_netto: '100.00', wartosc_vat: '23.00', wartosc_brutto: '123.00' }]);
  });
});

describe('rows that look like others', () => {
  const head: Row = [[40, 'Opłaty'], [300, 'Liczba'], [380, 'Netto'], [460, 'Stawka VAT']];

  it('set to the middle of their names are items', () => {
    const rows: Run[] = [...runsOf([head]), [40, 320, 8, 'Łącze światłowodowe przy ulicy'], [302, 325, 8, '1'], [380, 325, 8, '89,00'], [465, 325, 8, '23%'], [40, 330, 8, 'Leśnej'], [40, 350, 8, 'Adres stały'], [302, 350, 8, '1'], [380, 350, 8, '20,00'], [465, 350, 8, '23%']];
    expect(read(rows)).toMatchObject([{ nazwa: 'Łącze światłowodowe przy ulicy Leśnej', wartosc_netto: '89.00' }, { nazwa: 'Adres stały', wartosc_netto: '20.00' }]);
  });

  it('with all sums in a sentence are none', () => {
    const goods: readonly Row[] = [[[40, 'Lp.'], [70, 'Robota'], [230, 'Ilość'], [300, 'Cena netto'], [420, 'Wartość netto']], [[42, '1'], [70, 'Posadzka'], [232, '10'], [305, '10,00'], [435, '100,00']]];
    expect(items(...goods, [[200, 'Wartość robót: netto 100,00 + VAT 23% 23,00 = brutto 123,00 zł']])).toHaveLength(1);
  });

  it('keep a word that begins a line of a name and only sometimes a batch', () => {
    const goods = (second: string): Row[] => [[[40, 'Lp.'], [70, 'Nazwa towaru'], [260, 'Ilość'], [320, 'Cena netto'], [420, 'Wartość netto']], [[42, '1'], [70, 'Gniazdo pojedyncze z uziemieniem białe'], [262, '2'], [325, '10,00'], [440, '20,00']], [[70, second]]];
    expect([items(...goods('seria NOVIA'))[0]?.nazwa, items(...goods('seria 4471A'))[0]?.nazwa]).toEqual(['Gniazdo pojedyncze z uziemieniem białe seria NOVIA', 'Gniazdo pojedyncze z uziemieniem białe']);
  });

  it('below a sum on the next page, under the same head, are of the next group', () => {
    const head2: Row = [[40, 'Produkt'], [200, 'Ilość'], [260, 'Cena netto'], [360, 'Wartość netto']];
    const fuel = (litres: string, value: string): Row => [[40, 'Paliwo'], [202, litres], [262, '5,00'], [365, value]];
    expect(read(runsOf([head2, fuel('10', '50,00'), fuel('20', '100,00')]), runsOf([head2, [[40, 'Razem karta'], [365, '150,00']], fuel('4', '20,00')]))).toHaveLength(3);
  });

  it('state their value as the price where no column states it and it is one of each', () => {
    expect(items([[40, 'Przedmiot sprzedaży'], [250, 'Ilość'], [330, 'VAT'], [420, 'Cena']], [[40, 'Rower używany'], [250, '1 szt.'], [330, 'marża'], [420, '900,00']], [[300, 'Razem do zapłaty: 900,00 zł']]))
      .toMatchObject([{ nazwa: 'Rower używany', wartosc_brutto: '900.00' }]);
  });
});

it.each(['Kaucja brutto', 'Zmiana brutto'])('takes a weight or %j for no value of the goods', (title) => {
  expect(items(
    [[40, 'Nazwa'], [180, 'Ilość'], [230, 'Cena netto'], [300, 'Wartość netto'], [370, title], [490, 'Waga netto']],
    [[40, 'Deska sosnowa'], [182, '2'], [235, '10,00'], [310, '20,00'], [390, '5,00'], [495, '25,00']],
  )).toMatchObject([{ wartosc_netto: '20.00', wartosc_brutto: null }]);
});

it.each(['Sortyment', 'Rysunek'])('heads names with %j where nothing else does', (title) => {
  expect(items(
    [[40, 'Lp.'], [70, title], [260, 'Ilość'], [320, 'Cena netto'], [420, 'Wartość netto']],
    [[40, '1'], [70, 'Dąb klasa W'], [262, '2'], [325, '10,00'], [440, '20,00']],
  )).toMatchObject([{ nazwa: 'Dąb klasa W' }]);
});
