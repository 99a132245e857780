import { FIELD_NAMES, REQUIRED_FIELDS, type ExtractedInvoice, type ExtractionOptions, type FieldName, type Route } from '../extraction.types';
import type { ScoredInvoice } from '../score/score-reading';

/** Checks that no confidence outvotes. */
const HARD_CHECKS: ReadonlySet<string> = new Set(['nip_checksum', 'single_invoice', 'sums_add_up', 'rates_add_up', 'items_within_sums', 'difference_adds_up', 'dates_in_order', 'currency_known', 'differs_from_seller']);
const REQUIRED: ReadonlySet<FieldName> = new Set(REQUIRED_FIELDS);

/**
 * Where the invoice goes and why. A failed hard check or three low required fields need a full review, one or two low ones a
 * quick one; a required field that is missing is as low as can be, an optional one that is not on the page costs nothing.
 * Any other failed check keeps a person in the loop.
 */
export function routeInvoice({ foreignBuyer, ...invoice }: ScoredInvoice, options: ExtractionOptions, hasText: boolean): ExtractedInvoice {
  if (!hasText) return { ...invoice, route: 'full_review', reasons: ['no_text'] };
  const failed = FIELD_NAMES.flatMap((name) => (invoice.fields[name]?.checks ?? []).filter(({ ok }) => !ok).map(({ code }) => ({ name, code })));
  const missing = REQUIRED_FIELDS.filter((name) => invoice.fields[name] === null);
  const low = FIELD_NAMES.filter((name) => (invoice.fields[name]?.confidence ?? 1) < options.thresholds[name]);
  const reasons = [
    ...failed.map(({ name, code }) => `check_failed:${name}:${code}`), ...missing.map((name) => `missing:${name}`), ...low.map((name) => `low_confidence:${name}`),
    ...(foreignBuyer !== null ? ['foreign_vat_id:nabywca_nip'] : []),
  ];
  const lowRequired = missing.length + low.filter((name) => REQUIRED.has(name)).length;
  return { ...invoice, route: decide(failed.some(({ code }) => HARD_CHECKS.has(code)), lowRequired, failed.length > 0), reasons };
}

function decide(hardFailure: boolean, lowRequired: number, anyFailure: boolean): Route {
  if (hardFailure || lowRequired > 2) return 'full_review';
  return lowRequired > 0 || anyFailure ? 'quick_review' : 'auto_accept';
}
