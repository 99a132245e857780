const CURRENCY = /^(?:pln|eur|usd|gbp|chf|czk|sek|nok|dkk|huf|zl|z[lł1t]|zł|złotych|zlotych|€|\$|£)\.?\s*|\s*(?:pln|eur|usd|gbp|chf|czk|sek|nok|dkk|huf|złotych|zlotych|z[lł1t]|€|\$|£)\.?$/giu;
const SPACES = /[\s\u00a0\u2000-\u200a\u202f]/g;

/**
 * A printed sum of money in grosze (or cents), or null when the writing is not clearly money: broken groups, three decimals,
 * two signs, letters among the digits. Repairs nothing; a number without decimals counts as whole zlotys.
 * Rules: groups of three after one to three digits; of two kinds of separator the last one is decimal.
 */
export function parsePolishAmount(text: string): number | null {
  const { sign, digits } = unwrap(text);
  if (sign === 0) return null;
  const grosze = parseUnsigned(digits);
  if (grosze === null || !Number.isSafeInteger(grosze)) return null;
  return sign < 0 && grosze !== 0 ? -grosze : grosze;
}

/** Currency marks and sign taken off; sign 0 when there are two signs. */
function unwrap(text: string): { sign: -1 | 0 | 1; digits: string } {
  let rest = text.replace(SPACES, ' ').trim().replace(CURRENCY, '').trim().replace(CURRENCY, '').trim();
  let signs = 0;
  if (/^\(.*\)$/.test(rest)) { signs++; rest = rest.slice(1, -1).trim(); }
  if (/^[-\u2212\u2013]/.test(rest)) { signs++; rest = rest.slice(1).trim(); }
  else if (/^\+\s*\d/.test(rest)) rest = rest.slice(1).trim();
  if (/,\s*[-\u2013\u2014]{1,2}$/.test(rest)) rest = rest.replace(/,\s*[-\u2013\u2014]{1,2}$/, ',00');
  else if (/[-\u2212\u2013]$/.test(rest)) { signs++; rest = rest.slice(0, -1).trim(); }
  return { sign: signs > 1 ? 0 : signs === 1 ? -1 : 1, digits: rest.replace(CURRENCY, '').trim() };
}

function parseUnsigned(text: string): number | null {
  const decimal = /^(.*\d)([.,])(\d{2})$/.exec(text);
  if (decimal) {
    const whole = wholePart(decimal[1] ?? '', decimal[2] ?? '');
    return whole === null ? null : whole * 100 + Number(decimal[3]);
  }
  if (/^\d{1,3}[.,]\d{3}$/.test(text)) return null;
  const whole = wholePart(text, '');
  return whole === null ? null : whole * 100;
}

/** Digits with or without one kind of group separator, which must differ from the decimal one. */
function wholePart(text: string, decimal: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const grouped = /^\d{1,3}(?:([ .,'’])\d{3})(?:\1\d{3})*$/.exec(text);
  if (!grouped || grouped[1] === decimal) return null;
  return Number(text.replace(/[^\d]/g, ''));
}

/** Grosze as a decimal string with a dot and two decimals: -4116 becomes "-41.16". */
export function formatGrosze(grosze: number): string {
  const digits = String(Math.abs(grosze)).padStart(3, '0');
  return `${grosze < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * A quantity or unit price: up to eight decimals, comma or dot, groups as in money. Null when it is no plain number.
 * The result has a dot and at least `minDecimals` decimals; further zeros at the end are dropped.
 */
export function parsePolishDecimal(text: string, minDecimals = 0): string | null {
  const { sign, digits } = unwrap(text);
  if (sign === 0) return null;
  const parts = /^(\d{1,3}(?:([ .,'’])\d{3})(?:\2\d{3})*|\d+)(?:[.,](\d{1,8}))?$/.exec(digits);
  if (!parts) return null;
  let whole = parts[1] ?? '', decimals = parts[3] ?? '';
  const lone = /^(\d{1,3})[.,](\d{3})$/.exec(whole);
  if (lone && decimals === '') { whole = lone[1] ?? ''; decimals = lone[2] ?? ''; }
  whole = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  decimals = decimals.replace(/0+$/, '').padEnd(minDecimals, '0');
  const value = decimals ? `${whole}.${decimals}` : whole;
  return sign < 0 && /[1-9]/.test(value) ? `-${value}` : value;
}
