import { stripSeparators } from './nip-checksum';

/** ISO 13616: the number with its head moved to the end, letters as 10..35, leaves 1 modulo 97. */
function leavesOne(iban: string): boolean {
  const moved = iban.slice(4) + iban.slice(0, 4);
  let remainder = 0;
  for (const unit of moved) {
    const value = parseInt(unit, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** A printed Polish account as its 26 digits, or null. Takes off separators, dots, the word IBAN and the prefix PL. */
export function parseNrb(text: string): string | null {
  const digits = stripSeparators(text).replace(/^IBAN:?/i, '').replace(/\./g, '').replace(/^PL/i, '');
  return /^\d{26}$/.test(digits) && leavesOne(`PL${digits}`) ? digits : null;
}

const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22, GR: 27, HR: 21, HU: 28, IE: 22,
  IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, UA: 29,
};

/** A printed foreign IBAN in capitals without separators, or null. */
export function parseForeignIban(text: string): string | null {
  const plain = stripSeparators(text).replace(/^IBAN:?/i, '').toUpperCase();
  if (plain.startsWith('PL') || !/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return null;
  return IBAN_LENGTHS[plain.slice(0, 2)] === plain.length && leavesOne(plain) ? plain : null;
}
