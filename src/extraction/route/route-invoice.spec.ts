import { DEFAULT_THRESHOLDS, FIELD_NAMES, REQUIRED_FIELDS, type ExtractedInvoice, type Field, type FieldName } from '../extraction.types';
import type { ScoredInvoice } from '../score/score-reading';
import { routeInvoice } from './route-invoice';

const field = (confidence: number, checks: Field['checks'] = []): Field => ({ value: 'x', raw: 'x', confidence, page: 1, polygon: null, source: 'ocr', checks, alternatives: [] });

function scored(changes: Partial<Record<FieldName, Field | null>>, foreignBuyer: string | null = null): ScoredInvoice {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, name in changes ? changes[name] ?? null : REQUIRED_FIELDS.some((one) => one === name) ? field(0.97) : null])) as unknown as ExtractedInvoice['fields'];
  return { rodzaj: 'VAT', confidence: 0.97, fields, pozycje: [], podsumowanie_vat: [], foreignBuyer };
}

const decide = (invoice: ScoredInvoice, hasText = true): Pick<ExtractedInvoice, 'route' | 'reasons'> => {
  const { route, reasons } = routeInvoice(invoice, { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' }, hasText);
  return { route, reasons };
};

describe('routeInvoice', () => {
  it('accepts when all required fields are sure', () => expect(decide(scored({}))).toEqual({ route: 'auto_accept', reasons: [] }));
  it('takes a quick look at one low field', () => expect(decide(scored({ suma_vat: field(0.84) }))).toEqual({ route: 'quick_review', reasons: ['low_confidence:suma_vat'] }));
  it('takes a quick look at a missing one', () => expect(decide(scored({ nabywca_nip: null }))).toEqual({ route: 'quick_review', reasons: ['missing:nabywca_nip'] }));
  it('says that a buyer abroad has no NIP', () => expect(decide(scored({ nabywca_nip: null }, 'DE136695976')).reasons).toEqual(['missing:nabywca_nip', 'foreign_vat_id:nabywca_nip']));
  it('reviews in full when three are low', () => expect(decide(scored({ suma_vat: field(0.2), suma_netto: field(0.2), numer_faktury: null })).route).toBe('full_review'));
  it('lets no confidence outvote a hard check', () => {
    expect(decide(scored({ sprzedawca_nip: field(0.99, [{ code: 'nip_checksum', ok: false }]) }))).toEqual({ route: 'full_review', reasons: ['check_failed:sprzedawca_nip:nip_checksum'] });
  });
  it('never accepts unseen with any failed check', () => expect(decide(scored({ termin_platnosci: field(0.9, [{ code: 'agrees_with_term', ok: false }]) })).route).toBe('quick_review'));
  it('names a low optional field without stopping the invoice', () => expect(decide(scored({ numer_konta: field(0.5) }))).toEqual({ route: 'auto_accept', reasons: ['low_confidence:numer_konta'] }));
  it('sends a page without text to a person', () => expect(decide(scored({}), false)).toEqual({ route: 'full_review', reasons: ['no_text'] }));
});
