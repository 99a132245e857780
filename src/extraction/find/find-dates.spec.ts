import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const read = (...texts: readonly (string | Run)[]): ExtractedInvoice['fields'] => {
  const runs = texts.map((text, i): Run => (typeof text === 'string' ? [40, 60 + 13 * i, 10, text] : text));
  return extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' }).fields;
};
const sure = (field: ExtractedInvoice['fields']['data_wystawienia']): boolean => (field?.confidence ?? 0) >= DEFAULT_THRESHOLDS.data_wystawienia;
const LETTER: Run = [400, 30, 10, 'Kartuzy, 02.07.2026'];

describe('the day of issue', () => {
  it('is the letter\'s, not that of the invoice which is corrected', () => {
    expect(read(LETTER, 'Faktura korygująca FKOR/14/2026', 'koryguje: FA/88/2026 z dnia 15.06.2026, data sprzedaży 12.06.2026').data_wystawienia?.value).toBe('2026-07-02');
    expect(read(LETTER, 'Faktura korygująca nr KOR/7/2026', 'do faktury nr FV/9/2026 wystawionej dnia 15.06.2026').data_wystawienia?.value).toBe('2026-07-02');
  });

  it('is not that of a paper named on the line above', () => {
    expect(read(LETTER, 'Faktura VAT nr FK 6/2026', 'Za roboty wykonane zgodnie z umową nr 4/2026 i protokołem odbioru', 'końcowego z dnia 27.06.2026 r.').data_wystawienia?.value).toBe('2026-07-02');
  });

  it.each(['wg oferty z dn. 12.06.2026', 'Decyzja dyrektora z dnia 12.06.2026'])('is doubtful behind %j', (text) => expect(sure(read('Faktura VAT nr FK 6/2026', text).data_wystawienia)).toBe(false));

  it('is not that of a stamp of the receiver, where place and day of the letter say another', () => {
    expect(read(LETTER, 'Faktura FK 6/2026', [330, 700, 10, 'sprawdzono dnia'], [330, 714, 10, 'dnia 11.07.26']).data_wystawienia?.value).toBe('2026-07-02');
    expect(read('Faktura FK 6/2026', [330, 714, 10, 'Wystawiono dnia 11.07.2026']).data_wystawienia?.value).toBe('2026-07-11');
  });

  it('may stand under the number, whatever looks like a day in the number of another paper', () => {
    const list: Run[] = [[40, 400, 10, 'Faktura zaliczkowa'], [40, 413, 10, 'FZ/2026/05/07']];
    expect(read([400, 60, 10, 'nr FK 6/2026'], [400, 73, 10, 'z 02.07.2026'], ...list).data_wystawienia?.value).toBe('2026-07-02');
  });

  it('may stand before its label in brackets', () => {
    const fields = read('Faktura VAT nr FK 6/2026', 'Kartuzy, 02.07.2026 r. (data wystawienia i sprzedaży)');
    expect([fields.data_wystawienia?.value, fields.data_sprzedazy?.value]).toEqual(['2026-07-02', '2026-07-02']);
    expect(read('Faktura VAT nr FK 6/2026', 'Zamówienie z 28.06.2026 (bez daty sprzedaży 3 szt.)').data_sprzedazy).toBeNull();
  });

  it('is sure behind the number, beside another place and day as well', () => expect(sure(read(LETTER, 'Faktura VAT nr FK 6/2026 z dnia 01.07.2026').data_wystawienia)).toBe(true));
});

describe('the day of sale', () => {
  it.each([
    ['Usługi prawne wykonane w okresie od 1 do 30 czerwca 2026 r.', '2026-06-30'], ['wykonanie usługi: 28.06.2026 r.', '2026-06-28'], ['usługę zakończono dn. 28.06.26 r.', '2026-06-28'], ['Towar wydano dn. 28.06.2026', '2026-06-28'], ['Data operacji: 14.06.2026', '2026-06-14'],
    ['Za wykonane w dniu 28 czerwca 2026 r. usługi:', '2026-06-28'], ['Zakończenie usługi: 27.06.2026', '2026-06-27'], ['Data rozładunku: 26.06.2026', '2026-06-26'], ['wystawiona: 2026-07-02, Kartuzy sprzedaż: czerwiec 2026', '2026-06-30'],
    ['Data obowiązku podatkowego / dokonania dostawy: 25.06.2026', '2026-06-25'], ['Data sprzedaży: 05.06.2026 -', '2026-06-05'], ['Zapłata za miesiąc czerwiec 2026 do 10.07.2026', '2026-06-30'],
  ])('stands in %j', (text, day) => expect(read('Faktura VAT nr FK 6/2026', text).data_sprzedazy?.value).toBe(day));

  it('may stand in a sentence broken between two lines', () => {
    expect(read('Faktura VAT nr FK 6/2026', 'Prosimy o zapłatę za usługi wykonane w okresie od 1 do 30', 'czerwca 2026 r. zgodnie z umową').data_sprzedazy?.value).toBe('2026-06-30');
  });
});

it.each(['Kurs NBP z dnia 29.06.2026 (dzień przed datą sprzedaży)', 'Umowa z 12.01.2026 (usługa wykonana)', 'WZ nr 5 z dnia 12.06.2026 (data dostawy: patrz WZ)'])('is no day of sale in %j', (text) => {
  expect(read('Faktura VAT nr FK 6/2026', text).data_sprzedazy?.value).toBeUndefined();
});

it.each([['Konto: 61 1090 1014 0000 -', '0712 1981 2874'], ['Nr rach./61 1090 1014 0000', '0712 1981 2874']])('an account goes on below %j', (first, second) => {
  expect(read('Faktura VAT nr FK 6/2026', first, second).numer_konta?.value).toBe('61109010140000071219812874');
});

describe('days that print or reading broke', () => {
  it('stand beside their label where only a word is between, whatever stands below', () => {
    const beside: Run[] = [[40, 90, 10, 'Termin płatności'], [150, 90, 10, 'przelew'], [220, 90, 10, '16.07.2026'], [40, 103, 10, '02.07.2026']];
    expect(read('Faktura VAT nr FK 6/2026', ...beside).termin_platnosci?.value).toBe('2026-07-16');
  });

  it('name no place in the end of a word', () => expect(sure(read('Faktura VAT nr FK 6/2026', [400, 30, 10, 'Kurier Garden 02.07.2026']).data_wystawienia)).toBe(false));

  it('end a period that begins with a month and a year on two lines nowhere', () => expect(read('Faktura VAT nr FK 6/2026', 'Umowa najmu. Okres: styczeń', '2022 do grudzień 2027').data_sprzedazy?.value).toBeUndefined());

  it('may stand below their label in a column at the side, whatever stands beside it', () => {
    const beside: Run[] = [[40, 90, 10, 'Data wystawienia'], [40, 103, 10, '02.07.2026'], [200, 90, 10, 'ZAL 61/05/2026'], [330, 90, 10, '18.05.2026']];
    expect(read('Faktura VAT nr FK 6/2026', ...beside).data_wystawienia?.value).toBe('2026-07-02');
  });

  it('may stand beside the number', () => expect(read([40, 60, 10, 'FAKTURA NR 219/26'], [400, 60, 10, '2026-07-02'], 'Nabywca: Tartak Bory').data_wystawienia?.value).toBe('2026-07-02'));

  it('may be a month over the end of a line', () => expect(read('Faktura VAT nr FK 6/2026', 'Dotyczy lokalu nr 2, umowa najmu z dnia 1 marca 2022 r. Okres: czerwiec', '2026.').data_sprzedazy?.value).toBe('2026-06-30'));

  it('hold no space of the print', () => expect(read('Faktura VAT nr FK 6/2026', 'Termin płatności: rata 1 5.10.2026').termin_platnosci?.value).toBe('2026-10-05'));
});

it('is no KSeF number of its own that stands behind the corrected invoice', () => {
  const number = '5265877635-20250826-0100001AF629-AF';
  expect(read('Korekta faktury KOR/7/2026', `Dokument korygowany: FS/61/2025 z dnia 22.08.2025 · nr KSeF: ${number}`).numer_ksef?.value).toBeUndefined();
  expect(read('Faktura VAT nr FK 6/2026', `nr KSeF: ${number}`).numer_ksef?.value).toBe(number);
  expect(read('Faktura VAT nr FK 6/2026', `Dotyczy: umowa 3/2026, nr KSeF: ${number}`).numer_ksef?.value).toBe(number);
});

describe('the day of payment', () => {

  it('is asked for in the same sentence', () => {
    expect(read('Faktura VAT nr FK 6/2026', 'Pozostanie do zapłaty: 850,00 zł. Planowany montaż: do 20.08.2026.').termin_platnosci).toBeNull();
    expect(read('Faktura VAT nr FK 6/2026', 'Dziękujemy za zakupy. Prosimy o przelew 850,00 zł do 20.08.2026.').termin_platnosci?.value).toBe('2026-08-20');
  });

  it('may be broken between two lines', () => expect(read('Faktura VAT nr FK 6/2026', 'Termin zapłaty upływa 13', 'lipca 2026 r.').termin_platnosci?.value).toBe('2026-07-13'));

  it.each(['Zapłacono kartą. Towar można zwrócić w ciągu 14 dni.', 'Zapłacono: 123,00 zł. Gwarancja 90 dni'])('does not follow from %j', (text) => {
    expect(read('Faktura VAT nr FK 6/2026', 'Data wystawienia: 02.07.2026', text).termin_platnosci).toBeNull();
  });
});
