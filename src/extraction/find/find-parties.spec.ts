import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice, type FieldName } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';
import { findLabels } from '../read/find-labels';
import { readSheet } from '../read/read-sheet';
import type { LabelledSheet } from './label-values';
import { findPartyBlocks } from './party-blocks';
import { findProseBuyer } from './prose-buyer';

const read = (...runs: Run[]): ExtractedInvoice => extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
const viewOf = (...runs: Run[]): LabelledSheet => { const sheet = readSheet(documentOf([runs])); return { sheet, labels: findLabels(sheet) }; };
const valueOf = (invoice: ExtractedInvoice, name: FieldName): unknown => invoice.fields[name]?.value ?? null;
const parties = (invoice: ExtractedInvoice): unknown[] => (['sprzedawca_nazwa', 'sprzedawca_nip', 'nabywca_nazwa', 'nabywca_nip'] as const).map((name) => valueOf(invoice, name));
/** Lines of text 13 points apart. */
const lines = (x: number, y: number, ...texts: string[]): Run[] => texts.map((text, i): Run => [x, y + 13 * i, 10, text]);
/** The same, ending at one x. */
const flushRight = (right: number, y: number, ...texts: string[]): Run[] => lines(0, y, ...texts).map((run): Run => {
  const [[from], [to]] = documentOf([[run]]).pages[0]!.lines[0]!.quad;
  return [right - (to - from) * (72 / 200), run[1], run[2], run[3]];
});

const TITLE: Run = [330, 40, 14, 'Faktura VAT nr FV/17/2026'];
const SELLER = ['Tartak Bory Sp. z o.o.', 'ul. Leśna 4', '84-200 Wejherowo'];
const BUYER = ['Pracownia Mebli Sęk Anna Wilk', 'ul. Polna 8', '83-300 Kartuzy', 'NIP: 8835149651'];
const BOTH = ['Tartak Bory Sp. z o.o.', '1234563218', 'Pracownia Mebli Sęk Anna Wilk', '8835149651'];

describe('a seller without a title, beside a titled buyer', () => {
  it('is the block with another NIP, with less certainty than a titled one', () => {
    const invoice = read(TITLE, ...lines(40, 40, ...SELLER, 'NIP: 1234563218'), ...lines(40, 130, 'Nabywca', ...BUYER));
    expect(parties(invoice)).toEqual(BOTH);
    expect(invoice.fields.sprzedawca_nip!.confidence).toBeLessThan(invoice.fields.nabywca_nip!.confidence);
    expect(invoice.fields.sprzedawca_nazwa!.confidence).toBeLessThan(invoice.fields.nabywca_nazwa!.confidence);
  });

  it('is surer of the only number left than of one among several', () => {
    const two = [TITLE, ...lines(40, 40, ...SELLER, 'NIP: 1234563218'), ...lines(40, 130, 'Nabywca', ...BUYER)];
    const third = read(...two, ...lines(40, 230, 'Odbiorca', 'Magazyn 2', 'ul. Składowa 1', '83-300 Kartuzy', 'NIP: 5260250274'));
    expect(third.fields.sprzedawca_nip!.confidence).toBeLessThan(DEFAULT_THRESHOLDS.sprzedawca_nip);
    expect(read(...two).fields.sprzedawca_nip!.confidence).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS.sprzedawca_nip);
  });

  it('is not surer when the number of the letterhead was misread', () => {
    const invoice = read(TITLE, ...lines(40, 40, ...SELLER, 'NIP: 1234563219'), ...lines(40, 130, 'Nabywca', ...BUYER), ...lines(330, 130, 'Magazyn Południe', 'ul. Składowa 1', '83-300 Kartuzy', 'NIP: 5260250274'));
    expect(invoice.fields.sprzedawca_nip?.confidence ?? 0).toBeLessThan(DEFAULT_THRESHOLDS.sprzedawca_nip);
  });

  it('is not whoever served at the till', () => {
    expect(parties(read(...lines(40, 40, ...SELLER, 'NIP: 1234563218'), [40, 110, 14, 'Faktura VAT nr FV/17/2026'], ...lines(40, 130, 'Nabywca', ...BUYER), [40, 300, 9, 'Sprzedawca: Kasia, kasa 2'], [40, 312, 9, 'Dziękujemy, zapraszamy ponownie']))).toEqual(BOTH);
  });

  it('may have his number on the next line of running text', () => {
    const prose = lines(40, 60, 'Faktura nr FV/17/2026 wystawiona przez:', 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo, NIP', '1234563218');
    expect(parties(read(...prose, ...lines(40, 130, 'Nabywca', ...BUYER)))).toEqual(BOTH);
  });

  it('may stand under a title that nobody knows, in two languages, and under another column\'s day', () => {
    const head: Run[] = [[40, 60, 10, 'Data wystawienia'], [40, 73, 10, '2026/10/02'], [330, 60, 10, 'Termin'], [330, 73, 10, '2026/11/16 (45 dni)']];
    expect(parties(read(TITLE, ...head, ...lines(40, 95, 'Nabywca / Customer', ...BUYER), ...lines(330, 95, 'Przewoźnik / Carrier', ...SELLER, 'NIP: 1234563218')))).toEqual(BOTH);
  });

  it('may be whoever the invoice is issued by', () => {
    const prose = lines(40, 60, 'Faktura nr FV/17/2026', 'wystawiona przez: Tartak Bory Sp. z o.o., NIP 123-456-32-18');
    expect(parties(read(...prose, ...lines(40, 130, 'Nabywca', ...BUYER)))).toEqual(BOTH);
  });

  it('may be set flush right', () => {
    const invoice = read([40, 40, 14, 'Faktura VAT nr FV/17/2026'], ...flushRight(550, 40, ...SELLER, 'NIP: 1234563218'), ...lines(40, 130, 'Nabywca', ...BUYER));
    expect(parties(invoice)).toEqual(BOTH);
  });

  it('may have his NIP below a gap, as in a column at the side', () => {
    expect(parties(read([200, 40, 14, 'Faktura VAT nr FV/17/2026'], ...lines(40, 60, ...SELLER), [40, 112, 10, 'NIP'], [40, 126, 10, '1234563218'], ...lines(200, 90, 'Nabywca', ...BUYER)))).toEqual(BOTH);
  });

  it('may write his NIP without a label', () => {
    expect(parties(read(TITLE, ...lines(40, 40, ...SELLER, 'PL1234563218'), ...lines(40, 130, 'Nabywca', ...BUYER)))).toEqual(BOTH);
  });

  it('is a company above the buyer, when his NIP stands elsewhere', () => {
    const invoice = read(TITLE, [40, 44, 9, 'Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo'], ...lines(40, 90, 'Nabywca', ...BUYER));
    expect([valueOf(invoice, 'sprzedawca_nazwa'), valueOf(invoice, 'sprzedawca_adres')]).toEqual(['Tartak Bory Sp. z o.o.', 'ul. Leśna 4, 84-200 Wejherowo']);
  });

  it('is not a delivery address', () => {
    expect(valueOf(read(TITLE, ...lines(40, 90, 'Nabywca', ...BUYER), ...lines(330, 130, 'Magazyn Południe', 'ul. Składowa 1', '83-300 Kartuzy')), 'sprzedawca_nazwa')).toBeNull();
  });
});

describe('a payer', () => {
  it('is the buyer where none is named', () => {
    expect(parties(read(TITLE, ...lines(40, 40, ...SELLER, 'NIP: 1234563218'), ...lines(40, 130, 'Płatnik:', ...BUYER), ...lines(40, 210, 'Odbiorca materiałów:', 'Magazyn 2', 'ul. Składowa 1, 83-300 Kartuzy')))).toEqual(BOTH);
  });

  it.each([['beside a buyer', 'Płatnik:', true], ['when it is a factor', 'Faktor:', false]])('is not %s', (_, title, named) => {
    const invoice = read(TITLE, ...lines(40, 70, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...(named ? lines(330, 70, 'Nabywca', ...BUYER) : []), ...lines(40, 160, title, 'Skarbiec S.A.', 'ul. Długa 1', '00-950 Warszawa', 'NIP: 5260250274'));
    expect([valueOf(invoice, 'nabywca_nazwa'), valueOf(invoice, 'nabywca_nip')]).toEqual(named ? [BOTH[2], BOTH[3]] : [null, null]);
  });
});

it.each(['Płatnik:', 'Odbiorca faktury'])('a signature caption does not keep %j from being the buyer', (title) => {
  expect(parties(read(TITLE, ...lines(40, 40, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(40, 130, title, ...BUYER), [330, 600, 10, 'nabywca']))).toEqual(BOTH);
});

it('a stamp of the titled seller is no buyer', () => {
  const invoice = read(TITLE, ...lines(40, 70, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(300, 300, 'BORY Sp. z o.o.', 'ul. Leśna 4, 84-200 Wejherowo', 'NIP 1234563218'));
  expect(parties(invoice)).toEqual(['Tartak Bory Sp. z o.o.', '1234563218', null, null]);
});

describe('parties in running text', () => {
  it('end their name at the street, and their NIP on the next line', () => {
    expect(parties(read(TITLE,
      [40, 100, 10, 'Sprzedawca: Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo, NIP 123-456-'], [40, 113, 10, '32-18'],
      [40, 140, 10, 'Nabywca: Pracownia Mebli Sęk Anna Wilk, Kartuzy, ul. Polna 8, 83-300 Kartuzy, NIP 883-514-'], [40, 153, 10, '96-51'],
    ))).toEqual(BOTH);
  });

  it('do not join digits that make no NIP', () => {
    expect(valueOf(read(TITLE, [40, 100, 10, 'Nabywca: Anna Wilk, ul. Polna 8, 83-300 Kartuzy, NIP 883-514-'], [40, 113, 10, '96-52']), 'nabywca_nip')).toBeNull();
  });

  it('take the town of their address from the next line', () => {
    expect(valueOf(read(TITLE, [40, 100, 10, 'Nabywca: Anna Wilk, ul. Polna 8, 83-300'], [40, 113, 10, 'Kartuzy, NIP 883-514-96-51']), 'nabywca_adres')).toBe('ul. Polna 8, 83-300 Kartuzy');
  });
});

describe('the name of a party', () => {
  it.each([
    ['Nabywca (nr 30771):', 'Firma Budowlana Sęk Anna Wilk'], ['Nabywca [K-107]:', 'Pracownia Mebli'], ['NABYWCA (odbiorca końcowy)', 'Pracownia Mebli'], ['Nabywca 30771]:', 'Pracownia Mebli'], ['Nabywca |K-307]:', 'Pracownia Mebli'],
  ])('leaves out what belongs to the title: %j', (title, name) => expect(valueOf(read(TITLE, ...lines(40, 90, title, name, ...BUYER.slice(1))), 'nabywca_nazwa')).toBe(name));

  it.each(['Gmina Kartuzy', 'Firma Budowlana Sęk Anna Wilk'])('behind its label begins after the colon: %j', (name) => {
    const form = lines(40, 90, 'Nabywca', 'Dane identyfikacyjne', 'NIP: 8835149651', `Nazwa: ${name}`, 'i Wspólnicy', 'Adres', 'ul. Polna 8', '83-300 Kartuzy', 'Polska');
    const invoice = read(TITLE, ...form);
    expect([valueOf(invoice, 'nabywca_nazwa'), valueOf(invoice, 'nabywca_adres')]).toEqual([`${name} i Wspólnicy`, 'ul. Polna 8, 83-300 Kartuzy']);
  });

  it('is not said twice, as by a logo over it', () => {
    expect(valueOf(read(TITLE, [40, 74, 16, 'TARTAK BORY'], ...lines(40, 90, ...SELLER, 'NIP: 1234563218'), ...lines(40, 160, 'Nabywca', ...BUYER)), 'sprzedawca_nazwa')).toBe('Tartak Bory Sp. z o.o.');
  });
});

it('a column keeps the lines that begin a hair left of its title', () => {
  const invoice = read(TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), [330, 90, 10, 'Nabywca'], [330, 103, 10, 'Anna Wilk'], [326.7, 116, 10, 'Leśno nad Wdą 118'], [330, 129, 10, '83-300 Kartuzy']);
  expect(valueOf(invoice, 'nabywca_adres')).toBe('Leśno nad Wdą 118, 83-300 Kartuzy');
});

describe('titles', () => {
  const sellerRight = lines(330, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218');

  it.each(['Nabywca / Guest company', 'Nabywca / Покупець', 'Nabywca / Odběratel:'])('end with their second language: %j', (title) => {
    expect(parties(read(TITLE, ...lines(40, 90, title, ...BUYER), ...sellerRight))).toEqual(BOTH);
  });

  it.each([['Wystawca (Podmiot 1)', 'Nabywca (Podmiot 2)'], ['Wystawca / Verkäufer', 'Odbiorca faktury / Rechnungsempfänger']])('said twice own one block, its NIP included: %j', (first, second) => {
    expect(parties(read(TITLE, ...lines(40, 90, first, ...SELLER, 'NIP PL 1234563218'), ...lines(330, 90, second, ...BUYER)))).toEqual(BOTH);
  });

  it('may be as short as "Dla" and "Od"', () => {
    expect(parties(read(TITLE, ...lines(40, 90, 'DLA', ...BUYER), ...lines(330, 90, 'OD', ...SELLER, 'NIP: 1234563218')))).toEqual(BOTH);
    expect(valueOf(read(TITLE, ...lines(40, 90, 'Nabywca', ...BUYER), ...lines(330, 90, 'Od', '01.02.2026', 'Tartak Bory')), 'sprzedawca_nazwa')).toBeNull();
  });

  it('count "Od" once, however many "Dla" stand beside it', () => {
    const view = viewOf(...lines(40, 90, 'DLA', ...BUYER), ...lines(330, 90, 'OD', ...SELLER), ...lines(40, 160, 'DLA', ...BUYER), [330, 700, 10, 'Od']);
    expect(findPartyBlocks(view).filter(({ role }) => role === 'sprzedawca')).toHaveLength(1);
  });

  it('may be centred over the cells of a table', () => {
    expect(parties(read(TITLE, [140, 90, 10, 'SPRZEDAWCA'], [430, 90, 10, 'NABYWCA'], ...lines(40, 105, ...SELLER, 'NIP: 1234563218'), ...lines(330, 105, ...BUYER)))).toEqual(BOTH);
  });

  it('over nothing are captions of signatures', () => {
    expect(parties(read(TITLE, ...lines(40, 40, ...SELLER, 'NIP: 1234563218'), ...lines(40, 130, 'Nabywca', ...BUYER), [40, 600, 10, 'sprzedawca'], [330, 600, 10, 'kupujący']))).toEqual(BOTH);
  });
});

describe('a name', () => {
  it('ends where a sentence tells of its seat, and goes on with nothing from the register', () => {
    const invoice = read(TITLE, ...lines(40, 90, 'Nabywca', ...BUYER), ...lines(40, 500, 'Sprzedawca: Tartak Bory Spółka Akcyjna z siedzibą w Wejherowie, Sąd Rejonowy Gdańsk-Północ,', 'KRS 0000123456, NIP 1234563218, kapitał', 'zakładowy 500 000 zł. Reklamacje: 14 dni od otrzymania'));
    expect(parties(invoice)).toEqual(['Tartak Bory Spółka Akcyjna', ...BOTH.slice(1)]);
  });

  it('begins below "Pani"', () => {
    expect(valueOf(read(TITLE, ...lines(40, 90, 'Nabywca', 'Pani', 'Anna Wilk', ...BUYER.slice(1))), 'nabywca_nazwa')).toBe('Anna Wilk');
  });

  it('keeps a word that is elsewhere a label, up to its legal form', () => {
    const invoice = read(TITLE, [40, 40, 18, 'Wilga'], ...lines(40, 60, 'Wilga Sprzedaż sp. z o.o. · 84-200 Wejherowo, ul. Leśna 4', 'NIP 1234563218'), ...lines(40, 130, 'Nabywca', ...BUYER));
    expect([valueOf(invoice, 'sprzedawca_nazwa'), valueOf(invoice, 'sprzedawca_adres')]).toEqual(['Wilga Sprzedaż sp. z o.o.', '84-200 Wejherowo, ul. Leśna 4']);
  });

  it('may stand in large type over the column whose address comes further down', () => {
    const column: Run[] = [[40, 40, 17, 'Jagna'], [40, 60, 17, 'Wierzbicka'], [40, 78, 10, 'tłumaczka przysięgła'], ...lines(40, 130, 'ul. Leśna 4', '84-200 Wejherowo', 'NIP 1234563218')];
    expect(parties(read([240, 40, 14, 'Faktura VAT nr FV/17/2026'], ...column, ...lines(240, 130, 'Dla', ...BUYER)))).toEqual(['Jagna Wierzbicka', ...BOTH.slice(1)]);
  });
});

describe('a name over an address', () => {
  it('may stand in one line with it, below a brand that it repeats', () => {
    const invoice = read(TITLE, [40, 60, 16, '* Cicha Łąka'], ...lines(40, 80, 'Przychodnia „Cicha Łąka” Anna Wilk, ul. Leśna 4, 84-200 Wejherowo', 'NIP: 1234563218'), ...lines(40, 160, 'Nabywca', ...BUYER));
    expect([valueOf(invoice, 'sprzedawca_nazwa'), valueOf(invoice, 'sprzedawca_adres')]).toEqual(['Przychodnia „Cicha Łąka” Anna Wilk', 'ul. Leśna 4, 84-200 Wejherowo']);
  });

  it('does not take the "ul." at the end of its line', () => {
    const invoice = read(TITLE, ...lines(40, 90, 'Sprzedawca', 'Tartak Bory Sp. z o.o. ul.', 'Leśna 4', '84-200 Wejherowo'), ...lines(40, 160, 'Nabywca', ...BUYER));
    expect([valueOf(invoice, 'sprzedawca_nazwa'), valueOf(invoice, 'sprzedawca_adres')]).toEqual([BOTH[0], 'ul. Leśna 4, 84-200 Wejherowo']);
  });

  it('is not known of a lone block whose seller is not', () => {
    expect(parties(read([40, 40, 14, 'Faktura VAT nr FV/17/2026'], ...lines(40, 90, ...BUYER)))[2]).toBeNull();
  });
});

describe('a buyer in a sentence', () => {
  const seller = lines(40, 40, ...SELLER, 'NIP: 1234563218');

  it('is the one on whose behalf it was issued', () => {
    const invoice = read(TITLE, ...seller, ...lines(40, 130, 'wystawiona na rzecz spółki Kuźnia Smaków spółka jawna z siedzibą w Kartuzach (83-300), ul.', 'Polna 8, NIP 8835149651, za obsługę przyjęcia:'));
    expect(parties(invoice)).toEqual([...BOTH.slice(0, 2), 'Kuźnia Smaków spółka jawna', '8835149651']);
    expect(invoice.fields.nabywca_nazwa!.confidence).toBeLessThan(0.9);
  });

  it.each([
    'Zapłata na rzecz Skarbiec S.A., NIP 5260250274', 'Rachunek prowadzony na rzecz Skarbiec S.A., NIP 5260250274', 'Zapłata wyłącznie na rachunek faktora na rzecz Skarbiec S.A., NIP 5260250274',
    'Zapłata za wystawioną fakturę na rzecz Skarbiec S.A., NIP 5260250274', 'Gwarancja wystawiona na rzecz Skarbiec S.A., NIP 5260250274',
  ])('is not the one who is paid: %j', (sentence) => {
    expect(valueOf(read(TITLE, ...seller, [40, 130, 10, sentence]), 'nabywca_nazwa')).toBeNull();
  });

  it.each(['faktur', 'wystawi', 'wystawiona na rzecz ', 'wystawiona na rzecz A '])('is sought in a moment in a long line of %j', (word) => {
    const view = viewOf([40, 130, 10, 'Faktura'], [40, 160, 10, word.repeat(1000)]);
    const from = performance.now();
    expect(findProseBuyer(view)).toBeNull();
    expect(performance.now() - from).toBeLessThan(500);
  });

  it.each(['Wystawiony dla:', 'Wystawiona dla:'])('follows %j', (title) => {
    expect(valueOf(read(TITLE, ...seller, [40, 130, 10, `${title} Anna i Jan Wilk, ul. Polna 8, 83-300 Kartuzy`]), 'nabywca_nazwa')).toBe('Anna i Jan Wilk');
  });
});

it('a recipient of the invoice is the buyer, wherever he stands', () => {
  expect(parties(read(TITLE, ...lines(40, 70, 'Wystawca', ...SELLER, 'NIP: 1234563218'), ...lines(40, 160, 'Odbiorca faktury', ...BUYER)))).toEqual(BOTH);
});

it('leasing names its parties by their contract', () => {
  expect(parties(read(TITLE, ...lines(40, 70, 'Finansujący', ...SELLER, 'NIP: 1234563218'), ...lines(330, 70, 'Korzystający', ...BUYER)))).toEqual(BOTH);
});

describe('leasing on the invoice of a dealer', () => {
  const LESSOR = ['Leasing Wydma S.A.', 'ul. Długa 1', '00-950 Warszawa', 'NIP: 5260250274'];
  const bought = [...BOTH.slice(0, 2), 'Leasing Wydma S.A.', '5260250274'];
  const seller = lines(40, 70, 'Sprzedawca', ...SELLER, 'NIP: 1234563218');

  it('is bought by the titled buyer, and used by the lessee', () => {
    expect(parties(read(TITLE, ...seller, ...lines(330, 70, 'Nabywca:', LESSOR[0]!, 'ul. Długa 1, 00-950 Warszawa', LESSOR[3]!), ...lines(330, 160, 'Korzystający:', ...BUYER)))).toEqual(bought);
  });

  it('is bought by the lessor where nobody is titled buyer', () => {
    expect(parties(read(TITLE, ...seller, ...lines(330, 70, 'Finansujący:', ...LESSOR), ...lines(330, 160, 'Korzystający:', ...BUYER)))).toEqual(bought);
  });

  it('leaves the seller to a lessor whom a signature and his own title name', () => {
    const invoice = read(TITLE, ...lines(40, 70, 'Finansujący', ...SELLER, 'NIP: 1234563218'), ...lines(330, 70, 'Korzystający', ...BUYER), [40, 600, 10, 'Sprzedawca: Ewa'], [330, 600, 10, 'nabywca']);
    expect(parties(invoice)).toEqual(BOTH);
    expect(parties(read(TITLE, ...seller, ...lines(40, 160, 'Leasingodawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 160, 'Leasingobiorca', ...BUYER)))).toEqual(BOTH);
  });
});

it('of two blocks of one role the one that holds a number gives the name', () => {
  const invoice = read(TITLE, ...lines(40, 70, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 70, 'Nabywca', BUYER[0]!, 'ul. Polna 8, 83-300 Kartuzy', BUYER[3]!), ...lines(330, 160, 'Klient', 'Magazyn Południe', 'Hala 3', 'ul. Składowa 1', '83-300 Kartuzy'));
  expect(parties(invoice)).toEqual(BOTH);
});

it('a code in brackets is no part of a name, and a trade that sounds like a title is', () => {
  const invoice = read(TITLE, ...lines(40, 70, 'Sprzedawca', 'Lśniąco Zespół Sprzątający Ewa Bąk', 'ul. Leśna 4', '84-200 Wejherowo', 'NIP: 1234563218'), ...lines(330, 70, 'Nabywca', `[00317] ${BUYER[0]}`, ...BUYER.slice(1)));
  expect(parties(invoice)).toEqual(['Lśniąco Zespół Sprzątający Ewa Bąk', BOTH[1], BOTH[2], BOTH[3]]);
});

it('"PL VAT" before the country says that digits are a NIP', () => {
  expect(parties(read(TITLE, ...lines(40, 90, 'Seller', ...SELLER, 'PL VAT PL1234563218'), ...lines(330, 90, 'Bill to', ...BUYER.slice(0, 3), 'Poland', 'VAT: PL8835149651')))).toEqual(BOTH);
});
