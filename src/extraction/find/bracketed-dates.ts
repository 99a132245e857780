import type { LabelKey } from '../read/label-dictionary';
import { scanDates } from '../read/scan-values';
import { hitsOf, toCandidate, type Candidate, type LabelledSheet } from './label-values';

/** Nothing but a place may stand before the day: "Kurs NBP z dnia 29.06.2026 (dzień przed datą sprzedaży)" tells of another. */
const PLACE = /^\s*(?:\p{Lu}[\p{L} -]{1,30},\s*)?(?:dn\.|dnia)?\s*$/u;

/** "Konin, 24.10.2026 r. (data wystawienia i sprzedaży)": a day whose label fills the brackets right behind it. */
export function bracketedDays(view: LabelledSheet, ...keys: readonly LabelKey[]): Candidate[] {
  return hitsOf(view, ...keys).flatMap((label): Candidate[] => {
    const { segment, start, end } = label, bracket = /\(\s*$/.exec(segment.text.slice(0, start));
    if (!bracket || !/^[\s\p{L}]{0,30}\)/u.test(segment.text.slice(end))) return [];
    const before = segment.text.slice(0, bracket.index), day = scanDates(before).at(-1);
    return day && PLACE.test(before.slice(0, day.start)) && /^\s*(?:r\.?|roku)?\s*$/.test(before.slice(day.end)) ? [toCandidate(day, segment, 0, 'inline', label)] : [];
  });
}
