import type { Segment } from '../read/sheet.types';

/** Fewer upright rules in a row may as well be part of a text. */
const FEWEST_RULES = 4;

/** Whether a table was typed with upright rules between its columns ("|1|Profil |szt|"), however its row was cut into segments. */
export function isTyped(row: readonly Segment[]): boolean {
  return row.reduce((sum, { text }) => sum + text.split('|').length - 1, 0) >= FEWEST_RULES;
}

/**
 * What stands between typed upright rules; nothing where there are no two of them with space around.
 * @param typed the whole row is known to have rules, so that all of them count
 */
export function betweenTypedRules(text: string, typed: boolean): { start: number; end: number }[] {
  if (typed ? !text.includes('|') : (text.match(/(?<=^|\s)\|(?=\s|$)/g) ?? []).length < 2) return [];
  return [...text.matchAll(/[^|\s](?:[^|]*[^|\s])?/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
