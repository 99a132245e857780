/**
 * Text as a search compares it: lower case, without diacritics, white space as single blanks. NFD takes ą, ż and the like
 * apart; ł and ø do not decompose in Unicode, so they are named.
 */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ł/g, 'l').replace(/ø/g, 'o').replace(/\s+/g, ' ').trim();
}

/** `%`, `_` and the escape itself mean themselves: the text of a user is no pattern. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
