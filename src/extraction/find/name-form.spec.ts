import { isOddName, isStatement, mayBeName, taglineStart } from './name-form';

describe('what may be a name', () => {
  it.each(['Tartak Bory Sp. z o.o.', 'z o.o.', '3D Druk Anna Wilk', 'lek. med. Jan Kos', 'i Wspólnicy', 'SP. Z O.O.', 'P.H. A B'])('%j', (text) => expect(mayBeName(text)).toBe(true));
  it.each(['1234563218', '2026-03-01', 'zwolniony podmiotowo z podatku – art. 113 ust. 1 ustawy', '31.03.2026', '---', 'P AŁ A C', 'K A P I TA Ł'])('is not %j', (text) => expect(mayBeName(text)).toBe(false));
});

describe('what a firm says of its trade', () => {
  it('begins behind a stroke with small letters only', () => expect('Komis Kos Jan Kos – skup, sprzedaż, zamiana'.slice(0, taglineStart('Komis Kos Jan Kos – skup, sprzedaż, zamiana') ?? 0)).toBe('Komis Kos Jan Kos'));
  it.each(['Kos – Wilk s.c.', 'Auto-Komis Jan Kos', 'Kos – sp. z o.o.'])('is nothing in %j', (text) => expect(taglineStart(text)).toBeNull());
});

describe('a name that needs to be looked at', () => {
  it.each(['Kartuzy', '(wystawca) Tartak Bory', 'Tartak Bory Sp.', 'Tartak Bory 2026-03-01', 'Nabywca: Tartak Bory', 'Wspólnota przy', 'sprzedaży Tartak Bory', 'Tartak Bory 1234563218', 'Faktura jest wystawiona Tartak'])('%j', (name) => expect(isOddName(name)).toBe(true));
  it.each(['Tartak Bory Sp. z o.o.', 'Bory S.A.', 'Anna Wilk', 'lek. med. Jan Kos', 'Kos i Wilk s.c.', 'Gmina Kartuzy', 'Bory GmbH'])('is not %j', (name) => expect(isOddName(name)).toBe(false));
});

it('tells a sentence on a firm from its imprint', () => {
  expect(isStatement('Administratorem danych jest Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo')).toBe(true);
  expect(isStatement('Tartak Bory Sp. z o.o., ul. Leśna 4, 84-200 Wejherowo')).toBe(false);
});
