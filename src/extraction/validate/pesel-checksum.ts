import { daysInMonth } from '../read/parse-polish-date';
import { stripSeparators } from './nip-checksum';

const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
const CENTURIES = [1900, 2000, 2100, 2200, 1800];

/** A printed PESEL as its eleven digits, or null: check digit modulo 10 and a birth date that exists. */
export function parsePesel(text: string): string | null {
  const digits = stripSeparators(text);
  if (!/^\d{11}$/.test(digits)) return null;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0);
  if ((10 - (sum % 10)) % 10 !== Number(digits.charAt(10))) return null;
  const coded = Number(digits.slice(2, 4));
  const year = (CENTURIES[Math.floor(coded / 20)] ?? 0) + Number(digits.slice(0, 2));
  const month = coded % 20, day = Number(digits.slice(4, 6));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? digits : null;
}
