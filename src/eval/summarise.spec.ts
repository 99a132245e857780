import { FIELD_NAMES } from '../extraction/extraction.types';
import type { FieldName, Route } from '../extraction/extraction.types';
import { formatSummary } from './format-summary';
import type { InvoiceScore, Verdict } from './score-invoice';
import { summarise } from './summarise';
import type { CaseResult } from './summarise';

const rows = { expected: 2, found: 2, right: 1, cells: 10, cellsRight: 8 };
function result(tier: string, verdicts: Partial<Record<FieldName, Verdict>>, route: Route = 'quick_review'): CaseResult {
  const fields = FIELD_NAMES.map((field) => ({ field, verdict: verdicts[field] ?? ('correct_null' as const), expected: null, actual: null, confidence: null }));
  const falseFields = fields.filter(({ verdict }) => verdict === 'wrong' || verdict === 'invented').map(({ field }) => field);
  const score: InvoiceScore = { fields, rodzaj: { expected: 'VAT', actual: 'VAT', right: true }, pozycje: rows, podsumowanieVat: rows, route, falseFields, falseRequired: falseFields };
  return { case: 'c', tier, layout: 'l', score, milliseconds: 100 };
}

describe('summarise', () => {
  const results = [
    result('pdf', { numer_faktury: 'right', sprzedawca_nazwa: 'missing' }, 'auto_accept'),
    result('pdf', { numer_faktury: 'wrong', numer_konta: 'invented' }, 'auto_accept'),
    result('scan', { numer_faktury: 'right', suma_vat: 'right' }),
  ];
  const [pdf, scan, all] = summarise(results);

  it('makes one summary per tier and one over all', () => expect([pdf?.tier, scan?.tier, all?.tier, all?.documents]).toEqual(['pdf', 'scan', 'all', 3]));
  it('divides right by visible', () => expect(pdf?.headerAccuracy).toBeCloseTo(1 / 3));
  it('knows the fields made of digits', () => expect(pdf?.digitAccuracy).toBe(0.5));
  it('counts what was invented', () => expect(all?.invented).toBe(1));
  it('counts false values among the accepted', () => expect(pdf?.falseAccepts).toEqual({ documents: 1, values: 2, required: 2 }));
  it('adds up rows', () => expect(all?.rows).toEqual({ expected: 6, right: 3, cellAccuracy: 0.8 }));
  it('has no accuracy where nothing is visible', () => expect(summarise([result('pdf', {})])[0]?.headerAccuracy).toBeNull());
  it('prints a column per tier', () => expect(formatSummary([pdf!, scan!, all!]).split('\n')[0]).toMatch(/right of visible\s+pdf\s+scan\s+all/));
});
