/** Currencies of ISO 4217 that invoices between Polish firms and their partners are written in. */
const KNOWN: ReadonlySet<string> = new Set(['PLN', 'EUR', 'USD', 'GBP', 'CHF', 'CZK', 'SEK', 'NOK', 'DKK', 'HUF', 'RON', 'BGN', 'UAH', 'JPY', 'CAD', 'AUD', 'TRY', 'CNY', 'ISK', 'ILS']);

export function isKnownCurrency(code: string): boolean {
  return KNOWN.has(code);
}
