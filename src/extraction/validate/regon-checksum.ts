import { stripSeparators } from './nip-checksum';

const NINE = [8, 9, 2, 3, 4, 5, 6, 7];
const FOURTEEN = [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8];

function passes(digits: string, weights: readonly number[]): boolean {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0);
  return (sum % 11) % 10 === Number(digits.charAt(weights.length));
}

/** A printed REGON (9 or 14 digits) as its digits, or null. Fourteen digits must pass both sums. */
export function parseRegon(text: string): string | null {
  const digits = stripSeparators(text);
  if (!/^(?:\d{9}|\d{14})$/.test(digits) || /^0+$/.test(digits)) return null;
  if (!passes(digits, NINE)) return null;
  return digits.length === 9 || passes(digits, FOURTEEN) ? digits : null;
}
