const PATTERNS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/, BE: /^[01]\d{9}$/, BG: /^\d{9,10}$/, CY: /^\d{8}[A-Z]$/, CZ: /^\d{8,10}$/, DE: /^\d{9}$/, DK: /^\d{8}$/, EE: /^\d{9}$/, EL: /^\d{9}$/,
  ES: /^(?:[A-Z]\d{8}|\d{8}[A-Z]|[A-Z]\d{7}[A-Z])$/, FI: /^\d{8}$/, FR: /^[A-Z0-9]{2}\d{9}$/, HR: /^\d{11}$/, HU: /^\d{8}$/, IE: /^(?:\d{7}[A-Z]{2}|\d[A-Z0-9+*]\d{5}[A-Z])$/,
  IT: /^\d{11}$/, LT: /^(?:\d{9}|\d{12})$/, LU: /^\d{8}$/, LV: /^\d{11}$/, MT: /^\d{8}$/, NL: /^[A-Z0-9+*]{12}$/, PT: /^\d{9}$/, RO: /^\d{2,10}$/, SE: /^\d{12}$/,
  SI: /^\d{8}$/, SK: /^\d{10}$/, XI: /^(?:\d{9}|\d{12}|(?:GD|HA)\d{3})$/, GB: /^(?:\d{9}|\d{12})$/, CH: /^E\d{9}$/,
};

/** A foreign VAT identifier with its country prefix, or null. Polish ones are a NIP and no business of this function. */
export function parseForeignVatId(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s.\-\u2010-\u2015]/g, '');
  const pattern = PATTERNS[plain.slice(0, 2)];
  return pattern?.test(plain.slice(2)) && /\d/.test(plain) ? plain : null;
}
