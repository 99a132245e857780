import type { LabelKey } from '../read/label-dictionary';
import { scanDates } from '../read/scan-values';
import { hitsOf, toCandidate, type Candidate, type LabelledSheet } from './label-values';

/** "Konin, 24.10.2026 r. (data wystawienia i sprzedaży)": a day whose label stands in brackets right behind it. */
export function bracketedDays(view: LabelledSheet, ...keys: readonly LabelKey[]): Candidate[] {
  return hitsOf(view, ...keys).flatMap((label): Candidate[] => {
    const { segment, start, end } = label, bracket = /\([^()\d]*$/.exec(segment.text.slice(0, start));
    if (!bracket || !/^[^()\d]*\)/.test(segment.text.slice(end))) return [];
    const before = segment.text.slice(0, bracket.index), day = scanDates(before).at(-1);
    return day && /^\s*(?:r\.?|roku)?\s*$/.test(before.slice(day.end)) ? [toCandidate(day, segment, 0, 'inline', label)] : [];
  });
}
