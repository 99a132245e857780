import type { Check, Field, FieldName } from '../extraction.types';
import type { Finding } from '../find/finding';
import { polygonOf, readingConfidence } from '../read/evidence';
import type { OcrDocument } from '../../ocr/ocr.types';

/** What passing a check adds to the belief in a value, on its own. A checksum with one chance in eleven says more than a rule of order. */
const CHECK_STRENGTH: Readonly<Record<string, number>> = {
  nip_checksum: 0.85, account_checksum: 0.97, ksef_checksum: 0.98, sums_add_up: 0.6, rates_add_up: 0.7, difference_adds_up: 0.8, agrees_with_words: 0.8, dates_in_order: 0.15, agrees_with_term: 0.6, vat_fits_rates: 0.3, agrees_with_seller_nip: 0.6,
};
/** Checks that make a value doubtful when they fail without proving it wrong. */
const SOFT: ReadonlySet<string> = new Set(['rates_add_up', 'vat_fits_rates', 'agrees_with_term', 'agrees_with_seller_nip']);
const FAILED = 0.35;
const FAILED_SOFT = 0.75;
const REPAIRED = 0.93;
/** A derived value depends on what it was derived from. */
const DERIVED = 0.88;
const CEILING = 0.995;

/** The parts a field's confidence is made of, by name, so that a reviewer can see why. */
export interface ConfidenceParts { readonly reading: number; readonly support: number; readonly checks: number }

/**
 * Confidence 0..1: how well the characters were read, times the chance that not all independent reasons for the value are
 * wrong (1 - Π(1 - strength)), times a penalty for every failed check.
 */
export function confidenceParts(finding: Finding, reading: number): ConfidenceParts {
  const passed = finding.checks.filter(({ code, ok }) => ok && code in CHECK_STRENGTH).map(({ code }) => CHECK_STRENGTH[code] ?? 0);
  const doubt = [...finding.evidence.map(({ strength }) => strength), ...passed].reduce((product, strength) => product * (1 - Math.max(0, Math.min(0.99, strength))), 1);
  const failed = finding.checks.filter(({ ok }) => !ok).reduce((product, { code }) => product * (SOFT.has(code) ? FAILED_SOFT : FAILED), 1);
  const repaired = finding.checks.some(({ code }) => code === 'ocr_repaired') ? REPAIRED : 1;
  return { reading, support: (1 - doubt) * finding.certainty, checks: failed * repaired * (finding.derived ? DERIVED : 1) };
}

export function fieldConfidence({ reading, support, checks }: ConfidenceParts, proven: boolean): number {
  // a passed checksum or sum vouches for the characters too
  const characters = proven ? reading + (1 - reading) * 0.7 : reading;
  return Math.round(1000 * Math.min(CEILING, characters * support * checks)) / 1000;
}

const PROOFS: ReadonlySet<string> = new Set(['nip_checksum', 'account_checksum', 'ksef_checksum', 'rates_add_up', 'agrees_with_words', 'agrees_with_term']);

function isProven(checks: readonly Check[]): boolean {
  return checks.some(({ code, ok }) => ok && PROOFS.has(code));
}

/** A finding as the field that clients see. */
export function scoreField(name: FieldName, finding: Finding | null, document: OcrDocument): Field | null {
  if (!finding) return null;
  const [first] = finding.places;
  const onPage = finding.places.filter(({ segment }) => segment.page === first?.segment.page);
  const parts = confidenceParts(finding, readingConfidence(finding.places));
  const proven = isProven(finding.checks) || (name.startsWith('suma_') && finding.checks.some(({ code, ok }) => code === 'sums_add_up' && ok));
  return {
    value: finding.value, raw: finding.raw, confidence: fieldConfidence(parts, proven), page: first?.segment.page ?? 1,
    polygon: polygonOf(onPage, document.pages.find(({ page }) => page === first?.segment.page)), source: finding.derived ? 'derived' : first?.segment.source ?? 'derived',
    checks: finding.checks, alternatives: finding.alternatives.map(({ value, strength }) => ({ value, confidence: Math.round(1000 * Math.min(0.9, strength)) / 1000 })),
  };
}
