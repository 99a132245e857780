import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const read = (...runs: Run[]): ExtractedInvoice => extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
const parties = (invoice: ExtractedInvoice): unknown[] => (['sprzedawca_nazwa', 'sprzedawca_nip', 'nabywca_nazwa', 'nabywca_nip'] as const).map((name) => invoice.fields[name]?.value ?? null);
/** Lines of text 13 points apart. */
const lines = (x: number, y: number, ...texts: string[]): Run[] => texts.map((text, i): Run => [x, y + 13 * i, 10, text]);
/** A line in the middle of the page. */
const centred = (y: number, text: string): Run => {
  const [[from], [to]] = documentOf([[[0, y, 10, text]]]).pages[0]!.lines[0]!.quad;
  return [297 - ((to - from) * (72 / 200)) / 2, y, 10, text];
};

const TITLE: Run = [330, 40, 14, 'Faktura VAT nr FV/17/2026'];
const SELLER = ['Tartak Bory Sp. z o.o.', 'ul. Leśna 4', '84-200 Wejherowo'];
const BUYER = ['Pracownia Mebli Sęk Anna Wilk', 'ul. Polna 8', '83-300 Kartuzy'];
const ADDRESSEE = lines(40, 130, ...BUYER, 'NIP: 8835149651');
const BOTH = ['Tartak Bory Sp. z o.o.', '1234563218', 'Pracownia Mebli Sęk Anna Wilk', '8835149651'];
const ITEMS: Run[] = [[40, 400, 10, 'Lp.'], [70, 400, 10, 'Nazwa'], [300, 400, 10, 'Ilość'], [360, 400, 10, 'Cena netto'], [450, 400, 10, 'Wartość netto'],
  [40, 415, 10, '1'], [70, 415, 10, 'Deska'], [300, 415, 10, '2'], [360, 415, 10, '10,00'], [450, 415, 10, '20,00']];

describe('of an addressee and whoever the foot of the page names', () => {
  it.each([
    ['a line', lines(40, 760, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo, NIP 1234563218, KRS 0000123456, kapitał zakładowy 5000 zł')],
    ['centred lines', [centred(760, 'Tartak Bory Sp. z o.o.'), centred(773, 'ul. Leśna 4, 84-200 Wejherowo • NIP 123-456-32-18 • KRS 0000123456')]],
    ['a legal form broken over two', lines(40, 740, 'Tartak Bory Sp.', 'z o.o.', 'ul. Leśna 4', '84-200 Wejherowo', 'NIP 1234563218', 'KRS 0000123456')],
    ['a KRS number that passes as a NIP', lines(40, 760, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo, NIP 1234563218, KRS 0000270119, kapitał zakładowy 5000 zł')],
  ] as const)('the latter sells: %s', (_, foot) => {
    expect(parties(read(TITLE, ...ADDRESSEE, ...ITEMS, ...foot))).toEqual(BOTH);
  });

  it('the latter sells, named without an address beside what a register knows, under a logo in letters set apart', () => {
    const logo: Run[] = [[40, 30, 20, 'T A R T A K'], ...lines(40, 62, 'ul. Leśna 4, 84-200 Wejherowo')];
    expect(parties(read(TITLE, ...logo, ...ADDRESSEE, ...ITEMS, ...lines(40, 760, 'Tartak Bory Sp. z o.o. · NIP 1234563218 · KRS 0000123456 · kapitał zakładowy 5000 zł')))).toEqual(BOTH);
  });

  it('numbers in a list tell whose they are: the addressee\'s stands below his block, the seller is the line over the window', () => {
    const window: Run[] = [[40, 116, 6, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-'], [40, 123, 6, '200 Wejherowo']];
    expect(parties(read(TITLE, ...window, ...lines(40, 135, ...BUYER), [40, 190, 10, 'NIP nabywcy: 8835149651'], [330, 190, 10, 'NIP sprzedawcy'], [430, 190, 10, '1234563218'], ...ITEMS))).toEqual(BOTH);
  });

  it('the latter sells without a legal form, if his number stands with his address', () => {
    expect(parties(read(TITLE, ...ADDRESSEE, ...ITEMS, ...lines(40, 760, 'Tartak Bory Jan Kos • ul. Leśna 4, 84-200 Wejherowo • NIP 1234563218')))).toEqual(['Tartak Bory Jan Kos', ...BOTH.slice(1)]);
  });

  it('the latter sells although his address stands over the addressee, small and without a number', () => {
    const back: Run = [40, 116, 6, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo'];
    expect(parties(read(TITLE, back, ...ADDRESSEE, ...ITEMS, ...lines(40, 760, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo, NIP 1234563218, KRS 0000123456')))).toEqual(BOTH);
  });

  it('the latter sells without a number, if a register knows him, and labels tell the numbers', () => {
    const numbers = lines(330, 130, 'NIP nabywcy: 8835149651', 'NIP sprzedawcy: 1234563218', 'Nr klienta: 118842');
    const foot = [...lines(40, 740, ...SELLER), ...lines(250, 740, 'KRS 0000123456', 'Sąd Rejonowy Gdańsk-Północ')];
    expect(parties(read(TITLE, ...lines(40, 130, ...BUYER), ...numbers, ...ITEMS, ...foot))).toEqual(BOTH);
  });

  it('the latter sells although a slip for the transfer calls him recipient', () => {
    const foot = lines(40, 740, 'Odbiorca: Tartak Bory Sp. z o.o.', 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo, NIP 1234563218, KRS 0000123456');
    expect(parties(read(TITLE, ...ADDRESSEE, ...ITEMS, ...foot))).toEqual(BOTH);
  });

  it('nobody is sure to sell', () => {
    const { fields } = read(TITLE, ...ADDRESSEE, ...ITEMS, ...lines(40, 760, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo, NIP 1234563218, KRS 0000123456'));
    expect(fields.sprzedawca_nazwa!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.sprzedawca_nazwa);
    expect(fields.sprzedawca_nip!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.sprzedawca_nip);
  });

  it('the former sells with a letterhead of his own, and a statement names nobody', () => {
    const statement = lines(40, 760, 'Administratorem danych jest Dane Plus Sp. z o.o., ul. Cicha 1, 80-001 Gdańsk, NIP 5260250274, KRS 0000123456');
    expect(parties(read(TITLE, ...lines(40, 40, ...SELLER, 'NIP: 1234563218, tel. 58 500 10 20'), ...ADDRESSEE, ...ITEMS, ...statement))).toEqual(BOTH);
  });
});

it('beside two firms with numbers the foot of the page names neither party', () => {
  const program = lines(40, 760, 'Dane Plus Sp. z o.o., ul. Cicha 1, 80-001 Gdańsk, NIP 5260250274, KRS 0000123456');
  expect(parties(read(TITLE, ...lines(40, 40, ...SELLER, 'NIP: 1234563218'), ...ADDRESSEE, ...ITEMS, ...program))).toEqual(BOTH);
});

describe('the buyer said twice', () => {
  it('is not the seller in the window of the envelope', () => {
    const titled = lines(330, 160, 'Nabywca', ...BUYER, 'NIP: 8835149651');
    expect(parties(read(TITLE, ...lines(40, 60, ...BUYER), ...titled, ...ITEMS, ...lines(40, 760, 'Tartak Bory Sp. z o.o. z siedzibą w Wejherowie, ul. Leśna 4, 84-200 Wejherowo, NIP 1234563218')))).toEqual(BOTH);
  });
});

it('the only other number, which no block holds, is the buyer\'s, with doubt', () => {
  const invoice = read(TITLE, ...lines(40, 40, ...SELLER, 'NIP: 1234563218'), ...lines(40, 160, 'Nabywca', ...BUYER), ...lines(330, 290, 'NIP płatnika: 8835149651'), ...ITEMS);
  expect(parties(invoice)).toEqual(BOTH);
  expect(invoice.fields.nabywca_nip!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.nabywca_nip);
});

describe('whoever stands at the foot', () => {
  const foot = lines(40, 760, 'Spedycja Kos Jan Kos, ul. Cicha 1, 80-001 Gdańsk, NIP 5260250274'), buyer = lines(330, 90, 'Nabywca', ...BUYER, 'NIP: 8835149651');

  it('does not sell in place of the letterhead', () => {
    const invoice = read(TITLE, ...lines(40, 26, ...SELLER), ...buyer, ...ITEMS, ...foot);
    expect(parties(invoice)[0]).toBe('Tartak Bory Sp. z o.o.');
    expect(invoice.fields.sprzedawca_nip?.confidence ?? 0).toBeLessThan(DEFAULT_THRESHOLDS.sprzedawca_nip);
  });

  it('keeps the books where it says so', () => expect(parties(read(TITLE, ...buyer, ...ITEMS, ...lines(40, 760, 'Usługi księgowe: Dane Plus Sp. z o.o., ul. Cicha 1, 80-001 Gdańsk, NIP 5260250274')))[0]).toBeNull());
});

it('a part of a municipality is another party than the municipality', () => {
  const invoice = read(TITLE, ...lines(40, 26, 'Gmina Kartuzy Zakład Wodociągów', 'ul. Leśna 4', '84-200 Wejherowo', 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', 'Gmina Kartuzy', 'ul. Polna 8', '83-300 Kartuzy'), ...ITEMS);
  expect(parties(invoice)[0]).toBe('Gmina Kartuzy Zakład Wodociągów');
});
