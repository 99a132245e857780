import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice, type FieldName } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const read = (runs: readonly Run[], worn = false): ExtractedInvoice => extractInvoice(documentOf([runs], { worn }), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
const value = (invoice: ExtractedInvoice, name: FieldName): unknown => invoice.fields[name]?.value ?? null;
const one = (text: string): Run[] => [[40, 100, 10, text]];

describe('number of the invoice', () => {
  it.each([
    ['Faktura VAT nr FV/17/03/2026', 'FV/17/03/2026'], ['Faktura nr 5/03/2026 z dnia 16.03.2026', '5/03/2026'], ['FAKTURA NR FS-178/24/WA ORYGINAŁ', 'FS-178/24/WA'], ['Faktura VAT nr FV 17/2026', 'FV 17/2026'], ['Faktura nr / Invoice no.: 2026-0017', '2026-0017'],
    ['FakturaVATnrFV/17/2026', 'FV/17/2026'], ['Nr faktury: F0012345/0003/26', 'F0012345/0003/26'],
  ])('%j', (text, number) => expect(value(read(one(text)), 'numer_faktury')).toBe(number));

  it.each(['Zamówienie nr ZAM/17/2026', 'Umowa nr 17/2026 z dnia 16.03.2026', 'Dokument WZ: WZ/17/2026', 'Do faktury nr FV/1/2026', 'Nr klienta: 998/2026', 'NIP: 1234563218', 'Faktura VAT'])('takes none from %j', (text) => {
    expect(value(read(one(text)), 'numer_faktury')).toBeNull();
  });

  it('stands below its title rather than in the dates beside it', () => {
    const invoice = read([[40, 80, 8, 'Faktura numer'], [380, 80, 8, 'Data wystawienia: 2026-03-16'], [40, 98, 16, '17/03/2026'], [380, 92, 8, 'Data sprzedaży: 2026-03-14']]);
    expect(value(invoice, 'numer_faktury')).toBe('17/03/2026');
  });

  it('is no count of pages beside the title', () => {
    const invoice = read([[400, 80, 9, 'FAKTURA VAT / ORYGINAŁ'], [400, 92, 9, 'Strona: 1 / 2'], [300, 130, 9, 'Nr dokumentu'], [420, 130, 9, ': 7100012345']]);
    expect(value(invoice, 'numer_faktury')).toBe('7100012345');
  });

  it('is taken by its form from the title where no label names it, and not without a look', () => {
    const invoice = read([[40, 60, 20, 'Korekta KOR 7/03/2026'], [40, 90, 9, 'do faktury FV 6/02/2026 wystawionej 2026-02-27'], [40, 120, 9, 'Zamówienie ZAM/7/2026'], [40, 140, 9, 'Nabywca: Tartak Zimny sp. z o.o.'], [40, 160, 9, 'ul. Leśna 2, 34-300 Żywiec']]);
    expect(value(invoice, 'numer_faktury')).toBe('KOR 7/03/2026');
    expect(invoice.fields.numer_faktury!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.numer_faktury);
  });

  it('follows a label that goes on with a word of its own', () => expect(value(read(one('Numer dokumentu sprzedaży: FS 17/03/2026')), 'numer_faktury')).toBe('FS 17/03/2026'));

  it.each([
    ['FAKTURA VAT WDT / INVOICE 2026/EXP/17', '2026/EXP/17'], ['Faktura za energię elektryczną nr 17/03/2026', '17/03/2026'], ['Faktura VAT 17/2026 metoda kasowa', '17/2026'], ['Faktura nr 17/2026 wg WZ 44/2026', '17/2026'], ['Faktura VAT FV/17/2026 (dot. umowy 7/2025)', 'FV/17/2026'],
    ['FAKTURA VAT NR 2026 / 03 / 0017', '2026/03/0017'], ['Faktura VAT № 17/2026', '17/2026'], ['e-Faktura 17/2026', '17/2026'], ['Nr dok.: FS-17/26', 'FS-17/26'], ['Faktura VAT nr ·FV/17/2026', 'FV/17/2026'],
  ])('is all of it and nothing more in %j', (text, number) => expect(value(read(one(text)), 'numer_faktury')).toBe(number));

  it('takes the prefix that stands before it in a piece of its own', () => expect(value(read([[40, 60, 14, 'FAKTURA'], [120, 60, 14, 'FV'], [158, 60, 14, '17/03/2026']]), 'numer_faktury')).toBe('FV 17/03/2026'));

  it('is not that of a receipt', () => expect(value(read([[40, 60, 12, 'FAKTURA VAT F 17/2026'], [40, 80, 10, 'do paragonu nr 118/2/88231 z 2026-03-16']]), 'numer_faktury')).toBe('F 17/2026'));

  it('is no number of a list with sums', () => expect(value(read([[40, 300, 9, 'Numer'], [150, 300, 9, 'Netto'], [250, 300, 9, 'VAT'], [350, 300, 9, 'Brutto'], [40, 315, 9, 'FZ/7/2026']]), 'numer_faktury')).toBeNull());

  it('is no address beside the title', () => expect(value(read([[40, 60, 18, 'Faktura'], [380, 60, 10, 'ul. Leśna 58/60 lok. 3'], [40, 82, 10, 'FS-17/2026']]), 'numer_faktury')).toBe('FS-17/2026'));

  it('follows "Rachunek" in large type, and not without a look', () => {
    const invoice = read([[40, 60, 20, 'Rachunek 7/2026'], [40, 120, 9, 'Zamawiający: Tartak Zimny sp. z o.o.'], [40, 140, 9, 'ul. Leśna 2, 34-300 Żywiec'], [40, 160, 9, 'Tłumaczenie pisemne, dokumentacja maszyny']]);
    expect(value(invoice, 'numer_faktury')).toBe('7/2026');
    expect(invoice.fields.numer_faktury!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.numer_faktury);
  });

  it('is doubtful beside another as well labelled', () => {
    const sure = (...more: Run[]): boolean => read([[40, 60, 10, 'Faktura nr FV/17/2026'], ...more]).fields.numer_faktury!.confidence >= DEFAULT_THRESHOLDS.numer_faktury;
    expect([sure(), sure([40, 74, 10, 'Faktura nr 17/2026']), sure([40, 74, 10, 'Faktura nr FV/18/2026'])]).toEqual([true, true, false]);
  });

  it('leaves the kind of invoice before "No." out', () => expect(value(read(one('Faktura / Invoice EXP No. EXP/2026/017')), 'numer_faktury')).toBe('EXP/2026/017'));
});

describe('kind', () => {
  it.each([
    ['is final though it lists its advances', [[40, 60, 18, 'Faktura końcowa nr FK/7/2026'], [40, 300, 9, 'Faktura zaliczkowa'], [200, 300, 9, 'Data']], 'ROZ'],
    ['settles advances that it names', [[40, 60, 18, 'Faktura rozliczeniowa nr 7/2026'], [40, 300, 9, 'Rozliczone zaliczki: FZ/3/2026']], 'ROZ'],
    ['is the bill of a period without advances', [[40, 60, 18, 'Faktura rozliczeniowa nr 7/2026'], [40, 300, 9, 'Zużycie energii 312 kWh']], 'VAT'],
    ['is told by no item', [[40, 60, 18, 'Faktura nr 7/2026'], [40, 150, 9, 'Lp.'], [70, 150, 9, 'Nazwa usługi'], [250, 150, 9, 'Ilość'], [300, 150, 9, 'Cena netto'], [370, 150, 9, 'Wartość netto'], [70, 165, 9, 'Korekta językowa'], [250, 165, 9, '1'], [300, 165, 9, '10,00'], [370, 165, 9, '10,00']], 'VAT'],
  ] as const)('%s', (_, runs, kind) => expect(read(runs).rodzaj).toBe(kind));
});

describe('dates', () => {
  it.each<[string, FieldName, string]>([
    ['Data wystawienia: 16.03.2026', 'data_wystawienia', '2026-03-16'], ['Wystawiono dnia 16 marca 2026 r.', 'data_wystawienia', '2026-03-16'], ['Miejsce i data wystawienia: Łódź, 16.03.2026', 'data_wystawienia', '2026-03-16'],
    ['Łódź, dnia`2026-03-16', 'data_wystawienia', '2026-03-16'], ['Data dostawy/usługi: 14.03.2026', 'data_sprzedazy', '2026-03-14'], ['Okres rozliczeniowy: 01.03.2026 - 31.03.2026', 'data_sprzedazy', '2026-03-31'], ['Miesiąc sprzedaży: 03/2026', 'data_sprzedazy', '2026-03-31'], ['Płatne do: 30.03.2026', 'termin_platnosci', '2026-03-30'],
    ['Płatność: przelew, termin 2026-03-30', 'termin_platnosci', '2026-03-30'], ['Zapłata przelewem do dnia 30 marca 2026 r. na konto', 'termin_platnosci', '2026-03-30'], ['Prosimy o przelew 1 230,00 zł na konto jak niżej, do 30.03.2026', 'termin_platnosci', '2026-03-30'], ['Należność prosimy uregulować do dnia 30.03.2026 na rachunek', 'termin_platnosci', '2026-03-30'], ['Date of issue: March 16, 2026', 'data_wystawienia', '2026-03-16'],
    ['w Krakowie, dnia 16.03.2026', 'data_wystawienia', '2026-03-16'], ['Data wystawienia dokumentu sprzedaży: 16.03.2026', 'data_wystawienia', '2026-03-16'], ['Sprzedaż w okresie 01.03.2026 - 31.03.2026', 'data_sprzedazy', '2026-03-31'],
    ['Kępno, dn. 16.03.2026 · data wykonania robót: 14.03.2026', 'data_wystawienia', '2026-03-16'], ['wyst. 2026-03-16 · dostawa 2026-03-14', 'data_sprzedazy', '2026-03-14'],
  ])('%j', (text, name, iso) => expect(value(read(one(text)), name)).toBe(iso));

  it.each(['Data wydruku: 16.03.2026', 'Data zamówienia: 16.03.2026', 'Kurs z dnia 16.03.2026', 'Data duplikatu: 16.03.2026', 'Umowa z dnia 16.03.2026', 'Termin montażu: 16.03.2026', 'Data szkolenia: 16.03.2026', 'Kaucja do zwrotu: 30% dnia 16.03.2029', 'Za prace do dnia 16.03.2026', 'Zapłacono przelewem 16.03.2026', 'Opłata abonamentowa od 01.03.2026 do 31.03.2026', 'Zwrot towaru możliwy do 30.03.2026', 'Bezpłatny serwis do 31.12.2026',
    'Sprzedaż zwolniona z VAT na podst. art. 113 ust. 1 ustawy z dn. 11.03.2004 r.', 'Umowa sprzedaży 12/03/2025', 'Dowód dostawy: 05/03/2025', 'Termin dostawy: 20.04.2026', 'Faktura pierwotna wystawiona 27.02.2026', 'Odpis za nieobecność 3–4.09'])('takes none from %j', (text) => {
    const { fields } = read(one(text));
    expect([fields.data_wystawienia, fields.data_sprzedazy, fields.termin_platnosci]).toEqual([null, null, null]);
  });

  it.each<[string, FieldName, string]>([
    ['Data zakończenia realizacji usługi: 14.03.2026', 'data_sprzedazy', '2026-03-14'], ['Okres najmu: 01.03.2026 – 31.03.2026', 'data_sprzedazy', '2026-03-31'], ['Okres rozliczenia: od 01.03.2026 do 31.03.2026', 'data_sprzedazy', '2026-03-31'], ['Data dost. / Delivery: 14.03.2026', 'data_sprzedazy', '2026-03-14'],
    ['Okres, którego dotyczy faktura: od 01.03.2026 do 31.03.2026', 'data_sprzedazy', '2026-03-31'], ['Okres przejazdów: 01.03.2026 do 31.03.2026', 'data_sprzedazy', '2026-03-31'],
    ['Rozliczenie za okres od 01-03-2026 do 31-03-2026', 'data_sprzedazy', '2026-03-31'], ['Za czynności notarialne dokonane w dniu 14 marca 2026 roku:', 'data_sprzedazy', '2026-03-14'], ['Wystawiona w Kępnie dnia 16 marca 2026 r.', 'data_wystawienia', '2026-03-16'], ['Wystawiono w Kępnie 16.03.2026', 'data_wystawienia', '2026-03-16'],
  ])('go by what the words round them say: %j', (text, name, iso) => expect(value(read(one(text)), name)).toBe(iso));

  it.each(['Okres gwarancji: 01.03.2026 - 31.03.2028', 'Data nadania: 16.03.2026', 'Data rozpoczęcia usługi: 16.03.2026', 'Data zakończenia umowy: 16.03.2026', 'Odczyt licznika wykonany dnia 16.03.2026', 'Za dostawę zapłaty dokonano dnia 16.03.2026'])('are none of the sale in %j', (text) => {
    expect(value(read(one(text)), 'data_sprzedazy')).toBeNull();
  });

  it('of a duplicate are those of its invoice', () => {
    const invoice = read([[380, 60, 12, 'DUPLIKAT'], [360, 75, 10, 'wystawiony dnia 12.07.2026'], [40, 120, 10, 'Data wystawienia: 16.03.2026']]);
    expect(value(invoice, 'data_wystawienia')).toBe('2026-03-16');
  });

  it('are none of a list with sums', () => {
    const invoice = read([[40, 60, 10, 'Kępno, dn. 16.03.2026'], [40, 300, 9, 'Nr faktury'], [120, 300, 9, 'z dnia'], [200, 300, 9, 'Netto'], [280, 300, 9, 'VAT'], [40, 315, 9, 'ZAL/7/2026'], [120, 315, 9, '02.01.2026']]);
    expect(value(invoice, 'data_wystawienia')).toBe('2026-03-16');
  });

  it('are none of a list of days', () => {
    const head: Run[] = [[40, 300, 9, 'Data'], [150, 300, 9, 'Nr skierowania'], [300, 300, 9, 'Stanowisko']], day = (y: number, text: string): Run[] => [[40, y, 9, text], [150, y, 9, '118/2026'], [300, y, 9, 'kierowca']];
    expect(value(read([...head, ...day(315, '04.03.2026'), ...day(330, '06.03.2026')]), 'data_wystawienia')).toBeNull();
  });

  it('of issue may stand under the number, and not without a look', () => {
    const issued = read([[380, 40, 14, 'FAKTURA 2026/03/44'], [420, 58, 9, '2026-03-16']]).fields.data_wystawienia;
    expect([issued?.value, issued!.confidence < DEFAULT_THRESHOLDS.data_wystawienia]).toEqual(['2026-03-16', true]);
  });

  it('are doubtful where two days of issue stand as well', () => {
    const issued = read([[40, 60, 10, 'Data wystawienia: 16.03.2026'], [40, 80, 10, 'Data wystawienia: 17.03.2026']]).fields.data_wystawienia;
    expect(issued!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.data_wystawienia);
  });

  it('stands behind a label that goes on over the next line', () => {
    const invoice = read([[40, 100, 9, 'Data dokonania lub zakończenia dostawy towarów lub'], [40, 111, 9, 'wykonania usługi: 14.03.2026']]);
    expect(value(invoice, 'data_sprzedazy')).toBe('2026-03-14');
  });

  it('stands below a label that quotes an article of law', () => {
    const invoice = read([[40, 100, 9, 'Data wystawienia, z zastrzeżeniem art. 106na ust. 1 ustawy:'], [40, 112, 9, '16.03.2026']]);
    expect(value(invoice, 'data_wystawienia')).toBe('2026-03-16');
  });

  it('is not the sale that a correction corrects', () => {
    const invoice = read([[40, 80, 14, 'Faktura korygująca nr KOR/1/2026'], [40, 100, 9, 'do faktury nr FV/7/2026 z dnia 2026-03-02, data sprzedaży: 2026-03-01']]);
    expect(value(invoice, 'data_sprzedazy')).toBeNull();
  });

  it('is sure behind a place only where the page names it again', () => {
    const sure = (...more: Run[]): boolean => read([[40, 60, 10, 'Kępno, 16.03.2026'], ...more]).fields.data_wystawienia!.confidence >= DEFAULT_THRESHOLDS.data_wystawienia;
    expect([sure(), sure([40, 90, 10, 'Zimna 2, 63-600 Kępno'])]).toEqual([false, true]);
  });

  it('is none of several days behind capitalised words', () => {
    expect(value(read([[40, 60, 10, 'Szkolenie Gdynia, 10.02.2026'], [40, 80, 10, 'Kępno, 16.03.2026']]), 'data_wystawienia')).toBeNull();
  });

  it('is due by the term in days rather than by a day in a sentence, which alone is not sure', () => {
    const spoken: Run = [40, 120, 10, 'Prosimy o przelew na konto do 31.03.2026'];
    expect(value(read([[40, 80, 10, 'Data wystawienia: 16.03.2026'], [40, 100, 10, 'Sposób płatności: przelew 10 dni'], spoken]), 'termin_platnosci')).toBe('2026-03-26');
    expect(read([spoken]).fields.termin_platnosci!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.termin_platnosci);
  });

  it('derives the due date from a term, and says so', () => {
    const due = read([[40, 80, 10, 'Data wystawienia: 16.03.2026'], [40, 100, 10, 'Sposób płatności: przelew 14 dni']]).fields.termin_platnosci;
    expect(due).toMatchObject({ value: '2026-03-30', raw: '14 dni', source: 'derived' });
  });

  it('checks that due is not before issue', () => {
    const due = read([[40, 80, 10, 'Data wystawienia: 16.03.2026'], [40, 100, 10, 'Termin płatności: 16.02.2026']]).fields.termin_platnosci;
    expect(due?.checks).toContainEqual({ code: 'dates_in_order', ok: false });
  });
});

describe('payment', () => {
  it.each(['Mechanizm podzielonej płatności', 'MPP', 'split payment', 'mechanizm podz. płatności'])('%j is split payment', (text) => expect(value(read(one(text)), 'mpp')).toBe(true));
  it.each(['MPP: nie', 'Nie podlega mechanizmowi podzielonej płatności', 'Sposób płatności: przelew'])('%j is not', (text) => expect(value(read(one(text)), 'mpp')).toBeNull());

  it('chooses the account of the invoice currency', () => {
    const invoice = read([[40, 80, 10, 'Waluta: EUR'], [40, 100, 10, 'Konto PLN: 61 1090 1014 0000 0712 1981 2874'], [40, 114, 10, 'Konto EUR: PL27 1140 2004 0000 3002 0135 5387']]);
    expect(value(invoice, 'numer_konta')).toBe('27114020040000300201355387');
  });

  it('never pays to the VAT account', () => expect(value(read(one('Rachunek VAT: 61 1090 1014 0000 0712 1981 2874')), 'numer_konta')).toBeNull());
  it('joins an account broken over two lines', () => expect(value(read([[40, 100, 10, 'Nr konta: 61 1090 1014 0000'], [40, 112, 10, '0712 1981 2874']]), 'numer_konta')).toBe('61109010140000071219812874'));
});

it('joins an account of which a line of running text ends with the first figures', () => {
  expect(value(read([[40, 100, 10, 'Wykonawca: Kuźnia Bory, Jan Tracz, konto 61'], [40, 112, 10, '1090 1014 0000 0712 1981 2874']]), 'numer_konta')).toBe('61109010140000071219812874');
});

it.each([['Faktura VAT (S)FS-17/2026', '(S)FS-17/2026'], ['Faktura (1) nr 17/2026', '17/2026']])('tells the origin that heads a number from other brackets in %j', (text, number) => expect(value(read(one(text)), 'numer_faktury')).toBe(number));

describe('what is not on the page', () => {
  it('stays null on an empty page', () => {
    const invoice = read([]);
    expect(Object.values(invoice.fields).every((field) => field === null)).toBe(true);
    expect(invoice).toMatchObject({ route: 'full_review', reasons: ['no_text'], pozycje: [], podsumowanie_vat: [] });
  });

  it('is not made up from phones, registers and registration numbers', () => {
    const { fields } = read([[40, 80, 10, 'tel. 48 600 700 800'], [40, 94, 10, 'REGON: 192598184'], [40, 108, 10, 'KRS 0000034513'], [40, 122, 10, 'BDO: 000000099']]);
    expect([fields.sprzedawca_nip, fields.nabywca_nip, fields.numer_faktury, fields.numer_konta]).toEqual([null, null, null, null]);
  });

  it('is the second date of a combined label', () => {
    const invoice = read(one('Data wystawienia i sprzedaży: 16.03.2026'));
    expect([value(invoice, 'data_wystawienia'), value(invoice, 'data_sprzedazy')]).toEqual(['2026-03-16', '2026-03-16']);
  });
});

describe('what layouts say around a value', () => {
  const page = (...lines: readonly string[]): ExtractedInvoice => read([[40, 60, 10, 'Faktura nr FV/17/2026'], ...lines.map((text, i): Run => [40, 100 + 14 * i, 9, text])]);

  it.each([['Faktura końcowa (rozliczeniowa) nr 17/2026/ROZ', '17/2026/ROZ'], ['FAKTURA KOŃCOWA (ROZLICZENIOWA) NR 17/2026/ROZ', '17/2026/ROZ']])('the title of %j is no part of the number', (text, number) => expect(value(read(one(text)), 'numer_faktury')).toBe(number));

  it('the slash between number and day belongs to neither', () => {
    const invoice = read([[300, 80, 9, 'Numer / Data wystawienia'], [450, 80, 9, '9410017171 / 11.03.2026']]);
    expect([value(invoice, 'numer_faktury'), value(invoice, 'data_wystawienia')]).toEqual(['9410017171', '2026-03-11']);
  });

  it.each([
    ['za dostawę wody w okresie od 10.01.2026 r. do 11.03.2026 r.', '2026-03-11'], ['Okres (P_6): 2026-03-01 – 2026-03-31', '2026-03-31'], ['za miesiąc marzec 2026 r.', '2026-03-31'],
    ['za badania wykonane w lutym 2026 r.', '2026-02-28'], ['Za czynności, zakończone w dniu 28 lutego 2026 roku, prosimy o zapłatę', '2026-02-28'],
    ['Data sprzedaży faktury pierwotnej: 2026-03-09', null], ['Data sprzedaży na fakturze: 27.01.2026', null], ['Okres objęty korektą: 01.01.2026 – 31.03.2026', null],
    ['Korekta dotyczy dostaw objętych fakturami wystawionymi w okresie 01.01.2026–31.03.2026', null],
  ])('day of sale in %j: %j', (text, day) => expect(value(page(text), 'data_sprzedazy')).toBe(day));

  it('a period may end on the line below it', () => {
    const table: Run[] = [[40, 100, 9, 'Data wystawienia'], [160, 100, 9, 'Okres'], [260, 100, 9, 'Nr klienta'], [360, 100, 9, 'Termin płatności'], [40, 114, 9, '01.03.2026'], [160, 114, 9, '16.02.2026 –'], [260, 114, 9, '700418'], [360, 114, 9, '15.03.2026'], [160, 126, 9, '28.02.2026']];
    expect(value(read(table), 'data_sprzedazy')).toBe('2026-02-28');
    expect(value(read(table.slice(0, -1)), 'data_sprzedazy')).toBeNull();
  });

  it.each([
    [['Data wystawienia: 2026-02-25', 'Sposób zapłaty: PRZELEW 21 dni, do 2026-03-17'], '2026-03-17'], [['Data wystawienia: 2026-02-12', 'zapłata: przelew 14 dni', 'tj. do 26-02-26'], '2026-02-26'],
    [['Issue date: 31/03/2026', 'Due / Termin: 30/04/2026'], '2026-04-30'], [['Data wystawienia: 05.03.2026', 'Zapłacono przelewem dnia 04.03.2026'], null], [['Termin płatności: 2024-0311 „Baltic Park”'], null],
  ])('day of payment in %j: %j', (lines, day) => expect(value(page(...lines), 'termin_platnosci')).toBe(day));

  it('"z dn." dates the invoice, but not where a line goes on from another document', () => {
    expect(value(read(one('FAKTURA VAT nr 1/0004481/2026 z dn. 2026-03-20')), 'data_wystawienia')).toBe('2026-03-20');
    expect(value(page('Roboty według protokołu odbioru', 'nr 2 z dn. 20.11.2025'), 'data_wystawienia')).toBeNull();
  });

  it('no word of a place is a number', () => expect(value(read([[40, 60, 16, 'Faktura'], [40, 84, 9, 'Szczecin, 17 marca 2026']]), 'numer_faktury')).toBeNull());

  it('a collective correction is one by its title', () => expect(read([[40, 60, 14, 'Zbiorcza faktura korygująca (rabat)'], [40, 90, 9, 'Numer korekty: ZFK/7/2026']]).rodzaj).toBe('KOR'));
});
