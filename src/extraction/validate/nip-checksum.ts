const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];
const SEPARATORS = /[\s\u00a0\u2000-\u200a\u202f\-\u2010-\u2015\u2212]/g;

export function stripSeparators(text: string): string {
  return text.replace(SEPARATORS, '');
}

/** Whether ten digits form a NIP: the official pattern (the sum alone accepts ten zeros) and the check digit modulo 11. */
export function hasNipChecksum(digits: string): boolean {
  if (!/^[1-9](?:\d[1-9]|[1-9]\d)\d{7}$/.test(digits)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0);
  return sum % 11 === Number(digits.charAt(9));
}

/** A printed NIP as its ten digits, or null. Separators and the EU prefix PL are taken off; nothing is repaired. */
export function parseNip(text: string): string | null {
  const digits = stripSeparators(text).replace(/^PL/i, '');
  return hasNipChecksum(digits) ? digits : null;
}
