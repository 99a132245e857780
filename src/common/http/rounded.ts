const SHARES: ReadonlySet<string> = new Set(['confidence', 'hitRate', 'utilisation']);

/**
 * Replacer for JSON that leaves the product: milliseconds to a tenth, shares of one to four decimals, because further digits measure
 * nothing. What is stored and what decides stays as it is.
 */
export function rounded(key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (key.endsWith('Ms')) return Math.round(value * 10) / 10;
  return SHARES.has(key) ? Math.round(value * 1e4) / 1e4 : value;
}
