import { FIELD_NAMES, type FieldName } from '../extraction/extraction.types';
import { type FieldMap, toFieldMap } from '../invoices/invoice-view';
import type { QueuedRow } from './review.repository';

type Value = string | boolean | null;

/** A field that needs a look, and why: `missing`, `low_confidence` or the check that failed. */
export interface LowField {
  readonly field: FieldName;
  readonly value: Value;
  readonly confidence: number | null;
  readonly reasons: readonly string[];
}

export interface QueueItem {
  /** The id of the invoice: claim and decide under it. */
  readonly id: string;
  readonly invoiceId: string;
  readonly documentId: string;
  readonly priority: QueuedRow['route'];
  readonly reasons: readonly string[];
  readonly lowFields: readonly LowField[];
  readonly confidence: number;
  readonly rodzaj: string;
  /** What tells one invoice from another in a list. */
  readonly summary: Readonly<Record<(typeof SUMMARY)[number], Value>>;
  readonly duplicateOf?: string;
  readonly createdAt: Date;
  readonly claimedBy?: string;
  readonly claimedByMe?: boolean;
  readonly claimExpiresAt?: Date;
}

const SUMMARY = ['numer_faktury', 'data_wystawienia', 'sprzedawca_nazwa', 'sprzedawca_nip', 'nabywca_nazwa', 'suma_brutto', 'waluta'] as const satisfies readonly FieldName[];

/**
 * @param apiKeyId who is looking: their own claim is marked, since names of keys need not be unique
 * @param now a lapsed claim counts as none
 */
export function toQueueItem(row: QueuedRow, apiKeyId: string, now: Date): QueueItem {
  const fields = toFieldMap(row.fields);
  const claim = row.claim && row.claim.expiresAt > now ? row.claim : null;
  return {
    id: row.id, invoiceId: row.id, documentId: row.documentId, priority: row.route, reasons: row.reasons, lowFields: lowFields(row.reasons, fields),
    confidence: row.confidence, rodzaj: row.rodzaj,
    summary: Object.fromEntries(SUMMARY.map((name) => [name, fields[name]?.value ?? null])) as QueueItem['summary'],
    ...(row.duplicateOfId === null ? {} : { duplicateOf: row.duplicateOfId }),
    createdAt: row.createdAt,
    ...(claim ? { claimedBy: claim.by, claimedByMe: claim.apiKeyId === apiKeyId, claimExpiresAt: claim.expiresAt } : {}),
  };
}

/**
 * Fields that the reasons name (`low_confidence:suma_vat`, `check_failed:suma_brutto:sums_add_up`) or whose own check failed.
 * The reasons hold what the thresholds of that reading said; a field that a person has spoken on needs no second look.
 */
function lowFields(reasons: readonly string[], fields: FieldMap): LowField[] {
  const why = new Map<string, Set<string>>();
  const add = (name: string, reason: string): void => void why.set(name, (why.get(name) ?? new Set()).add(reason));
  for (const [kind = '', name = '', check] of reasons.map((reason) => reason.split(':'))) add(name, check ?? kind);
  for (const name of FIELD_NAMES) for (const check of fields[name]?.checks ?? []) if (!check.ok) add(name, check.code);
  return FIELD_NAMES.flatMap((field) => {
    const named = why.get(field);
    if (!named || fields[field]?.source === 'human') return [];
    return [{ field, value: fields[field]?.value ?? null, confidence: fields[field]?.confidence ?? null, reasons: [...named] }];
  });
}
