import type { Field, FieldName } from '../extraction/extraction.types';
import type { FieldMap } from '../invoices/invoice-view';
import type { HumanValue } from './correction-values';

/**
 * The fields after a person has spoken: their value with full confidence, at the place where the machine had read its own. What
 * the machine thought beside it (checks of its value, alternatives) goes; its value itself is kept by the correction.
 */
export function correctFields(fields: FieldMap, values: ReadonlyMap<FieldName, HumanValue>): FieldMap {
  const corrected: FieldMap = { ...fields };
  for (const [name, value] of values) corrected[name] = value === null ? null : humanField(value, fields[name]);
  return corrected;
}

function humanField(value: string | boolean, machine: Field | null): Field {
  return { value, raw: machine?.raw ?? '', confidence: 1, page: machine?.page ?? 1, polygon: machine?.polygon ?? null, source: 'human', checks: [], alternatives: [] };
}
