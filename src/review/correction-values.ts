import { AppError } from '../common/errors/app-error';
import { FIELD_NAMES, type FieldName } from '../extraction/extraction.types';
import { isDay } from '../invoices/dto/query-parts';

/** What a person says a field holds; null: it is not on the page. */
export type HumanValue = string | boolean | null;

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const MAX_TEXT = 500;

/** From what was typed to the normal form of the contract, or undefined when it cannot be one. */
type Parse = (typed: string) => string | undefined;
interface Rule { readonly parse: Parse; readonly wanted: string }

const matching = (pattern: RegExp, tidy: (typed: string) => string): Parse => (typed) => {
  const value = tidy(typed);
  return pattern.test(value) ? value : undefined;
};
const parseAmount: Parse = (typed) => {
  const [, minus = '', whole = '', cents = ''] = /^(-?)(\d{1,18})(?:\.(\d{1,2}))?$/.exec(typed) ?? [];
  if (whole === '') return undefined;
  const value = `${whole.replace(/^0+(?=\d)/, '')}.${cents.padEnd(2, '0')}`;
  return value === '0.00' ? value : `${minus}${value}`;
};

const TEXT: Rule = { parse: (typed) => (typed.length <= MAX_TEXT && !/[^\P{Cc}\n]/u.test(typed) ? typed : undefined), wanted: `text of at most ${MAX_TEXT} characters` };
const DAY: Rule = { parse: (typed) => (isDay(typed) ? typed : undefined), wanted: 'an existing day such as "2026-03-05"' };
const AMOUNT: Rule = { parse: parseAmount, wanted: 'an amount such as "10347.44"' };
const NIP: Rule = { parse: matching(/^\d{10}$/, (typed) => typed.replace(/^PL/i, '').replace(/[\s-]/g, '')), wanted: 'a NIP of 10 digits' };
const ACCOUNT: Rule = { parse: matching(/^\d{8,34}$/, (typed) => typed.replace(/^PL/i, '').replace(/[\s-]/g, '')), wanted: 'an account number of digits' };
const KSEF: Rule = {
  parse: matching(/^(\d{10}|M\d{9}|[A-Z]{3}\d{7})-\d{8}-[0-9A-F]{6}-?[0-9A-F]{6}-[0-9A-F]{2}$/, (typed) => typed.replace(/\s/g, '').toUpperCase()),
  wanted: 'a KSeF number such as "5265877635-20250826-0100001AF629-AF"',
};
const CURRENCY: Rule = {
  parse: (typed) => (CURRENCIES.has(typed.toUpperCase()) ? typed.toUpperCase() : undefined), wanted: 'a currency of ISO 4217 such as "PLN"',
};

const RULES: Readonly<Record<Exclude<FieldName, 'mpp'>, Rule>> = {
  numer_faktury: TEXT, data_wystawienia: DAY, data_sprzedazy: DAY, termin_platnosci: DAY,
  sprzedawca_nazwa: TEXT, sprzedawca_nip: NIP, sprzedawca_adres: TEXT, nabywca_nazwa: TEXT, nabywca_nip: NIP, nabywca_adres: TEXT,
  waluta: CURRENCY, suma_netto: AMOUNT, suma_vat: AMOUNT, suma_brutto: AMOUNT, numer_konta: ACCOUNT, sposob_platnosci: TEXT, numer_ksef: KSEF,
};

/**
 * The values of a correction in normal form. All of them or none: one that cannot be read refuses the whole correction.
 * @throws AppError `validation_failed` whose details name every field at fault
 */
export function parseCorrection(given: Readonly<Record<string, unknown>>): ReadonlyMap<FieldName, HumanValue> {
  const problems: string[] = [];
  const values = new Map<FieldName, HumanValue>();
  for (const [name, value] of Object.entries(given)) {
    const known = FIELD_NAMES.find((one) => one === name);
    const parsed = known === undefined ? { problem: 'is no field of an invoice' } : parseValue(known, value);
    if ('problem' in parsed) problems.push(`${name} ${parsed.problem}`);
    else if (known !== undefined) values.set(known, parsed.value);
  }
  if (problems.length === 0 && values.size === 0) problems.push('fields must hold at least one field');
  if (problems.length > 0) throw new AppError('validation_failed', 'The correction is not valid, nothing of it was stored: see details.problems.', { details: { problems } });
  return values;
}

function parseValue(name: FieldName, value: unknown): { value: HumanValue } | { problem: string } {
  if (value === null) return { value: null };
  if (name === 'mpp') return typeof value === 'boolean' ? { value } : { problem: 'must be true, false or null' };
  const rule = RULES[name];
  const typed = typeof value === 'string' ? value.trim() : '';
  const parsed = typed === '' ? undefined : rule.parse(typed);
  return parsed === undefined ? { problem: `must be ${rule.wanted}, or null` } : { value: parsed };
}
