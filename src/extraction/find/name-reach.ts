import type { Segment } from '../read/sheet.types';
import type { Column } from './head-columns';

/** In em: what begins less far before a title is under it anyway. */
const SHIFT = 2;
/** In em: a column before that of the names ends at least so far from them. */
const GAP = 0.3;

/**
 * The column of names with where they begin, when the title is centred over them and they begin far before it: not further to its left
 * than the room to its right. The lines from the head to the first row of sums tell; later ones may be no part of the table.
 */
export function reachNames(columns: readonly Column[], rows: readonly (readonly Segment[])[]): readonly Column[] {
  const at = columns.findIndex(({ key }) => key === 'nazwa'), column = columns[at], next = columns[at + 1];
  if (!column || !next) return columns;
  const before = columns[at - 1], left = Math.max(column.x0 - (next.x0 - column.x1), before ? before.x1 + GAP : -Infinity);
  const first = rows.findIndex((row) => row.filter(({ text }) => /\d[.,]\d{2}(?!\d)/.test(text)).length >= 2);
  // a row of sums without any words may be one of two that share the name between them
  const nameless = first >= 0 && rows.slice(0, first + 1).flat().every(({ text, x0 }) => x0 >= next.x0 || !/\p{L}{2}/u.test(text));
  const names = rows.slice(0, first + (nameless ? 2 : 1)).flat().filter(({ text, x0, x1 }) => x0 >= left && x0 < column.x0 - SHIFT && x1 < next.x0 && /\p{L}{2}/u.test(text));
  const x0 = Math.min(...names.map((name) => name.x0));
  return names.length === 0 ? columns : columns.map((one, i) => (i === at ? { ...one, values: { x0, x1: Math.max(...names.map(({ x1 }) => x1)) } } : one));
}
