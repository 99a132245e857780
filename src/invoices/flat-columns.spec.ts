import { businessKey, lockText } from './business-key';
import { flatColumns, storedDecimal } from './flat-columns';

describe('flatColumns', () => {
  it('repeats the values that lists filter by', () => {
    const flat = flatColumns({
      numer_faktury: { value: 'FV/1' }, data_wystawienia: { value: '2026-03-05' }, sprzedawca_nip: { value: '5260250274' }, waluta: { value: 'PLN' },
      suma_brutto: { value: '-12.30' }, mpp: { value: true },
    }, []);
    expect(flat).toMatchObject({
      numerFaktury: 'FV/1', dataWystawienia: new Date('2026-03-05'), sprzedawcaNip: '5260250274', nabywcaNip: null, waluta: 'PLN', sumaNetto: null, sumaBrutto: '-12.30',
    });
  });

  it('folds names, numbers and what was bought into the text that is searched', () => {
    const flat = flatColumns({ sprzedawca_nazwa: { value: 'Żółw Łódź' }, numer_faktury: { value: 'FV/1' }, sposob_platnosci: { value: 'przelew' } }, ['Śruba M8']);
    expect(flat.search).toBe('fv/1\nzolw lodz\nsruba m8');
  });

  it('leaves out a date that does not exist', () => expect(flatColumns({ data_wystawienia: { value: '2026-99-01' } }, []).dataWystawienia).toBeNull());
});

describe('storedDecimal', () => {
  it.each([
    ['an amount', '1234.56', '1234.56'], ['a correction', '-0.01', '-0.01'], ['too large for the column', '1234567890123456789.00', null],
    ['no number', 'abc', null], ['a sign alone', '-', null], ['nothing', '', null], ['zero', '0.00', '0.00'], ['leading zeros do not count', `${'0'.repeat(20)}7`, `${'0'.repeat(20)}7`],
  ])('%s', (_title, given, expected) => expect(storedDecimal(given, 18)).toBe(expected));
});

describe('businessKey', () => {
  it('needs seller and number', () => expect(businessKey('o', 'VAT', { sprzedawcaNip: null, businessNumber: 'FV/1' })).toBeNull());

  it('locks alike whatever blanks and case the number has', () => {
    const lock = (value: string) => { const key = businessKey('o', 'VAT', flatColumns({ sprzedawca_nip: { value: '1' }, numer_faktury: { value } }, [])); return key && lockText(key); };
    expect(lock('fv 1 / 2026')).toBe(lock('FV1/2026'));
  });
});
