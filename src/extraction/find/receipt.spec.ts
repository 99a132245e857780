import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice, type FieldName } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

type Cells = readonly (readonly [x: number, text: string])[];

/** A receipt of lines from top to bottom. */
function read(...lines: readonly Cells[]): ExtractedInvoice {
  const runs = lines.flatMap((cells, i) => cells.map(([x, text]): Run => [x, 40 + 12 * i, 9, text]));
  return extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
}

const value = ({ fields }: ExtractedInvoice, name: FieldName): unknown => fields[name]?.value ?? null;
const SELLER: readonly Cells[] = [[[90, 'Tartak Zimny sp. z o.o.']], [[85, 'ul. Leśna 2, 34-300 Żywiec']], [[100, 'NIP 9410458507']]];
const HEAD: Cells = [[40, '2026-03-16'], [220, '#000417']], TITLE: Cells = [[90, 'PARAGON FISKALNY']];
const GOODS: readonly Cells[] = [[[40, 'Deska sosnowa']], [[100, '2 szt x 10,00'], [220, '20,00 A']]];
const SUMS: readonly Cells[] = [[[40, 'Sprzed. opod. PTU A'], [230, '20,00']], [[40, 'Kwota A 23,00%'], [230, '3,74']], [[40, 'SUMA PTU'], [230, '3,74']], [[40, 'SUMA PLN'], [230, '20,00']]];
const BUYER: Cells = [[40, 'NIP NABYWCY: 6648941671']];

describe('kind of a receipt', () => {
  const kind = (title: Cells, buyer: Cells): string => read(...SELLER, HEAD, title, ...GOODS, ...SUMS, buyer).rodzaj;

  it('is a simplified invoice with the NIP of the buyer, in either order of the words', () => {
    expect([kind(TITLE, BUYER), kind(TITLE, [[40, 'Nabywca NIP: 6648941671']]), kind(TITLE, [[40, 'Dziękujemy']])]).toEqual(['UPR', 'UPR', 'PARAGON']);
  });

  it('is seen in a title of letters set apart', () => expect(kind([[60, 'P A R A G O N'], [160, 'F I S K A L N Y']], BUYER)).toBe('UPR'));
});

describe('head of a receipt', () => {
  it.each([['#000417', '000417'], ['W000417', 'W000417']])('has the day and %j, neither to go unseen', (printed, number) => {
    const invoice = read(...SELLER, [[40, '16-03-2026'], [220, printed]], TITLE, ...GOODS, ...SUMS, BUYER);
    expect([value(invoice, 'numer_faktury'), value(invoice, 'data_wystawienia')]).toEqual([number, '2026-03-16']);
    expect(invoice.fields.numer_faktury!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.numer_faktury);
  });

  it('is no line with a time alone, and the number of a car or of the device is none', () => {
    const invoice = read(...SELLER, [[40, 'Nr'], [58, 'boczny 1187'], [150, 'ZS 8KT44']], [[40, '2026-03-16'], [220, '10:24']], TITLE, ...GOODS, ...SUMS, BUYER, [[90, 'ZBG 2002118840']]);
    expect([value(invoice, 'numer_faktury'), value(invoice, 'data_wystawienia')]).toEqual([null, '2026-03-16']);
  });

  it('counts on no invoice, though a receipt was printed with it', () => {
    expect(value(read(...SELLER, [[90, 'FAKTURA']], HEAD, TITLE, ...GOODS, ...SUMS, BUYER), 'numer_faktury')).toBeNull();
  });
});

describe('seller of a receipt', () => {
  const name = (...lines: readonly string[]): unknown => value(read(...lines.map((line): Cells => [[90, line]]), ...SELLER.slice(1), HEAD, TITLE, ...GOODS, ...SUMS, BUYER), 'sprzedawca_nazwa');

  it('may be a taxi, which is no damaged "tax id"', () => expect(name('TAXI Jan Zimny')).toBe('TAXI Jan Zimny'));

  it('is not called after the trade in small letters below a person', () => {
    expect([name('F.H. Jan Zimny', 'sklep metalowy'), name('Jan Zimny', 'Sklep Metalowy')]).toEqual(['F.H. Jan Zimny', 'Jan Zimny Sklep Metalowy']);
  });
});

describe('lines of a receipt', () => {
  const items = (...lines: readonly Cells[]): unknown => read(...SELLER, HEAD, TITLE, ...lines).pozycje.map(({ nazwa, ilosc, stawka_vat, wartosc_brutto }) => [nazwa, ilosc, stawka_vat, wartosc_brutto]);
  const rates = (...lines: readonly Cells[]): unknown => read(...SELLER, HEAD, TITLE, ...GOODS, ...lines).podsumowanie_vat.map(({ stawka, netto, vat, brutto }) => [stawka, netto, vat, brutto]);

  it('may begin with the letter of the rate', () => {
    expect(items([[40, 'Deska sosnowa']], [[45, 'A'], [65, '1,000 szt * 59,90 ='], [230, '59,90']], [[40, 'Kwota A 23,00%'], [230, '11,20']])).toEqual([['Deska sosnowa', '1', '23', '59.90']]);
  });

  it('may have their number before the name and their rate behind it', () => {
    expect(items([[40, '1. Żurek (8%)']], [[50, '4 porcja x 24,00'], [230, '96,00']], [[40, '2. Kawa (23%)']], [[50, '2 szt. x 9,00'], [230, '18,00']])).toEqual([['Żurek', '4', '8', '96.00'], ['Kawa', '2', '23', '18.00']]);
  });

  it('keep a number that does not count them', () => expect(items([[40, '7. Pułk (8%)']], [[50, '1 szt. x 24,00'], [230, '24,00']])).toEqual([['7. Pułk', '1', '8', '24.00']]));

  it('give the net sum of a rate between gross and tax, however they are called', () => {
    expect(rates(...SUMS)).toEqual([['23', '16.26', '3.74', '20.00']]);
    expect(rates([[40, 'Sp. op. A'], [230, '20,00']], [[40, 'Kwota PTU A (23%)'], [230, '3,74']])).toEqual([['23', '16.26', '3.74', '20.00']]);
  });

  it('may sum up each rate in words, on two lines, if that adds up', () => {
    expect(rates([[40, 'VAT 23%: netto 16,26 podatek 3,74']], [[180, 'brutto 20,00']])).toEqual([['23', '16.26', '3.74', '20.00']]);
    expect(rates([[40, 'VAT 23%: netto 16,26 podatek 3,74']], [[180, 'brutto 21,00']])).not.toContainEqual(['23', '16.26', '3.74', '21.00']);
  });
});
