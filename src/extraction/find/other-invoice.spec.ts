import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const page = (number: string): Run[] => [
  [300, 40, 14, `Faktura VAT nr ${number}`], [40, 80, 10, 'Data wystawienia: 16.03.2026'], [40, 120, 10, 'Sprzedawca'], [40, 135, 10, 'Drewno Polskie Sp. z o.o.'], [40, 150, 10, 'NIP: 1234563218'],
];
const checksOf = (...pages: Run[][]): readonly string[] =>
  extractInvoice(documentOf(pages), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' }).reasons.filter((reason) => reason.includes('single_invoice'));

it('a buyer\'s tax number on the page of his name outweighs one with a plainer label on another page', () => {
  const first: Run[] = [...page('FV/1/2026'), [320, 120, 10, 'Nabywca'], [320, 135, 10, 'Kłos Sp. z o.o.'], [320, 150, 10, 'ul. Gęsia 48, 20-492 Lublin'], [320, 165, 10, 'NIP: 8835149651']];
  const { fields } = extractInvoice(documentOf([first, [[40, 80, 10, 'NIP nabywcy: 5791800721']]]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
  expect([fields.nabywca_nip?.value, fields.nabywca_nip?.page]).toEqual(['8835149651', 1]);
});

describe('several invoices in one file', () => {
  it('are a failed hard check', () => expect(checksOf(page('FV/1/2026'), page('FV/2/2026'))).toEqual(['check_failed:numer_faktury:single_invoice']));
  it.each<[string, Run[]]>([
    ['a number and tax numbers of its own, without a seller\'s title', [[300, 40, 14, 'Faktura uproszczona nr FA/000528/24/M'], [40, 80, 10, 'NIP: 8340595054'], [40, 100, 10, 'NIP nabywcy: 5791800721']]],
    ['a date of issue and tax numbers of its own, and a number under a label nobody knows', [[300, 40, 14, 'Dokument FA-000528'], [40, 80, 10, 'Data wystawienia: 29.09.2024'], [40, 100, 10, 'NIP: 8340595054']]],
    ['a number and a date of its own', [[300, 40, 14, 'Faktura VAT nr FV/9/2026'], [40, 80, 10, 'Data wystawienia i sprzedaży: 20.03.2026']]],
  ])('are told by %s', (_, other) => expect(checksOf(page('FV/1/2026'), other)).toEqual(['check_failed:numer_faktury:single_invoice']));
  it.each<[string, Run[]]>([
    ['a delivery note of the same parties', [[300, 40, 14, 'Wydanie zewnętrzne nr WZ/17/2026'], [40, 80, 10, 'Data wystawienia: 14.03.2026'], [40, 100, 10, 'NIP: 1234563218']]],
    ['a notice of a factor with a tax number and an account', [[40, 40, 10, 'Wierzytelność została przelana na faktora'], [40, 60, 10, 'NIP: 5260250274'], [40, 80, 10, 'Nr rachunku: 61 1090 1014 0000 0712 1981 2874']]],
    ['a next page with its header and more of the sums', [[300, 40, 14, 'Faktura VAT nr FV/1/2026'], [40, 80, 10, 'Data wystawienia: 16.03.2026'], [40, 100, 10, 'Razem do zapłaty: 123,00 PLN']]],
  ])('are not %s', (_, other) => expect(checksOf(page('FV/1/2026'), other)).toEqual([]));
  it('are not pages that repeat the header', () => expect(checksOf(page('FV/1/2026'), page('FV/1/2026'))).toEqual([]));
  it('are not pages that name other invoices', () => expect(checksOf(page('FV/1/2026'), [[40, 80, 10, 'Faktura zaliczkowa nr ZAL/7/2026 z dnia 01.03.2026']])).toEqual([]));
});
