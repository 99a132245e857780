import { FIELD_NAMES, type FieldName, REQUIRED_FIELDS } from '../extraction/extraction.types';
import type { FieldMap } from '../invoices/invoice-view';

/**
 * The reasons of an invoice after a correction, in their order. What the fields themselves can say is said anew: a value that a
 * person gave is neither missing nor unsure, and of checks only those count that fail now. The others stay: they say what no field
 * can, such as `no_text`.
 * @param fields as they are after the correction
 * @param corrected the fields that the person spoke on
 */
export function reasonsAfter(reasons: readonly string[], fields: FieldMap, corrected: ReadonlySet<FieldName>): string[] {
  const failed = FIELD_NAMES.flatMap((name) => (fields[name]?.checks ?? []).filter(({ ok }) => !ok).map(({ code }) => `check_failed:${name}:${code}`));
  const missing = REQUIRED_FIELDS.filter((name) => corrected.has(name) && fields[name] === null).map((name) => `missing:${name}`);
  const stays = (reason: string): boolean => {
    const [kind, name] = reason.split(':');
    if (kind === 'check_failed') return failed.includes(reason);
    if (kind === 'missing' || kind === 'foreign_vat_id') return !fields[name as FieldName];
    return kind !== 'low_confidence' || !corrected.has(name as FieldName);
  };
  return [...new Set([...reasons.filter(stays), ...failed, ...missing])];
}

/** How sure the whole invoice is: its weakest required field that is there, 0 without any. */
export function confidenceAfter(fields: FieldMap): number {
  const known = REQUIRED_FIELDS.flatMap((name) => fields[name]?.confidence ?? []);
  return known.length === 0 ? 0 : Math.min(...known);
}
