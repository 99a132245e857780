import { compact } from './normalise-text';
import { parsePolishDecimal } from './parse-polish-amount';
import { parseDamagedAmountInWords } from './parse-amount-in-words';
import { scanPaymentWords } from './payment-method';
import { repairPartyText } from './repair-party-text';
import { repairNip, scanAccounts, scanAmounts, scanDates, scanKsefNumbers, scanMonths, scanTenDigits } from './scan-values';
import { parseDamagedVatRate, parseVatRate, vatOfGross, vatOfNet } from './vat-rate';

describe('labels are compared', () => {
  it.each([
    ['Termin płatności:', 'Termin ptatn0sci'.replace('pt', 'pl')], ['Sposób zapłaty', 'SPOSOB ZAPLATY'], ['NIP', 'N1P'], ['Ilość', '1losc'],
  ])('%j like %j', (printed, read) => expect(compact(read).text).toBe(compact(printed).text));

  it('without touching digits of numbers', () => expect(compact('Nr 10/2026 z 0').text).toBe('nr102026z0'));
});

describe('money inside text', () => {
  it.each<[string, number[]]>([
    ['Razem: 1 234,56 zł', [123456]], ['1 234,56 1 234,56', [123456, 123456]], ['23% 1.003,70', [100370]], ['-41,16 PLN', [-4116]], ['0,99', [99]], ['Razem do zapłaty 150 zł', [15000]],
    ['VAT 23,00%', []], ['01.03.2026', []], ['16.10.10', []], ['tel. 22 123 45 67', []], ['10446. 85', [1044685]],
  ])('%j', (text, amounts) => expect(scanAmounts(text).map(({ value }) => value)).toEqual(amounts));

  it('says when it had to repair', () => expect(scanAmounts('l2,5O')).toMatchObject([{ value: 1250, repaired: true }]));
});

describe('dates inside text', () => {
  it.each<[string, string[]]>([
    ['Data wystawienia: 16.03.2026 r.', ['2026-03-16']], ['od 01.03.2026 do 31.03.2026', ['2026-03-01', '2026-03-31']], ['16 marca 2026', ['2026-03-16']], ['16 Mar 2026', ['2026-03-16']], ['16marca2026', ['2026-03-16']],
    ['l6.O3.2026', ['2026-03-16']], ['119-09-2025', ['2025-09-19']], ['21-paź-26', ['2026-10-21']], ['4.lis.26', ['2026-11-04']], ['5-lis.26', []], ['12-maj-2600', []], ['tabela 050/A/NBP/2026', []], ['61 1090 1014 0000 0712', []],
  ])('%j', (text, dates) => expect(scanDates(text).map(({ value }) => value)).toEqual(dates));

  it('keeps months apart', () => expect(scanMonths('marzec 2026').map(({ value }) => value)).toEqual(['2026-03']));
});

describe('numbers with checksums inside text', () => {
  it('finds a NIP in any grouping', () => expect(scanTenDigits('NIP PL 123-456-32-18')).toMatchObject([{ value: '1234563218', valid: true }]));
  it('sees no NIP in an account', () => expect(scanTenDigits('61 1090 1014 0000 0712 1981 2874')).toEqual([]));
  it('reads an account through letters', () => expect(scanAccounts('PL61 1O90 1014 0000 0712 1981 2874')).toMatchObject([{ value: '61109010140000071219812874', valid: true, repaired: true }]));
  it('undoes one confusion in a KSeF number', () => expect(scanKsefNumbers('1234563218-20260316-0200A081C2D3-B3')).toMatchObject([{ value: '1234563218-20260316-0200A0B1C2D3-B3', repaired: true }]));
  it('repairs a NIP only towards one seen elsewhere', () => {
    expect(repairNip('1234568218', new Set(['1234563218']))).toBe('1234563218');
    expect(repairNip('1234568218', new Set())).toBeNull();
  });
});

describe('VAT rates', () => {
  it.each<[string, string | null]>([
    ['23%', '23'], ['23,00 %', '23'], ['8', '8'], ['zw.', 'zw'], ['ZW', 'zw'], ['np', 'np'], ['oo', 'oo'], ['0% WDT', '0 WDT'], ['0 KR', '0 KR'], ['23% lub 22%', '23'], ['0%', '0'], ['24%', null], ['230', null], ['netto', null],
  ])('%j is %j', (text, rate) => expect(parseVatRate(text)).toBe(rate));
  it.each([['2396', '23'], ['Z3%', '23'], ['B%', '8'], ['zvv', 'zw']])('damaged %j is %j', (text, rate) => expect(parseDamagedVatRate(text)).toBe(rate));
  it('rounds half away from zero', () => expect([vatOfNet(1350, 23), vatOfNet(-1350, 23)]).toEqual([311, -311]));
  it.each([[23, 1870], [8, 741], [5, 476]])('takes %d %% out of 100,00', (percent, vat) => expect(vatOfGross(10000, percent)).toBe(vat));
});

describe('words', () => {
  it.each<[string, number]>([['tysiac piecset cztery ztote 55/100', 150455], ['stodwadziescia trzy zlote 45/100', 12345], ['dwatysiacepiecset szescdziesiat osiemPLN05/100', 256805]])('%j', (text, grosze) => expect(parseDamagedAmountInWords(text)).toBe(grosze));
  it.each<[string, string[]]>([['przelew bankowy', ['przelew']], ['GOTÓWKA', ['gotowka']], ['karta płatnicza', ['karta']], ['BLIK', ['mobilna']], ['za pobraniem', ['inna']], ['14 dni', []]])('pays by %j', (text, methods) => expect(scanPaymentWords(text, false).map(({ value }) => value)).toEqual(methods));
});

describe('quantities and prices', () => {
  it.each<[string, number, string | null]>([['33,4567', 2, '33.4567'], ['250', 2, '250.00'], ['1,500', 0, '1.5'], ['1 000', 0, '1000'], ['-2', 0, '-2'], ['2 szt', 0, null]])('%j with %d decimals', (text, decimals, value) => expect(parsePolishDecimal(text, decimals)).toBe(value));
});

describe('party text', () => {
  it.each([['Drewno Sp. z 0.0.', 'Drewno Sp. z o.o.'], ['ul. 0grodowa 152, 65-521 Zielona G6ra', 'ul. Ogrodowa 152, 65-521 Zielona Góra'], ['Lad spotka jawna', 'Lad spółka jawna'], ['ul. Zamkowa 12A/6', 'ul. Zamkowa 12A/6'], ['P6 Studio 2000', 'P6 Studio 2000'], ['ul.Gesia148/17,40-864Katowice', 'ul. Gesia 148/17, 40-864 Katowice']])('%j is %j', (read, printed) => expect(repairPartyText(read)).toBe(printed));
});
