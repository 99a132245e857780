import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const read = (runs: readonly Run[]): ExtractedInvoice => extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
const row = (y: number, ...cells: readonly (readonly [number, string])[]): Run[] => cells.map(([x, text]): Run => [x, y, 9, text]);
const sums = ({ fields }: ExtractedInvoice): unknown[] => [fields.suma_netto, fields.suma_vat, fields.suma_brutto].map((field) => field?.value ?? null);

const HEAD = row(300, [40, 'Lp.'], [65, 'Nazwa'], [250, 'Ilość'], [300, 'Cena netto'], [480, 'Wartość netto']);
const ITEMS = [...row(316, [40, '1'], [65, 'Deska sosnowa'], [250, '10'], [300, '20,00'], [500, '200,00']), ...row(332, [40, '2'], [65, 'Listwa dębowa'], [250, '5'], [300, '20,00'], [500, '100,00'])];

describe('sums on lines of their own', () => {
  it('reads amounts behind a rate and a currency', () => {
    const invoice = read([...HEAD, ...ITEMS, ...row(360, [300, 'Suma netto'], [430, 'PLN'], [500, '300,00']), ...row(376, [300, 'Podatek VAT 23,00 %'], [430, 'PLN'], [505, '69,00']), ...row(392, [300, 'Suma brutto'], [430, 'PLN'], [500, '369,00'])]);
    expect(sums(invoice)).toEqual(['300.00', '69.00', '369.00']);
    expect(invoice.podsumowanie_vat).toMatchObject([{ stawka: '23', netto: '300.00', vat: '69.00', brutto: '369.00' }]);
  });

  it('takes the base of the tax for no tax, and a subtotal for the net sum where all three add up', () => {
    const invoice = read([...HEAD, ...ITEMS, ...row(360, [300, 'Suma częściowa'], [500, '300,00 zł']), ...row(376, [300, 'VAT (23% od 300,00 zł)'], [505, '69,00 zł']), ...row(392, [300, 'Razem'], [500, '369,00 zł'])]);
    expect(sums(invoice)).toEqual(['300.00', '69.00', '369.00']);
  });

  it('takes a subtotal that adds up to nothing for the sum of a page', () => {
    expect(sums(read([...HEAD, ...ITEMS, ...row(360, [300, 'Suma częściowa'], [500, '300,00 zł']), ...row(392, [300, 'Do zapłaty'], [500, '999,00 zł'])]))).toEqual([null, null, '999.00']);
  });

  it('reads the base of the tax in another currency and the sums behind their sign', () => {
    const invoice = read([...HEAD, ...ITEMS, ...row(360, [300, 'Subtotal'], [500, '$300.00']), ...row(376, [300, 'VAT – Poland (23% on $300.00)'], [500, '$69.00']), ...row(392, [300, 'Total'], [500, '$369.00'])]);
    expect(sums(invoice)).toEqual(['300.00', '69.00', '369.00']);
  });

  it('reads the base of the tax in two languages, behind its currency', () => {
    const invoice = read([...HEAD, ...ITEMS, ...row(360, [300, 'Suma netto / Subtotal'], [500, 'PLN 300.00']), ...row(376, [300, 'VAT 23% od / on PLN 300.00'], [500, 'PLN 69.00']), ...row(392, [300, 'Do zapłaty / Amount due'], [500, 'PLN 369.00'])]);
    expect(sums(invoice)).toEqual(['300.00', '69.00', '369.00']);
  });

  it('takes what an item comes to for no net sum', () => {
    expect(sums(read([...HEAD, ...ITEMS, ...row(348, [65, 'Wartość netto pozycji'], [500, '90,00']), ...row(392, [300, 'Do zapłaty'], [500, '369,00 zł'])]))[0]).toBeNull();
  });

  it('reads a sum in large type over its label', () => {
    const large: Run[] = [[420, 400, 30, '369,00']];
    const invoice = read([...HEAD, ...ITEMS, ...row(360, [300, 'Razem netto'], [500, '300,00']), ...row(376, [300, 'Razem VAT'], [505, '69,00']), ...large, ...row(424, [430, 'DO ZAPŁATY PLN'])]);
    expect(sums(invoice)).toEqual(['300.00', '69.00', '369.00']);
  });

  it('believes the words of a row, not the column in which its sum stands', () => {
    const wide = (y: number, label: string, amount: string): Run[] => row(y, [40, label], [500, amount]);
    const invoice = read([...HEAD, ...ITEMS, ...wide(348, 'Wartość netto', '300,00'), ...wide(364, 'Stawka VAT 23 % - kwota podatku', '69,00'), ...wide(380, 'Wartość brutto', '369,00'), ...wide(396, 'Do zapłaty', '369,00 zł')]);
    expect(sums(invoice)).toEqual(['300.00', '69.00', '369.00']);
    expect(invoice.podsumowanie_vat).toMatchObject([{ stawka: '23', netto: '300.00', vat: '69.00', brutto: '369.00' }]);
  });
});

describe('sums that only the items state', () => {
  const head = row(300, [40, 'Usługa'], [200, 'Netto'], [270, 'Stawka VAT'], [350, 'Kwota VAT'], [430, 'Wartość brutto']);
  const items = (vat: string): Run[] => [...row(316, [40, 'Strojenie pianina'], [200, '400,00'], [270, '23%'], [350, '92,00'], [430, '492,00']), ...row(332, [40, 'Wymiana strun'], [200, '100,00'], [270, '23%'], [350, vat], [430, '123,00'])];
  const total = row(370, [40, 'Kwota należności ogółem: 615,00 zł']);

  it('are derived where every item closes and they make up the gross total, and marked so', () => {
    const invoice = read([...head, ...items('23,00'), ...total]);
    expect(sums(invoice)).toEqual(['500.00', '115.00', '615.00']);
    expect(invoice.fields.suma_netto?.source).toBe('derived');
  });

  it('pass the threshold where several items make them up, and never where there is only one', () => {
    const net = (invoice: ExtractedInvoice): number => invoice.fields.suma_netto?.confidence ?? 0;
    expect(net(read([...head, ...items('23,00'), ...total]))).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS.suma_netto);
    const lone = read([...head, ...items('23,00').slice(0, 5), ...row(370, [40, 'Kwota należności ogółem: 492,00 zł'])]);
    expect(sums(lone)).toEqual(['400.00', '92.00', '492.00']);
    expect(net(lone)).toBeLessThan(DEFAULT_THRESHOLDS.suma_netto);
    expect(lone.reasons).toEqual(expect.arrayContaining(['low_confidence:suma_netto', 'low_confidence:suma_vat']));
  });

  it('are derived as well where the title over the tax names its rate', () => {
    const titled = row(300, [40, 'Usługa'], [200, 'Netto'], [270, 'Ilość'], [350, 'VAT 23%'], [430, 'Wartość brutto']);
    const invoice = read([...titled, ...row(316, [40, 'Strojenie pianina'], [200, '400,00'], [275, '1'], [350, '92,00'], [430, '492,00']), ...row(370, [40, 'Razem do zapłaty: 492,00 zł'])]);
    expect([sums(invoice), invoice.podsumowanie_vat]).toMatchObject([['400.00', '92.00', '492.00'], [{ stawka: '23', netto: '400.00' }]]);
  });

  it('stay open where an item does not close', () => expect(sums(read([...head, ...items('32,00'), ...total]))).toEqual([null, null, '615.00']));
});

it('doubts a gross sum that the items outweigh, discounts and all', () => {
  const head = row(300, [40, 'Lp.'], [65, 'Nazwa'], [250, 'Ilość'], [320, 'Cena brutto'], [480, 'Wartość brutto']);
  const item = (y: number, lp: string, value: string): Run[] => row(y, [40, lp], [65, 'Młynek do kawy'], [255, '1'], [330, value], [490, value]);
  const invoice = read([...head, ...item(316, '1', '500,00'), ...item(332, '2', '60,00'), ...item(348, '3', '-50,00'), ...row(380, [400, 'Razem brutto:'], [490, '60,00'])]);
  expect(invoice.fields.suma_brutto?.checks).toContainEqual({ code: 'items_within_sums', ok: false });
});

it('does not take the one sum of an exempt seller for net and gross at once', () => {
  const head = row(300, [40, 'Lp.'], [65, 'Nazwa'], [250, 'Ilość'], [320, 'Cena'], [480, 'Wartość']);
  expect(sums(read([...head, ...row(316, [40, '1'], [65, 'Lekcja gry na flecie'], [250, '4'], [320, '90,00'], [490, '360,00']), ...row(340, [400, 'Razem:'], [490, '360,00']), ...row(356, [400, 'Do zapłaty:'], [490, '360,00 zł'])]))).toEqual([null, null, '360.00']);
});

it('reads a rate that shares its row with the amount in words', () => {
  const head = row(300, [40, 'Lp.'], [65, 'Nazwa'], [200, 'Ilość'], [250, 'Cena netto'], [320, 'Wartość netto'], [400, 'VAT'], [470, 'Wartość brutto']);
  const invoice = read([...head, ...row(316, [40, '1'], [65, 'Deska'], [200, '10'], [250, '10,00'], [320, '100,00'], [400, '23%'], [470, '123,00']), ...row(350, [40, 'Słownie: sto dwadzieścia trzy zł 00/100'], [280, '23%'], [330, '100,00'], [400, '23,00'], [470, '123,00'])]);
  expect(invoice.podsumowanie_vat).toMatchObject([{ stawka: '23', netto: '100.00', vat: '23.00', brutto: '123.00' }]);
});

it('takes an amount in words for no name of goods', () => {
  const head = row(300, [40, 'Lp.'], [65, 'Nazwa'], [250, 'Ilość'], [290, 'Cena netto'], [340, 'Wartość netto'], [410, 'VAT'], [450, 'Kwota VAT'], [510, 'Wartość brutto']);
  const invoice = read([...head, ...row(316, [40, '1'], [65, 'Deska'], [255, '10'], [295, '10,00'], [345, '100,00'], [412, '23%'], [455, '23,00'], [515, '123,00']), ...row(332, [40, '2'], [65, 'Listwa'], [255, '5'], [295, '10,00'], [350, '50,00'], [414, '8%'], [458, '4,00'], [518, '54,00']),
    ...row(360, [65, 'Do zapłaty: 177,00 zł']), ...row(376, [65, 'sto siedemdziesiąt siedem zł 00/100'], [345, '100,00'], [412, '23%'], [455, '23,00'], [515, '123,00']), ...row(392, [350, '50,00'], [414, '8%'], [458, '4,00'], [518, '54,00']), ...row(408, [300, 'Razem'], [345, '150,00'], [455, '27,00'], [515, '177,00'])]);
  expect(invoice.podsumowanie_vat.map(({ stawka, netto }) => [stawka, netto])).toEqual([['23', '100.00'], ['8', '50.00']]);
});

it('reads a table of rates that has something else beside its head, and gross before net', () => {
  const invoice = read([
    ...row(300, [40, 'Termin płatności: 12.04.2025'], [300, 'Stawka'], [360, 'Brutto'], [430, 'Netto'], [500, 'VAT']), ...row(316, [300, '23%'], [360, '123,00'], [430, '100,00'], [500, '23,00']),
    ...row(332, [300, '8%'], [360, '54,00'], [430, '50,00'], [500, '4,00']), ...row(348, [300, 'SUMA'], [360, '177,00'], [430, '150,00'], [500, '27,00']),
  ]);
  expect(sums(invoice)).toEqual(['150.00', '27.00', '177.00']);
});

it('finds the total among hundreds of sums, each of a number of a phone bill', () => {
  const money = (grosze: number): string => (grosze / 100).toFixed(2).replace('.', ',');
  const of = (y: number, title: string, net: number): Run[] => row(y, [40, title], [200, money(net)], [300, money(0.23 * net)], [400, money(1.23 * net)]);
  const perPage = 40, numbers = Array.from({ length: 400 }, (_, i) => 1000 + 100 * i);
  const pages = Array.from({ length: numbers.length / perPage }, (_, page) => [
    ...row(60, [40, 'Numer'], [200, 'Netto'], [300, 'VAT'], [400, 'Brutto']),
    ...numbers.slice(page * perPage, (page + 1) * perPage).flatMap((net, i) => of(80 + 16 * i, `Razem numer 600 100 ${100 + page * perPage + i}`, net)),
  ]);
  const whole = numbers.reduce((sum, net) => sum + net, 0);
  pages.at(-1)?.push(...of(760, 'Ogółem', whole), ...row(780, [40, 'Do zapłaty:'], [400, money(1.23 * whole)]));
  expect(sums(extractInvoice(documentOf(pages), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' }))[2]).toBe((1.23 * whole / 100).toFixed(2));
});

describe('sums that are printed only in part', () => {
  it('of an exempt sale are its one total, below the threshold, with a row of its rate', () => {
    const priced = [...row(300, [40, 'Lp.'], [65, 'Usługa'], [250, 'Ilość'], [300, 'Cena'], [480, 'Kwota']), ...row(316, [40, '1'], [65, 'Przycinka drzew'], [250, '2'], [300, '60,00'], [500, '120,00'])];
    const bill = (note: string): ExtractedInvoice => read([...priced, ...row(360, [400, 'Razem do zapłaty'], [500, '120,00 zł']), ...row(400, [40, note])]);
    const exempt = bill('Sprzedawca zwolniony podmiotowo z podatku VAT – art. 113 ust. 1');
    expect([sums(exempt), sums(bill('Zwolnienie z VAT: nie'))[1], sums(bill('Zwolnienie z VAT, rabat 23%'))[1]]).toEqual([['120.00', '0.00', '120.00'], null, null]);
    expect(exempt.podsumowanie_vat).toMatchObject([{ stawka: 'zw', netto: '120.00', vat: '0.00', brutto: '120.00' }]);
    expect(exempt.fields.suma_vat!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.suma_vat);
  });

  it('are made up by lines of tax that name their bases', () => {
    const invoice = read([...HEAD, ...ITEMS, ...row(360, [300, 'Suma pozycji netto'], [500, '300,00']), ...row(376, [250, 'Podatek VAT 23,00 % od 200,00'], [505, '46,00']), ...row(392, [250, 'Podatek VAT 5,00 % od 100,00'], [505, '5,00']), ...row(408, [300, 'Kwota końcowa'], [500, '351,00'])]);
    expect(sums(invoice)).toEqual(['300.00', '51.00', '351.00']);
  });

  it('do not take the base of the tax, in a column of its own, for the tax', () => {
    const invoice = read([...HEAD, ...ITEMS, ...row(360, [40, 'Suma netto'], [500, '300,00']), ...row(376, [40, 'Podatek należny VAT'], [300, '23,000 % od 300,00'], [505, '69,00']), ...row(392, [40, 'Kwota końcowa'], [500, '369,00'])]);
    expect(sums(invoice)).toEqual(['300.00', '69.00', '369.00']);
  });

  it('are not those of a year where the items come to what is to be paid', () => {
    const head = row(300, [40, 'Lp.'], [65, 'Nazwa'], [250, 'Ilość'], [300, 'Netto'], [350, 'VAT'], [400, 'Kwota VAT'], [480, 'Brutto']), item = row(316, [40, '1'], [65, 'Deska'], [250, '1'], [300, '100,00'], [350, '23%'], [400, '23,00'], [480, '123,00']);
    expect(sums(read([...head, ...item, ...row(350, [40, 'Do zapłaty: 123,00 zł']), ...row(380, [40, 'Razem w roku 2026: netto 10 000,00, VAT 2 300,00, brutto 12 300,00'])]))[2]).toBe('123.00');
  });

  it('begin far from what their rows are called', () => {
    const table = [...row(360, [180, 'Zestawienie wg stawek'], [400, 'Netto'], [450, 'VAT'], [500, 'Brutto']), ...row(376, [180, '23%'], [400, '200,00'], [450, '46,00'], [500, '246,00']), ...row(392, [180, '8%'], [400, '100,00'], [450, '8,00'], [500, '108,00']), ...row(408, [180, 'Razem PLN'], [400, '300,00'], [450, '54,00'], [500, '354,00'])];
    const invoice = read([...HEAD, ...ITEMS, ...table]);
    expect(sums(invoice)).toEqual(['300.00', '54.00', '354.00']);
    expect(invoice.podsumowanie_vat.map(({ stawka }) => stawka)).toEqual(['23', '8']);
  });

  it('are those of the only item that the amount in words confirms, not of an order below it', () => {
    const head = row(300, [40, 'Usługa'], [200, 'Kwota netto'], [280, 'VAT'], [330, 'Kwota VAT'], [440, 'Wartość brutto']);
    const invoice = read([[40, 60, 14, 'Faktura zaliczkowa 4/2026'], ...head, ...row(316, [40, 'Zaliczka na altanę'], [205, '100,00'], [280, '23%'], [335, '23,00'], [450, '123,00']), ...row(350, [40, 'Zamówienie (umowa nr 3/2026):']), ...row(366, [40, 'Altana, 1 kpl.'], [200, 'netto 300,00'], [300, 'VAT 69,00'], [440, 'brutto 369,00 zł']), ...row(382, [40, 'Wpłacono: 123,00 zł (słownie: sto dwadzieścia trzy złote 00/100)'])]);
    expect(sums(invoice)).toEqual(['100.00', '23.00', '123.00']);
  });
});

it.each(['Odbiorca zwolniony z podatku akcyzowego', 'Sprzedawca nie korzysta ze zwolnienia z VAT', 'Nabywca korzysta ze zwolnienia z VAT'])('are not those of an exempt sale by %j', (note) => {
  const head = row(300, [40, 'Lp.'], [65, 'Nazwa'], [250, 'Ilość'], [300, 'Cena'], [480, 'Kwota']);
  expect(sums(read([...head, ...row(316, [40, '1'], [65, 'Deska sosnowa'], [250, '2'], [300, '60,00'], [500, '120,00']), ...row(360, [400, 'Razem do zapłaty'], [500, '120,00 zł']), ...row(400, [40, note])]))[1]).toBeNull();
});

describe('sums under titles of their own below the items', () => {
  const head = row(300, [40, 'Tytuł'], [300, 'Liczba'], [370, 'Stawka netto'], [490, 'Netto']), item = row(316, [40, 'Porada prawna'], [300, '10 godz.'], [380, '30,00'], [485, '300,00']);
  const paid = row(400, [40, 'Do zapłaty łącznie 369,00 zł']);

  it('are what those call them, and the only item gives the net sum', () => {
    const invoice = read([...head, ...item, ...row(346, [40, 'VAT'], [200, 'Podatek'], [455, 'Wartość brutto']), ...row(362, [40, '23%'], [200, '69,00'], [485, '369,00']), ...paid]);
    expect(sums(invoice)).toEqual(['300.00', '69.00', '369.00']);
    expect(invoice.podsumowanie_vat).toMatchObject([{ stawka: '23', vat: '69.00', brutto: '369.00' }]);
  });

  it('confirm nothing where one stands alone', () => {
    const invoice = read([...head, ...item, ...row(362, [40, '23%'], [485, '369,00']), ...paid]);
    expect(invoice.fields.suma_netto?.confidence ?? 0).toBeLessThan(0.7);
  });
});

it('are looked at where an advance is another in words than the order that adds up', () => {
  const order = [...row(300, [40, 'Zakres'], [300, 'Wartość netto'], [400, 'VAT'], [480, 'Wartość brutto']), ...row(316, [40, 'Altana'], [300, '300,00'], [400, '69,00'], [480, '369,00']), ...row(332, [40, 'Razem zamówienie'], [300, '300,00'], [400, '69,00'], [480, '369,00'])];
  const invoice = read([[40, 60, 14, 'Faktura zaliczkowa ZAL/4/2026'], ...order, ...row(360, [40, 'Słownie: sto dwadzieścia trzy złote 00/100'])]);
  expect(invoice.route).not.toBe('auto_accept');
  expect(invoice.fields.suma_brutto?.confidence ?? 0).toBeLessThan(DEFAULT_THRESHOLDS.suma_brutto);
});
