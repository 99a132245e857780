import { FIELD_NAMES, type Check } from '../extraction.types';
import type { Finding, Findings } from '../find/finding';
import type { Reading } from '../find/find-fields';
import { readSheet } from '../read/read-sheet';
import { documentOf } from '../spec-support/page-builder.spec-support';
import { scoreReading } from './score-reading';

const DOCUMENT = documentOf([[[40, 300, 9, 'Razem']]]);
const PLACES = readSheet(DOCUMENT).pages.flatMap(({ segments }) => segments.map((segment) => ({ segment, start: 0, end: segment.text.length })));

const sum = (value: string, ...checks: readonly Check[]): Finding => ({ value, raw: value, places: PLACES, derived: false, certainty: 1, evidence: [{ name: 'total_row', strength: 0.9 }, { name: 'sums_add_up', strength: 0.85 }], checks, alternatives: [] });
const score = (gross: Finding | null): (number | undefined)[] => {
  const none = Object.fromEntries(FIELD_NAMES.map((name) => [name, null])) as unknown as Findings;
  const findings: Findings = { ...none, suma_netto: sum('100.00'), suma_vat: sum('23.00'), suma_brutto: gross };
  const reading: Reading = { rodzaj: 'VAT', findings, pozycje: [], podsumowanie_vat: [], ratesDerived: false, sums: [], words: null, foreignBuyer: null, severalInvoices: false };
  const { fields } = scoreReading(reading, DOCUMENT);
  return [fields.suma_netto?.confidence, fields.suma_vat?.confidence];
};

describe('net sum and tax', () => {
  it('are sure beside a gross sum that is', () => expect(Math.min(...score(sum('123.00', { code: 'agrees_with_words', ok: true })).map(Number))).toBeGreaterThan(0.9));
  it('are no surer than a gross sum that other words deny', () => expect(Math.max(...score(sum('123.00', { code: 'agrees_with_words', ok: false })).map(Number))).toBeLessThan(0.5));
  it('keep what they have where only the gross sum could not be read', () => expect(Math.min(...score({ ...sum('123.00'), evidence: [], certainty: 0.3 }).map(Number))).toBeGreaterThan(0.9));
});
