import type { Finding } from '../find/finding';
import { confidenceParts, fieldConfidence } from './field-confidence';

const finding = (changes: Partial<Finding> = {}): Finding => ({ value: 'x', raw: 'x', places: [], derived: false, certainty: 1, evidence: [{ name: 'label', strength: 0.95 }], checks: [], alternatives: [], ...changes });
const confidence = (one: Finding, reading: number, proven = false): number => fieldConfidence(confidenceParts(one, reading), proven);

describe('field confidence', () => {
  it('is very high for a labelled number that passes its checksum', () => expect(confidence(finding({ checks: [{ code: 'nip_checksum', ok: true }] }), 1, true)).toBeGreaterThan(0.97));
  it('is low for a lone number without a label', () => expect(confidence(finding({ evidence: [{ name: 'position', strength: 0.3 }] }), 1)).toBeLessThan(0.5));
  it('falls with the characters', () => expect(confidence(finding(), 0.6)).toBeLessThan(0.6));
  it('falls hard with a failed checksum', () => expect(confidence(finding({ checks: [{ code: 'nip_checksum', ok: false }] }), 1)).toBeLessThan(0.4));
  it('is lower for a repaired value', () => expect(confidence(finding({ checks: [{ code: 'ocr_repaired', ok: true }] }), 1)).toBeLessThan(confidence(finding(), 1)));
  it('is lower for a derived value', () => expect(confidence(finding({ derived: true }), 1)).toBeLessThan(0.9));
  it('is no higher than the attribution', () => expect(confidence(finding({ certainty: 0.6, checks: [{ code: 'nip_checksum', ok: true }] }), 1, true)).toBeLessThanOrEqual(0.6));
});
