import { hasNipChecksum } from '../validate/nip-checksum';
import { parseNrb, parseForeignIban } from '../validate/nrb-checksum';
import { parseKsefNumber } from '../validate/ksef-number';
import { fold } from './normalise-text';
import { parsePolishAmount } from './parse-polish-amount';
import { monthByDamagedName, parsePolishDate } from './parse-polish-date';

/** A typed value found inside a text, characters `start` to `end`. */
export interface Token<T = string> {
  readonly value: T;
  readonly start: number;
  readonly end: number;
  /** The characters were not readable as they stand; a confusion of the recogniser was undone. */
  readonly repaired: boolean;
}

const LETTER_FOR_DIGIT: Readonly<Record<string, string>> = {
  O: '0', o: '0', D: '0', Q: '0', U: '0', I: '1', l: '1', '|': '1', '!': '1', i: '1', Z: '2', z: '2', S: '5', s: '5', $: '5', G: '6', b: '6', T: '7', '?': '7', B: '8', '&': '8', g: '9', q: '9', A: '4',
};

/** Letters that stand among digits as the digits they are mistaken for. Keeps the length. */
export function digitsForLetters(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const digit = LETTER_FOR_DIGIT[text.charAt(i)];
    const near = /\d/.test(text.charAt(i - 1)) || /\d/.test(text.charAt(i + 1)) || (/[.,/-]/.test(text.charAt(i - 1)) && /\d/.test(text.charAt(i - 2)));
    const word = /\p{L}{2}/u.test(text.slice(Math.max(0, i - 1), i + 2).replace(/[OoIlSsBZzQD|!]/g, ''));
    result += digit !== undefined && near && !word ? digit : text.charAt(i);
  }
  return result;
}

function scan<T>(text: string, pattern: RegExp, parse: (match: RegExpExecArray) => T | null, repaired = false): Token<T>[] {
  const tokens: Token<T>[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const value = parse(match);
    if (value !== null) tokens.push({ value, start: match.index, end: match.index + match[0].length, repaired });
    else pattern.lastIndex = match.index + 1;
  }
  return tokens;
}

const NUMERIC_DATE = /(?<![\d])(?:\d{1,2}\s?[./,-]\s?\d{1,2}\s?[./,-]\s?(?:20\d{2}|\d{2})|20\d{2}\s?[./,-]\s?\d{1,2}\s?[./,-]\s?\d{1,2})(?![\d]|[.,/]\d)/g;
const NAMED_DATE = /(?<!\d)\d{1,2}[\s.-]{0,2}(?:[a-z][a-z1|0]{2,12}|[ivx1l|]{1,4})\.?[\s.-]{0,2}20\d{2}(?!\d)/g;
/** "21-paź-26", as spreadsheets write a day: of a year in two figures only a month's short name between like marks tells. */
const SHORT_DATE = /(?<![\d.,/-])\d{1,2}([./-])(?:sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paz|lis|gru)\1\d{2}(?![\d.,/-]\d|\d)/g;
/** "March 12, 2025" of invoices in English. */
const ENGLISH_DATE = /(?<![a-z])([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,\s?(20\d{2})(?!\d)/g;
const MONTH_ONLY = /(?<![\d./-])(?:[a-z]{3,13}\.?\s?20\d{2}|\d{1,2}\s?[./-]\s?20\d{2}|20\d{2}\s?[-]\s?\d{1,2}|[ivx]{1,4}\s20\d{2})(?![\d./-])/g;

/** Whole dates in a text, ISO, in order. */
export function scanDates(text: string): Token[] {
  const plain = fold(text).replace(/[–—]/g, '-');
  const found = scanDatesIn(plain, false);
  if (found.length > 0) return found;
  const repaired = fold(digitsForLetters(text));
  const read = repaired === plain ? [] : scanDatesIn(repaired, true);
  if (read.length > 0) return read;
  // a rule of the table read as a digit before the day
  return scan(plain, /(?<!\d)\d(?=\d{2}[.-]\d{2}[.-]20\d{2}(?!\d))\d{2}[.-]\d{2}[.-]20\d{2}/g, ([raw]) => parsePolishDate(raw.slice(1)), true);
}

function scanDatesIn(plain: string, repaired: boolean): Token[] {
  const numeric = scan(plain, NUMERIC_DATE, ([raw]) => parsePolishDate(raw.replace(/,/g, '.').replace(/\s/g, '')), repaired);
  const named = scan(plain, NAMED_DATE, ([raw]) => dateOnly(parsePolishDate(spaced(raw), monthByDamagedName)), repaired);
  const english = scan(plain, ENGLISH_DATE, ([, month, day, year]) => dateOnly(parsePolishDate(`${day} ${month} ${year}`, monthByDamagedName)), repaired);
  const short = scan(plain, SHORT_DATE, ([raw]) => dateOnly(parsePolishDate(raw.replace(/[./]/g, '-'))), repaired);
  return [...numeric, ...english, ...short, ...named.filter((one) => numeric.every((other) => one.end <= other.start || one.start >= other.end))].sort((a, b) => a.start - b.start);
}

/** "16marca2026" as "16 marca 2026". */
function spaced(raw: string): string {
  const parts = /^(\d{1,2})[\s.-]*(.*?)\.?[\s.-]*(\d{4})$/.exec(raw);
  const month = parts?.[2] ?? '';
  return parts ? `${parts[1]} ${/^[ivx1l|]{1,4}$/.test(month) ? month.replace(/[1l|]/g, 'i') : month} ${parts[3]}` : raw;
}

const dateOnly = (value: string | null): string | null => (value?.length === 10 ? value : null);

/** Months without a day ("03/2026", "marzec 2026") as `YYYY-MM`. */
export function scanMonths(text: string): Token[] {
  return scan(fold(text), MONTH_ONLY, ([raw]) => {
    // the genitive follows a day: without one the day was lost
    const value = parsePolishDate(raw.replace(/\s?([./-])\s?/g, '$1'), (word) => (/a$|ego$/.test(word) ? 0 : monthByDamagedName(word)));
    return value?.length === 7 ? value : null;
  });
}

/** Eight digits that are a date whose separators were lost, as below a date label. */
export function scanBareDates(text: string): Token[] {
  return scan(digitsForLetters(text), /(?<!\d)\d{8}(?!\d)|(?<!\d)\d{2}[.-]?\d{2}[.-]?20\d{2}(?!\d)|(?<!\d)20\d{2}[.-]?\d{2}[.-]?\d{2}(?!\d)/g, ([raw]) => {
    const digits = raw.replace(/\D/g, '');
    return dateOnly(digits.startsWith('20') && Number(digits.slice(4, 6)) <= 12
      ? parsePolishDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`) : parsePolishDate(`${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4)}`));
  }, true);
}

const MONEY = /(?<![\d.,/\p{L}])(?:[-\u2212\u2013]\s?|\(\s?)?(?:\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+|\d{1,3}(?:\.\d{3})+(?=,)|\d{1,3}(?:,\d{3})+(?=\.)|\d+)(?:\s?[.,]\s?\d{2}|,-)(?:\s?\)|\s?-(?![\d\p{L}]))?(?![\d%]|\s?%|[.,/]\d|\.?\p{L}(?<![zZpPeEuUgGcC€]))/gu;
const WHOLE_MONEY = /(?<![\d.,/\p{L}])(?:[-\u2212\u2013]\s?)?(?:\d{1,3}(?:[ \u00a0.]\d{3})+|\d+)\s?(?=(?:zł|zl|PLN|EUR|USD|GBP|CHF|CZK|€|\$)(?!\p{L}))/gu;
const DAMAGED_MONEY = /(?<![\d.,/\p{L}])[-\u2212\u2013]?\s?\d[\d .,'’\u00a0]*[.,]\s?\d{2}(?![\d%]|\s?%|[.,/-]\d)/gu;

/** Sums of money in grosze, in order. Only numbers with two decimals, or with a currency behind them. */
export function scanAmounts(text: string): Token<number>[] {
  const plain = text.replace(/\u00a0|\u2009|\u202f/g, ' ');
  const strict = [...scan(plain, MONEY, ([raw]) => parsePolishAmount(raw.replace(/\s?([.,])\s?(\d{2})(\D*)$/, '$1$2$3').replace(/^[-\u2212\u2013]\s/, '-'))), ...scan(plain, WHOLE_MONEY, ([raw]) => parsePolishAmount(raw))];
  if (strict.length > 0) return strict.sort((a, b) => a.start - b.start);
  const letters = digitsForLetters(plain);
  if (letters !== plain) {
    const read = scan(letters, MONEY, ([raw]) => parsePolishAmount(raw.replace(/\s?([.,])\s?(\d{2})(\D*)$/, '$1$2$3')), true);
    if (read.length > 0) return read;
  }
  return scan(letters, DAMAGED_MONEY, ([raw]) => damagedAmount(raw), true);
}

/** A number whose groups were damaged ("1,234.5 6", "1 23 4,56"): the last two digits are decimals, all other marks fall. */
function damagedAmount(raw: string): number | null {
  const digits = raw.replace(/\D/g, '');
  if (digits.length < 3 || digits.length > 12 || /^\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\s*$/.test(raw)) return null;
  return (/^\s*[-\u2212\u2013]/.test(raw) ? -1 : 1) * Number(digits);
}

const TEN_DIGITS = /(?<!\d|\d[\s/.-])(?:PL\s?)?\d(?:[\s\u00a0.\u2010-\u2015-]{0,2}\d){9}(?!\d|[\s-]\d)/gi;

/** The country of a foreign VAT number right before the digits. */
const FOREIGN_PREFIX = /(?:^|[^\p{L}])(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PT|RO|SE|SI|SK|XI)\s?$/u;

/** Ten digits as they stand, whatever their checksum; `valid` says whether it holds. */
export function scanTenDigits(text: string): (Token & { readonly valid: boolean })[] {
  const read = (source: string, repaired: boolean): (Token & { valid: boolean })[] => scan(source, TEN_DIGITS, ([raw]) => raw.replace(/\D/g, ''), repaired)
    .filter(({ start }) => !FOREIGN_PREFIX.test(source.slice(0, start)))
    .map((token) => ({ ...token, valid: hasNipChecksum(token.value) }));
  const plain = read(text, false);
  if (plain.length > 0) return plain;
  const repaired = digitsForLetters(text);
  return repaired === text ? [] : read(repaired, true);
}

const SWAPS: Readonly<Record<string, string>> = { '1': '7', '7': '1', '3': '8', '8': '306', '5': '69', '6': '58', '0': '86', '9': '54', '4': '9' };

/** The one NIP that a single mistaken digit away passes its checksum, or null when none or several do. */
export function repairNip(digits: string, known: ReadonlySet<string>): string | null {
  const passing = new Set<string>();
  for (let i = 0; i < digits.length; i++) {
    for (const swap of SWAPS[digits.charAt(i)] ?? '') {
      const candidate = digits.slice(0, i) + swap + digits.slice(i + 1);
      if (hasNipChecksum(candidate)) passing.add(candidate);
    }
  }
  const confirmed = [...passing].filter((candidate) => known.has(candidate));
  return confirmed.length === 1 ? confirmed[0] ?? null : null;
}

const ACCOUNT = /(?:PL\s?)?(?<!\d)\d{2}(?:[\s\u00a0.\u2010-\u2015-]{0,3}\d){24}(?!\d)/gi;
const IBAN = /(?<![A-Z])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){11,30}(?![A-Z0-9])/g;

/** Polish accounts (26 digits) and foreign IBANs; `valid` says whether the checksum holds. */
export function scanAccounts(text: string): (Token & { readonly valid: boolean })[] {
  const foreign = scan(text, IBAN, ([raw]) => foreignIban(raw)).map((token) => ({ ...token, valid: true }));
  if (foreign.length > 0) return foreign;
  const read = (source: string, repaired: boolean): (Token & { valid: boolean })[] => scan(source, ACCOUNT, ([raw]) => raw.replace(/\D/g, ''), repaired)
    .map((token) => ({ ...token, valid: parseNrb(token.value) !== null }));
  const plain = read(text, false);
  if (plain.some(({ valid }) => valid)) return plain;
  const repaired = read(digitsForLetters(text), true).filter(({ valid }) => valid);
  return repaired.length > 0 ? repaired : plain;
}

/** The IBAN at the start of a text that may run on into other words. */
function foreignIban(raw: string): string | null {
  for (let end = raw.length; end >= 15; end--) {
    const value = parseForeignIban(raw.slice(0, end));
    if (value) return value;
  }
  return null;
}

const KSEF = /(?<!\d)\d{10}\s?[-\u2010-\u2015\u2212]\s?\d{8}\s?[-\u2010-\u2015\u2212]\s?[0-9A-Za-z]{6}[-]?[0-9A-Za-z]{6}\s?[-\u2010-\u2015\u2212]\s?[0-9A-Za-z]{2}(?![0-9A-Za-z])/g;
const LOOSE_KSEF = /[0-9A-Za-z|]{10}\s?[-\u2010-\u2015\u2212]\s?[0-9A-Za-z|]{8}\s?[-\u2010-\u2015\u2212]\s?[0-9A-Za-z|]{12}\s?[-\u2010-\u2015\u2212]?\s?[0-9A-Za-z]{2}(?![0-9A-Za-z])/g;

/** KSeF numbers; `valid` when NIP, date and CRC hold, as they stand or after undoing what recognisers confuse. */
export function scanKsefNumbers(text: string): (Token & { readonly valid: boolean })[] {
  const strict = scan(text, KSEF, ([raw]) => raw.replace(/\s/g, '').replace(/[\u2010-\u2015\u2212]/g, '-').toUpperCase()).map((token) => ({ ...token, valid: parseKsefNumber(token.value) !== null }));
  if (strict.some(({ valid }) => valid)) return strict;
  const loose = scan(text, LOOSE_KSEF, ([raw]) => repairKsef(raw.replace(/\s/g, '').replace(/[\u2010-\u2015\u2212]/g, '-')), true).map((token) => ({ ...token, valid: true }));
  return loose.length > 0 ? loose : strict;
}

const HEX_SWAPS: Readonly<Record<string, string>> = { O: '0D', D: '0', Q: '0', I: '1', L: '1', S: '5', Z: '2', G: '6C', B: '8', '8': 'B', '6': 'G', '0': 'D', C: '6', E: 'F', F: 'E', '5': 'S', '4': 'A', A: '4', T: '7' };

/** Digits where digits belong, hex where hex belongs, then at most two confusions undone when exactly one result passes all checks. */
function repairKsef(raw: string): string | null {
  const parts = /^(.{10})-?(.{8})-?(.{12})-?(.{2})$/.exec(raw.replace(/-/g, ''));
  if (!parts) return null;
  const digits = (text: string): string => [...text].map((char) => LETTER_FOR_DIGIT[char] ?? char).join('');
  const hex = (text: string): string => [...text.toUpperCase()].map((char) => (/[0-9A-F]/.test(char) ? char : (HEX_SWAPS[char] ?? char).charAt(0))).join('');
  const base = `${digits(parts[1] ?? '')}-${digits(parts[2] ?? '')}-${hex(parts[3] ?? '')}-${hex(parts[4] ?? '')}`;
  if (parseKsefNumber(base)) return base;
  const passing = new Set<string>();
  for (let i = 20; i < base.length; i++) {
    for (const swap of HEX_SWAPS[base.charAt(i)] ?? '') {
      const one = base.slice(0, i) + swap + base.slice(i + 1);
      if (parseKsefNumber(one)) passing.add(one);
    }
  }
  return passing.size === 1 ? [...passing][0] ?? null : null;
}
