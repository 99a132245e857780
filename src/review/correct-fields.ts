import type { Check, Field, FieldName } from '../extraction/extraction.types';
import { parseKsefNumber } from '../extraction/validate/ksef-number';
import { hasNipChecksum } from '../extraction/validate/nip-checksum';
import { parseNrb } from '../extraction/validate/nrb-checksum';
import type { FieldMap } from '../invoices/invoice-view';
import type { HumanValue } from './correction-values';

const SUMS = ['suma_netto', 'suma_vat', 'suma_brutto'] as const satisfies readonly FieldName[];
const SUMS_CHECK = 'sums_add_up';

/**
 * The fields after a person has spoken: their value with full confidence, at the place where the machine had read its own. What
 * the machine thought of its value (alternatives, checks) goes, and what arithmetic says of the new one comes; a failed check
 * is shown, not enforced, because invoices with a wrong NIP or wrong sums do exist.
 */
export function correctFields(fields: FieldMap, values: ReadonlyMap<FieldName, HumanValue>): FieldMap {
  const corrected: FieldMap = { ...fields };
  for (const [name, value] of values) corrected[name] = value === null ? null : humanField(name, value, fields[name]);
  if (SUMS.some((name) => values.has(name))) recheckSums(corrected);
  return corrected;
}

function humanField(name: FieldName, value: string | boolean, machine: Field | null): Field {
  return {
    value, raw: machine?.raw ?? '', confidence: 1, page: machine?.page ?? 1, polygon: machine?.polygon ?? null, source: 'human',
    checks: typeof value === 'string' ? ownChecks(name, value) : [], alternatives: [],
  };
}

/** What a value says about itself. An account that is not Polish has no check here. */
function ownChecks(name: FieldName, value: string): Check[] {
  if (name === 'sprzedawca_nip' || name === 'nabywca_nip') return [{ code: 'nip_checksum', ok: hasNipChecksum(value) }];
  if (name === 'numer_konta' && value.length === 26) return [{ code: 'account_checksum', ok: parseNrb(value) !== null }];
  if (name === 'numer_ksef') return [{ code: 'ksef_checksum', ok: parseKsefNumber(value) !== null }];
  return [];
}

/** All three sums carry the verdict about them together; with one of them missing there is none. */
function recheckSums(fields: FieldMap): void {
  const [net, vat, gross] = SUMS.map((name) => toGrosze(fields[name]));
  const verdict = net === undefined || vat === undefined || gross === undefined ? [] : [{ code: SUMS_CHECK, ok: net + vat === gross }];
  for (const name of SUMS) {
    const field = fields[name];
    if (field) fields[name] = { ...field, checks: [...field.checks.filter((check) => check.code !== SUMS_CHECK), ...verdict] };
  }
}

function toGrosze(field: Field | null): bigint | undefined {
  return typeof field?.value === 'string' && /^-?\d+\.\d\d$/.test(field.value) ? BigInt(field.value.replace('.', '')) : undefined;
}
