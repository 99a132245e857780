import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const page = (number: string): Run[] => [
  [300, 40, 14, `Faktura VAT nr ${number}`], [40, 80, 10, 'Data wystawienia: 16.03.2026'], [40, 120, 10, 'Sprzedawca'], [40, 135, 10, 'Drewno Polskie Sp. z o.o.'], [40, 150, 10, 'NIP: 1234563218'],
];
const checksOf = (...pages: Run[][]): readonly string[] =>
  extractInvoice(documentOf(pages), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' }).reasons.filter((reason) => reason.includes('single_invoice'));

describe('several invoices in one file', () => {
  it('are a failed hard check', () => expect(checksOf(page('FV/1/2026'), page('FV/2/2026'))).toEqual(['check_failed:numer_faktury:single_invoice']));
  it('are not pages that repeat the header', () => expect(checksOf(page('FV/1/2026'), page('FV/1/2026'))).toEqual([]));
  it('are not pages that name other invoices', () => expect(checksOf(page('FV/1/2026'), [[40, 80, 10, 'Faktura zaliczkowa nr ZAL/7/2026 z dnia 01.03.2026']])).toEqual([]));
});
