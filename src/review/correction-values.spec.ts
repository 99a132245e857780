import { AppError } from '../common/errors/app-error';
import { parseCorrection } from './correction-values';

describe('parseCorrection', () => {
  it.each<[string, string, unknown, unknown]>([
    ['text is kept, its edges trimmed', 'sprzedawca_nazwa', '  Żółw & Syn ', 'Żółw & Syn'],
    ['an address in lines', 'nabywca_adres', 'ul. Długa 1\n00-001 Łódź', 'ul. Długa 1\n00-001 Łódź'],
    ['a day', 'termin_platnosci', '2028-02-29', '2028-02-29'],
    ['an amount gets its grosze', 'suma_brutto', '-12.5', '-12.50'],
    ['leading zeros go', 'suma_netto', '007', '7.00'],
    ['nothing is not negative', 'suma_vat', '-0', '0.00'],
    ['a NIP loses its separators', 'nabywca_nip', 'PL 526-025-02-74', '5260250274'],
    ['an account its groups', 'numer_konta', 'PL61 1090 1014 0000 0712 1981 2874', '61109010140000071219812874'],
    ['a currency', 'waluta', 'eur', 'EUR'],
    ['a KSeF number', 'numer_ksef', '5265877635-20250826-0100001af629-AF', '5265877635-20250826-0100001AF629-AF'],
    ['split payment', 'mpp', false, false],
    ['null: not on the page', 'numer_konta', null, null],
  ])('%s', (_title, name, given, expected) => expect(parseCorrection({ [name]: given }).get(name as never)).toBe(expected));

  it.each<[string, Record<string, unknown>]>([
    ['an unknown field', { nie_ma: 'x' }], ['a name of the prototype', JSON.parse('{"__proto__": "x"}') as Record<string, unknown>],
    ['no day', { data_wystawienia: 'wczoraj' }], ['a day that does not exist', { data_sprzedazy: '2026-02-29' }],
    ['no amount', { suma_brutto: 'duzo' }], ['a comma', { suma_brutto: '1,50' }], ['a number, which may have lost grosze', { suma_brutto: 12.5 }],
    ['tenths of grosze', { suma_vat: '1.005' }], ['a NIP too short', { sprzedawca_nip: '123' }], ['letters in an account', { numer_konta: 'DE89X' }],
    ['no currency', { waluta: 'XQQ' }], ['text for a flag', { mpp: 'tak' }], ['empty text', { numer_faktury: ' ' }], ['a tab', { nabywca_adres: 'a\tb' }],
    ['a NUL', { nabywca_nazwa: 'a\0b' }], ['endless text', { nabywca_nazwa: 'x'.repeat(501) }], ['a list', { numer_faktury: ['x'] }], ['no field at all', {}],
  ])('refuses %s', (_title, given) => expect(() => parseCorrection(given)).toThrow(AppError));

  it('names every field at fault at once', () => {
    const refused = (): unknown => parseCorrection({ suma_vat: 'x', numer_faktury: 'FV/1', waluta: '?' });
    expect(refused).toThrow(expect.objectContaining({ code: 'validation_failed', details: { problems: [expect.stringContaining('suma_vat'), expect.stringContaining('waluta')] } }));
  });
});
