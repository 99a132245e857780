import type { LabelHit } from '../read/find-labels';
import type { LabelKey } from '../read/label-dictionary';
import { pageOf, type LabelledSheet } from './label-values';

const SUMS: ReadonlySet<LabelKey> = new Set<LabelKey>(['suma_netto', 'suma_vat', 'suma_brutto']);
/** So many titles of sums beside a label make its row the head of a table. */
const COLUMNS = 2;

/** Whether a label heads a column of a table with sums: what stands below it tells of a row there, not of the invoice. */
export function isSumColumnHead(view: LabelledSheet, { segment }: LabelHit): boolean {
  const row = pageOf(view, segment)?.rows[segment.row] ?? [];
  return row.filter((other) => other !== segment && (view.labels.get(other) ?? []).some(({ key, leading }) => leading && SUMS.has(key))).length >= COLUMNS;
}
