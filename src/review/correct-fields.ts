import type { Check, Field, FieldName } from '../extraction/extraction.types';
import { datesInOrder } from '../extraction/validate/date-order';
import { parseKsefNumber } from '../extraction/validate/ksef-number';
import { hasNipChecksum } from '../extraction/validate/nip-checksum';
import { parseNrb } from '../extraction/validate/nrb-checksum';
import type { FieldMap } from '../invoices/invoice-view';
import type { HumanValue } from './correction-values';

const SUMS = ['suma_netto', 'suma_vat', 'suma_brutto'] as const satisfies readonly FieldName[];
const SUMS_CHECK = 'sums_add_up';
/** Today is no question when two dates of a page are compared. */
const END_OF_TIME = '2099-12-31';

/**
 * The fields after a person has spoken: their value with full confidence, at the place where the machine had read its own. What
 * the machine thought of its value (alternatives, checks) goes, and what arithmetic says of the new one comes; a failed check
 * is shown, not enforced, because invoices with a wrong NIP or wrong sums do exist.
 */
export function correctFields(fields: FieldMap, values: ReadonlyMap<FieldName, HumanValue>): FieldMap {
  const corrected: FieldMap = { ...fields };
  for (const [name, value] of values) corrected[name] = value === null ? null : humanField(name, value, fields[name]);
  recheckNeighbours(corrected, values);
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

/**
 * What a value says about another one: verdicts that hang on a corrected field, on whichever of the two they stand. With one of the
 * two missing there is none.
 */
function recheckNeighbours(fields: FieldMap, spoken: ReadonlyMap<FieldName, HumanValue>): void {
  const about = (names: readonly FieldName[], on: FieldName, code: string, holds: (...values: string[]) => boolean): void => {
    if (!names.some((name) => spoken.has(name))) return;
    const values = names.flatMap((name) => { const value = fields[name]?.value; return typeof value === 'string' ? [value] : []; });
    setVerdict(fields, on, code, values.length === names.length ? holds(...values) : null);
  };
  about(['sprzedawca_nip', 'nabywca_nip'], 'nabywca_nip', 'differs_from_seller', (seller, buyer) => seller !== buyer);
  about(['sprzedawca_nip', 'numer_ksef'], 'numer_ksef', 'agrees_with_seller_nip', (seller, ksef = '') => ksef.slice(0, 10) === seller);
  about(['data_wystawienia', 'data_sprzedazy'], 'data_sprzedazy', 'dates_in_order', (issued = '', sold = '') => datesInOrder({ issued, sold, due: null }, END_OF_TIME));
  about(['data_wystawienia', 'termin_platnosci'], 'termin_platnosci', 'dates_in_order', (issued = '', due = '') => datesInOrder({ issued, sold: null, due }, END_OF_TIME));
}

/** All three sums carry the verdict about them together; with one of them missing there is none. */
function recheckSums(fields: FieldMap): void {
  const [net, vat, gross] = SUMS.map((name) => toGrosze(fields[name]));
  const verdict = net === undefined || vat === undefined || gross === undefined ? null : net + vat === gross;
  for (const name of SUMS) setVerdict(fields, name, SUMS_CHECK, verdict);
}

/** Replaces the verdict of a check; null takes it away. */
function setVerdict(fields: FieldMap, name: FieldName, code: string, ok: boolean | null): void {
  const field = fields[name];
  if (field) fields[name] = { ...field, checks: [...field.checks.filter((check) => check.code !== code), ...(ok === null ? [] : [{ code, ok }])] };
}

function toGrosze(field: Field | null): bigint | undefined {
  return typeof field?.value === 'string' && /^-?\d+\.\d\d$/.test(field.value) ? BigInt(field.value.replace('.', '')) : undefined;
}
