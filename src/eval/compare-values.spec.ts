import type { FieldName } from '../extraction/extraction.types';
import { foldRate, textsAgree, valuesAgree } from './compare-values';

describe('valuesAgree', () => {
  it.each<[FieldName, string, string, boolean]>([
    ['numer_faktury', 'FV/17/03/2026', 'FV / 17/03/2026', true], ['numer_faktury', 'FV/17/03/2026', 'FV/17/03/2025', false], ['numer_faktury', 'FV/O1', 'FV/01', false],
    ['data_wystawienia', '2026-03-16', '2026-03-16', true], ['data_wystawienia', '2026-03-16', '16.03.2026', false],
    ['sprzedawca_nip', '1234563218', 'PL1234563218', true], ['sprzedawca_nip', '1234563218', '1234563217', false], ['nabywca_nip', 'DE136695976', 'de136695976', true],
    ['numer_konta', '61109010140000071219812874', 'PL61109010140000071219812874', true],
    ['suma_brutto', '1504.55', '1504.55', true], ['suma_brutto', '1504.50', '1504.5', true], ['suma_brutto', '1504.55', '1504,55', false], ['suma_brutto', '-41.16', '41.16', false],
  ])('%s: %s against %s is %s', (field, truth, actual, agree) => expect(valuesAgree(field, truth, actual)).toBe(agree));

  it('compares booleans', () => expect(valuesAgree('mpp', true, true)).toBe(true));
});

describe('textsAgree', () => {
  it('forgives print: case, diacritics, punctuation and spaces', () => expect(textsAgree('Żuraw i Syn s.c.', 'ZURAW I SYN SC')).toBe(true));
  it('forgives one letter in ten', () => expect(textsAgree('Drewno Polskie Sp. z o.o.', 'Drewmo Polskie Sp. z o.o.')).toBe(true));
  it('does not forgive a different name', () => expect(textsAgree('Drewno Polskie Sp. z o.o.', 'Szkło Polskie Sp. z o.o.')).toBe(false));
  it('does not forgive a digit', () => expect(textsAgree('ul. Bardzo Długa Ulica 17/3, 00-950 Warszawa', 'ul. Bardzo Długa Ulica 11/3, 00-950 Warszawa')).toBe(false));
});

describe('foldRate', () => {
  it.each([['23%', '23'], ['0 KR', '0'], ['np II', 'np'], ['zw.', 'zw'], ['oo', 'oo'], ['8', '8']])('%s is %s', (rate, folded) => expect(foldRate(rate)).toBe(folded));
});
