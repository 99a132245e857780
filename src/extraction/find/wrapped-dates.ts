import type { LabelKey } from '../read/label-dictionary';
import { scanDates, scanMonths } from '../read/scan-values';
import type { Segment } from '../read/sheet.types';
import { hitsOf, pageOf, type Candidate, type LabelledSheet } from './label-values';

/** In em: the line under another is not further below. */
export const NEXT_LINE = 2;

/** The line of the next row that begins at the same edge, as running text goes on. */
export function lineBelow(view: LabelledSheet, segment: Segment): Segment | undefined {
  return (pageOf(view, segment)?.rows[segment.row + 1] ?? []).find(({ x0, cy }) => Math.abs(x0 - segment.x0) < 1 && cy - segment.cy < NEXT_LINE);
}

/** "… upływa 13" over "listopada 2026 r.": a day that running text breaks between two lines, behind the last label of the first. */
export function wrappedDays(view: LabelledSheet, key: LabelKey): Candidate[] {
  return hitsOf(view, key).flatMap((label): Candidate[] => {
    const { segment, end } = label, day = /(?<![\d.,:/-])\d{1,2}\.?\s*$/.exec(segment.text);
    if (!day || day.index < end || (view.labels.get(segment) ?? []).some(({ start }) => start >= end)) return [];
    const below = lineBelow(view, segment);
    const joint = `${day[0].trim()} `, [date] = below && /^\p{Ll}{3}/u.test(below.text) ? scanDates(joint + below.text) : [];
    return below && date?.start === 0 ? [{ value: date.value, places: [{ segment, start: day.index, end: segment.text.length }, { segment: below, start: 0, end: date.end - joint.length }], relation: 'inline', label, repaired: date.repaired }] : [];
  });
}

/** "… Okres: czerwiec" over "2025.": a month that running text breaks between two lines. */
export function wrappedMonths(view: LabelledSheet): Candidate[] {
  return hitsOf(view, 'data_sprzedazy').flatMap((label): Candidate[] => {
    const { segment, end } = label, name = /^\s?:\s{0,3}(\p{L}{3,12})\s{0,2}$/u.exec(segment.text.slice(end))?.[1];
    const below = name === undefined ? undefined : lineBelow(view, segment), year = /^20\d{2}(?=\s?(?:r\.?|roku)?[.,;]?$)/.exec(below?.text ?? '')?.[0];
    const [month] = year === undefined ? [] : scanMonths(`${name} ${year}`);
    return month && below ? [{ value: month.value, places: [{ segment, start: segment.text.length - name!.length, end: segment.text.length }, { segment: below, start: 0, end: 4 }], relation: 'inline', label, repaired: month.repaired }] : [];
  });
}
