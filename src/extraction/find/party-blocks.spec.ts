import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const read = (...runs: Run[]): ExtractedInvoice => extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
const parties = (invoice: ExtractedInvoice): unknown[] => (['sprzedawca_nazwa', 'sprzedawca_nip', 'nabywca_nazwa', 'nabywca_nip'] as const).map((name) => invoice.fields[name]?.value ?? null);
/** Lines of text 13 points apart. */
const lines = (x: number, y: number, ...texts: string[]): Run[] => texts.map((text, i): Run => [x, y + 13 * i, 10, text]);

const TITLE: Run = [330, 40, 14, 'Faktura VAT nr FV/17/2026'];
const SELLER = ['Tartak Bory Sp. z o.o.', 'ul. Leśna 4', '84-200 Wejherowo'];
const BUYER = ['Pracownia Mebli Sęk Anna Wilk', 'ul. Polna 8', '83-300 Kartuzy'];
const BOTH = ['Tartak Bory Sp. z o.o.', '1234563218', 'Pracownia Mebli Sęk Anna Wilk', '8835149651'];
const beside = (seller: string, buyer: string): Run[] => [TITLE, ...lines(40, 90, seller, ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, buyer, ...BUYER, 'NIP: 8835149651')];

describe('titles of parties', () => {
  it.each([
    ['Sprzedawca (podwykonawca)', 'Nabywca (wystawiający fakturę)'], ['Sprzedawca', 'Nabywca/Płatnik 300871:'], ['Wykonawca', 'Odbiorca usług'], ['Sprzedawca', 'Gość / Płatnik'],
    ['Sprzedawca', 'Zleceniodawca (płatnik):'], ['From', 'To / Odbiorca'], ['Sprzedawca', 'Abonent'],
  ])('%j and %j', (seller, buyer) => expect(parties(read(...beside(seller, buyer)))).toEqual(BOTH));

  it('may close their bracket on the line below', () => {
    expect(parties(read(TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca (wystawca faktury w', 'imieniu sprzedawcy)', ...BUYER, 'NIP: 8835149651')))).toEqual(BOTH);
  });

  it('may have their name behind a bracket on their line', () => {
    expect(parties(read(TITLE, ...lines(40, 90, `Sprzedawca: ${SELLER.join(', ')}, NIP 1234563218`, `Zleceniodawca (płatnik): ${BUYER.join(', ')}, NIP 8835149651`)))).toEqual(BOTH);
  });

  it('are no words of a sentence that other labels end', () => {
    const runs: Run[] = [TITLE, ...lines(40, 40, ...SELLER, 'NIP: 1234563218'), ...lines(40, 130, 'Nabywca', ...BUYER, 'NIP: 8835149651'), [40, 500, 10, 'Sprzedawca zwolniony podmiotowo z podatku od towarów i usług – art. 113 ust. 1 ustawy o VAT.']];
    expect(parties(read(...runs))).toEqual(BOTH);
  });

  it('are not heads of a list of the document\'s data', () => {
    const runs: Run[] = [TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(40, 160, 'Nabywca:', 'Data wystawienia:'), ...lines(150, 160, `${BUYER[0]!}, NIP: 8835149651`, '2026-03-01')];
    expect(parties(read(...runs))).toEqual(BOTH);
  });
});

describe('lines of parties', () => {
  it('go on where the name beside them is broken', () => {
    const left: Run[] = [[40, 90, 10, 'Sprzedawca'], [40, 110, 10, 'Tartak i Skład Drewna Bory'], [40, 124, 10, 'Sp. z o.o.'], [40, 144, 10, 'ul. Leśna 4, 84-200 Wejherowo'], [40, 164, 10, 'NIP: 1234563218']];
    const right: Run[] = [[330, 90, 10, 'Nabywca'], [330, 110, 10, BUYER[0]!], [330, 144, 10, 'ul. Polna 8, 83-300 Kartuzy'], [330, 164, 10, 'NIP: 8835149651']];
    expect(parties(read(TITLE, ...left, ...right))).toEqual(['Tartak i Skład Drewna Bory Sp. z o.o.', ...BOTH.slice(1)]);
  });

  it.each(['8835149651', 'N: 883-514-96-51', 'Ident. podatkowy 8835149651'])('may hold the NIP without a label: %j', (nip) => {
    const runs: Run[] = [TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', nip, ...BUYER)];
    expect(parties(read(...runs))).toEqual(BOTH);
  });

  it('tell what somebody is below his name', () => {
    const runs: Run[] = [TITLE, ...lines(40, 90, 'Sprzedawca', 'Indywidualna Praktyka Lekarska', 'lek. med. Jan Kos', 'specjalista chorób', 'ul. Leśna 4', '84-200 Wejherowo', 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', BUYER[0]!, 'Sworn translator TP/412/09', ...BUYER.slice(1), 'NIP: 8835149651')];
    expect(parties(read(...runs))).toEqual(['Indywidualna Praktyka Lekarska lek. med. Jan Kos', ...BOTH.slice(1)]);
  });

  it.each([[['Wspólnota Mieszkaniowa przy ul. Polnej 8 w Kartuzach']], [['Wspólnota Mieszkaniowa', 'przy ul. Polnej 8 w Kartuzach']]])('may name a street in the name, or a town before it: %j', (name) => {
    const runs: Run[] = [TITLE, ...lines(40, 90, 'Sprzedawca: Tartak Bory Jan Kos, Wejherowo, ul. Leśna 4, NIP 1234563218'), ...lines(40, 130, 'Nabywca', ...name, 'ul. Polna 8', '83-300 Kartuzy', 'NIP: 8835149651')];
    expect(parties(read(...runs))).toEqual(['Tartak Bory Jan Kos', '1234563218', 'Wspólnota Mieszkaniowa przy ul. Polnej 8 w Kartuzach', '8835149651']);
  });

  it('keep the number below their label from the one beside it', () => {
    const runs: Run[] = [[200, 40, 14, 'Faktura VAT nr FV/17/2026'], ...lines(40, 60, ...SELLER), [40, 112, 10, 'NIP'], [40, 126, 10, '1234563218'], ...lines(200, 73, 'Nabywca', ...BUYER.slice(0, 2)), [200, 112, 10, 'NIP 8835149651']];
    expect(parties(read(...runs))).toEqual(BOTH);
  });
});

describe('names', () => {
  it('are not the brand in larger type over them', () => {
    const [first, ...rest] = lines(40, 104, ...SELLER, 'NIP: 1234563218');
    expect(parties(read(TITLE, [40, 90, 10, 'Sprzedawca'], [40, 104, 22, 'ZEFIR sklepy'], [40, 130, 10, first![3]], ...rest.map(([x, y, size, text]): Run => [x, y + 26, size, text]), ...lines(330, 90, 'Nabywca', ...BUYER, 'NIP: 8835149651')))).toEqual(BOTH);
  });

  it('go on behind "przy ul.", and hold words that are labels elsewhere', () => {
    const runs = [TITLE, ...lines(40, 90, 'Dostawca nr 55102', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', 'Wspólnota Mieszkaniowa przy ul.', 'Polnej 8 w Kartuzach', 'ul. Polna 8', '83-300 Kartuzy', 'NIP: 8835149651')];
    expect(parties(read(...runs))).toEqual([...BOTH.slice(0, 2), 'Wspólnota Mieszkaniowa przy ul. Polnej 8 w Kartuzach', '8835149651']);
    expect(parties(read(TITLE, ...lines(40, 40, 'Kancelaria Rachunkowa', 'Saldo-Bory sp. z o.o.', 'ul. Leśna 4', '84-200 Wejherowo', 'NIP: 1234563218'), ...lines(40, 130, 'Nabywca', ...BUYER, 'NIP: 8835149651')))).toEqual(['Kancelaria Rachunkowa Saldo-Bory sp. z o.o.', ...BOTH.slice(1)]);
  });

  it('go on over a wide space on the row of their title', () => {
    expect(parties(read(TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), [300, 90, 10, 'Dla:'], [330, 90, 10, 'Parafia Rzymskokatolicka'], [456, 90, 10, 'św. Anny'], ...lines(330, 103, 'ul. Polna 8', '83-300 Kartuzy', 'NIP: 8835149651')))[2]).toBe('Parafia Rzymskokatolicka św. Anny');
  });

  it('are called after an estate whose address follows', () => {
    expect(parties(read(TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', 'Wspólnota Mieszkaniowa Osiedle Leśne 4', 'os. Leśne 4', '83-300 Kartuzy', 'NIP: 8835149651')))[2]).toBe('Wspólnota Mieszkaniowa Osiedle Leśne 4');
  });

  it('end before which shop of the company it is, and before the number in running text', () => {
    expect(parties(read(TITLE, ...lines(40, 90, 'Sprzedawca', SELLER[0]!, 'Stacja Paliw nr 12', ...SELLER.slice(1), 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', ...BUYER, 'NIP: 8835149651')))).toEqual(BOTH);
    expect(parties(read(TITLE, ...lines(40, 90, 'Nabywca', ...BUYER, 'NIP: 8835149651'), ...lines(40, 700, 'Sprzedawca: Tartak Bory Sp. z o.o., NIP 1234563218, KRS 0000123456. Rejestr', 'przedsiębiorców drzewnych nr 11874.')))).toEqual(BOTH);
  });

  it.each([['Kasa Rolniczego Ubezpieczenia', 'Społecznego'], ['Firma Bory Las', 'sklep metalowy Anna Wilk'], ['Drewex Sp. z o.o.', 'Salon Meblowy Arka Sp. k.'], ['Zespół Szkół Leśnych', 'im. Jana Kosa']])('go on: %j %j', (first, second) => {
    expect(parties(read(TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', first, second, 'ul. Polna 8', '83-300 Kartuzy', 'NIP: 8835149651')))[2]).toBe(`${first} ${second}`);
  });

  it('go on below the number on their line', () => {
    expect(parties(read(TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', 'Gmina Kartuzy NIP 8835149651', 'Szkoła Podstawowa nr 2', 'ul. Polna 8', '83-300 Kartuzy')))[2]).toBe('Gmina Kartuzy Szkoła Podstawowa nr 2');
  });

  it('of the payer who also receives come with his number', () => {
    expect(parties(read(TITLE, ...lines(40, 40, ...SELLER, 'NIP 1234563218'), ...lines(330, 90, 'Odbiorca/Płatnik: 0000340118', ...BUYER, 'NIP 8835149651')))).toEqual(BOTH);
  });

  it.each([['Tartak Kos spółka', 'jawna'], ['Ośrodek Kultury', 'ziemi kartuskiej'], ['Anna Wilk', 'biuro rachunkowe'], ['Podatki i faktury Kos Sp. z o.o.'], ['Klub Sportowy 1.05.2020 Kartuzy']])('are whole: %j %j', (...name) => {
    const invoice = read(TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', ...name.filter(Boolean), 'ul. Profesora Jana Długiego 12/4', '83-300 Kartuzy', 'NIP: 8835149651'));
    expect(parties(invoice)[2]).toBe(name.filter(Boolean).join(' '));
  });

  it.each(['Licznik 8835149651', 'Kod abonencki 8835149651'])('under their title %j is no NIP', (text) => {
    expect(parties(read(TITLE, ...lines(40, 90, 'Sprzedawca', ...SELLER, 'NIP: 1234563218'), ...lines(330, 90, 'Nabywca', ...BUYER, text)))[3]).toBeNull();
  });
});

it('numbers are told by a party\'s part in a lease', () => {
  const runs: Run[] = [TITLE, ...lines(40, 120, 'NIP leasingobiorcy', 'Leasingodawca', 'NIP leasingodawcy'), [200, 120, 10, '8835149651'], [200, 133, 10, 'Tartak Bory Sp. z o.o.'], [200, 146, 10, '1234563218'], ...lines(330, 60, ...BUYER)];
  expect(parties(read(...runs))).toEqual(BOTH);
});
