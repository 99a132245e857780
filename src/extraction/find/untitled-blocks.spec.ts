import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice, type FieldName } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const read = (...runs: Run[]): ExtractedInvoice => extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
const valueOf = (invoice: ExtractedInvoice, name: FieldName): unknown => invoice.fields[name]?.value ?? null;
const parties = (invoice: ExtractedInvoice): unknown[] => (['sprzedawca_nazwa', 'sprzedawca_nip', 'nabywca_nazwa', 'nabywca_nip'] as const).map((name) => valueOf(invoice, name));
/** Lines of text 13 points apart. */
const lines = (x: number, y: number, ...texts: string[]): Run[] => texts.map((text, i): Run => [x, y + 13 * i, 10, text]);

const TITLE: Run = [330, 40, 14, 'Faktura VAT nr FV/17/2026'];
const SELLER = ['Tartak Bory Sp. z o.o.', 'ul. Leśna 4', '84-200 Wejherowo'];
const BUYER = ['Pracownia Mebli Sęk Anna Wilk', 'ul. Polna 8', '83-300 Kartuzy', 'NIP: 8835149651'];
const BOTH = ['Tartak Bory Sp. z o.o.', '1234563218', 'Pracownia Mebli Sęk Anna Wilk', '8835149651'];

describe('parties without titles of their own', () => {
  const buyer = lines(330, 90, 'Zamawiający', ...BUYER);

  it.each(['Przewoźnik', 'BIURO RACHUNKOWE'])('do not begin with the word beside a title: %j', (word) => {
    expect(parties(read(TITLE, ...lines(40, 90, word, ...SELLER, 'NIP: 1234563218'), ...buyer))).toEqual(BOTH);
  });

  it('do not begin with a word whose next line only has a square in its name', () => {
    expect(parties(read(TITLE, ...lines(40, 90, 'Organizator', 'Akademia Kadr i Płac Jan Kos', 'ul. Leśna 4, 84-200 Wejherowo', 'NIP: 1234563218'), ...buyer))[0]).toBe('Akademia Kadr i Płac Jan Kos');
  });

  it('do not begin with two lone words side by side', () => {
    expect(parties(read(TITLE, ...lines(40, 90, 'Hotel', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, 'Gość', ...BUYER)))).toEqual(BOTH);
  });

  it('sell where the account to pay to stands', () => {
    const account = 'PKO BP: 61 1090 1014 0000 0712 1981 2874';
    expect(parties(read(TITLE, ...lines(40, 90, ...BUYER), ...lines(330, 90, ...SELLER, 'NIP: 1234563218', account)))).toEqual(BOTH);
  });

  it.each([
    ['one line', lines(40, 760, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo, NIP 1234563218, KRS 0000123456')],
    ['two', lines(40, 760, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo', 'NIP 1234563218, KRS 0000123456')],
    ['columns', [...lines(40, 760, ...SELLER), ...lines(250, 760, 'NIP 1234563218', 'KRS 0000123456')]],
  ] as const)('sell where the foot of the page names them: %s', (_, foot) => {
    expect(parties(read(TITLE, ...buyer, ...foot))).toEqual(BOTH);
  });

  it('sell with the number that the KSeF number begins with, without a legal form too', () => {
    const foot = lines(40, 740, 'KSeF: 1234563218-20260316-ABCDEF123456-7F', 'Tartak Bory Jan Kos · ul. Leśna 4, 84-200 Wejherowo · NIP 123-456-32-18');
    expect(parties(read([330, 200, 14, 'Faktura VAT nr FV/17/2026'], ...lines(40, 90, ...BUYER), ...foot))).toEqual(['Tartak Bory Jan Kos', ...BOTH.slice(1)]);
  });

  it('are called by no number of a customer', () => {
    expect(parties(read(TITLE, ...lines(40, 60, ...SELLER, 'NIP: 1234563218'), ...lines(40, 160, 'Klient nr 3307:', ...BUYER)))).toEqual(BOTH);
  });

  it('may have their name in large type beside the address', () => {
    expect(parties(read([40, 150, 14, 'Faktura VAT nr FV/17/2026'], [40, 42, 17, 'Jagna Wierzbicka'], ...lines(400, 40, 'ul. Leśna 4', '84-200 Wejherowo', 'NIP 1234563218'), ...lines(40, 190, 'Dla', ...BUYER)))).toEqual(['Jagna Wierzbicka', ...BOTH.slice(1)]);
  });

  it('are the buyer as recipients with a number of their own', () => {
    expect(parties(read(TITLE, ...lines(40, 60, ...SELLER, 'NIP: 1234563218'), ...lines(40, 160, 'ODBIORCA (0221-7)', ...BUYER)))).toEqual(BOTH);
  });

  it('are told apart by "Nasz NIP" and "Państwa NIP"', () => {
    const invoice = read(TITLE, ...lines(40, 40, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo'), ...lines(40, 80, ...BUYER.slice(0, 3)), ...lines(330, 80, 'Państwa NIP PL8835149651', 'Nasz NIP PL1234563218'));
    expect([valueOf(invoice, 'sprzedawca_nip'), valueOf(invoice, 'nabywca_nip')]).toEqual([BOTH[1], BOTH[3]]);
  });
});

it('reads a party down the side of the page beside the head of a table', () => {
  const head = ([[200, 'Lp.'], [225, 'Nazwa'], [350, 'Ilość'], [400, 'Cena netto'], [480, 'Wartość netto']] as const).map(([x, text]): Run => [x, 213, 9, text]);
  expect(parties(read(TITLE, ...lines(40, 200, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...head, ...lines(330, 90, 'Nabywca', ...BUYER)))).toEqual(BOTH);
});

describe('the end of a name', () => {
  const buyerName = (...texts: string[]): unknown => valueOf(read(TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, ...texts)), 'nabywca_nazwa');

  it.each([
    ['a village', ['Nabywca: Anna Wilk, Lamki 41, 83-300 Kartuzy'], 'Anna Wilk'], ['a street, not before a square in it', ['Nabywca: Nieruchomości Rynek Sp. z o.o., ul. Polna 8, 83-300 Kartuzy'], 'Nieruchomości Rynek Sp. z o.o.'], ['a square behind a comma', ['Nabywca: Anna Wilk, Stary Rynek 5, 83-300 Kartuzy'], 'Anna Wilk'], ['a square behind a dot', ['Nabywca: Wilga Sp. z o.o. · Mały Rynek 6, 83-300 Kartuzy'], 'Wilga Sp. z o.o.'],
    ['a department', ['Nabywca', 'Wilga S.A.', 'Dział Zaopatrzenia', 'ul. Polna 8', '83-300 Kartuzy'], 'Wilga S.A.'],
  ])('is before %s', (_, texts, name) => expect(buyerName(...texts)).toBe(name));

  it('is not before a street that the next line says again', () => {
    expect(buyerName('Nabywca', 'Wspólnota Mieszkaniowa ul. Polna 8 w Kartuzach', 'ul. Polna 8, 83-300 Kartuzy')).toBe('Wspólnota Mieszkaniowa ul. Polna 8 w Kartuzach');
  });

  it('leaves out the sign over a shop whose quoted word it repeats', () => {
    expect(buyerName('Nabywca', 'STACJA PALIW „WILGA”', 'Wilga Cars Anna Wilk', 'ul. Polna 8', '83-300 Kartuzy')).toBe('Wilga Cars Anna Wilk');
  });
});
