import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type Pozycja } from '../extraction.types';
import { documentOf, type Run } from './page-builder.spec-support';

/** Cells of a row: where each begins, in points, and its text. */
export type Row = readonly (readonly [number, string])[];

/** The items read from pages of runs. */
export const readItems = (...pages: readonly (readonly Run[])[]): readonly Pozycja[] => extractInvoice(documentOf(pages), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' }).pozycje;

/** A row at a height, in points. */
export const at = (y: number, row: Row): Run[] => row.map(([x, text]): Run => [x, y, 8, text]);

/** Rows one below the other, as on the lower half of a page. */
export const runsOf = (rows: readonly Row[]): Run[] => rows.flatMap((row, i) => at(300 + 14 * i, row));

/** The items of one table. */
export const items = (...rows: readonly Row[]): readonly Pozycja[] => readItems(runsOf(rows));
