import { fold } from './normalise-text';
import { editDistance } from './fuzzy-match';

const GENITIVE = ['stycznia', 'lutego', 'marca', 'kwietnia', 'maja', 'czerwca', 'lipca', 'sierpnia', 'wrzesnia', 'pazdziernika', 'listopada', 'grudnia'];
const NOMINATIVE = ['styczen', 'luty', 'marzec', 'kwiecien', 'maj', 'czerwiec', 'lipiec', 'sierpien', 'wrzesien', 'pazdziernik', 'listopad', 'grudzien'];
const LOCATIVE = ['styczniu', 'lutym', 'marcu', 'kwietniu', 'maju', 'czerwcu', 'lipcu', 'sierpniu', 'wrzesniu', 'pazdzierniku', 'listopadzie', 'grudniu'];
const SHORT = ['sty', 'lut', 'mar', 'kwi', 'maj', 'cze', 'lip', 'sie', 'wrz', 'paz', 'lis', 'gru'];
const ENGLISH = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** Month 1..12 by its Polish or Roman name, or 0. */
export function monthByName(word: string): number {
  const folded = fold(word).replace(/\.$/, '');
  for (const list of [GENITIVE, NOMINATIVE, LOCATIVE, SHORT, ROMAN]) {
    const index = list.indexOf(folded);
    if (index >= 0) return index + 1;
  }
  return 0;
}

/** Month by a damaged or English name: one edit from exactly one Polish form. Used when a date is looked for, not when one is checked. */
export function monthByDamagedName(word: string): number {
  const exact = monthByName(word);
  if (exact) return exact;
  const folded = fold(word).replace(/\.$/, '').replace(/1/g, 'l').replace(/0/g, 'o');
  const english = ENGLISH.findIndex((name) => name === folded || (folded.length === 3 && name.startsWith(folded)));
  if (english >= 0) return english + 1;
  if (folded.length < 5) return 0;
  const near = new Set([...GENITIVE, ...NOMINATIVE].flatMap((name, i) => (editDistance(name, folded, 1) <= 1 ? [(i % 12) + 1] : [])));
  return near.size === 1 ? [...near][0] ?? 0 : 0;
}

/**
 * A printed date as ISO `YYYY-MM-DD`, or `YYYY-MM` when only a month is named; null for anything else.
 * Day-month-year unless the year comes first, never the US order; years 2000 to 2099; the day must exist.
 */
export function parsePolishDate(text: string, month: (word: string) => number = monthByName): string | null {
  const plain = fold(text).trim().replace(/\s*(?:roku|rok|r\.?)$/, '').trim();
  // of a short year only like separators tell: "3-4.09" are two days in September
  const numeric = /^(\d{1,2})\s*([./-]|\s)\s*(\d{1,2})\s*(?:\2\s*(\d{2})|(?:\2|[./-])\s*(\d{4}))$/.exec(plain);
  if (numeric) return isoDate(numeric[4] ?? numeric[5], Number(numeric[3]), Number(numeric[1]));
  const yearFirst = /^(\d{4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,2})$/.exec(plain);
  if (yearFirst) return isoDate(yearFirst[1], Number(yearFirst[2]), Number(yearFirst[3]));
  const named = /^(\d{1,2})[\s.-]*([a-z1|]+)\.?[\s.-]*(\d{4}|\d{2})$/.exec(plain);
  if (named) return isoDate(named[3], month(named[2] ?? ''), Number(named[1]));
  return parseMonth(plain, month);
}

function parseMonth(plain: string, month: (word: string) => number): string | null {
  const numeric = /^(\d{1,2})\s*[./-]\s*(\d{4})$/.exec(plain) ?? /^(\d{4})\s*[./-]\s*(\d{1,2})$/.exec(plain);
  if (numeric) {
    const [year, number] = (numeric[1] ?? '').length === 4 ? [numeric[1], numeric[2]] : [numeric[2], numeric[1]];
    return isoMonth(year, Number(number));
  }
  const named = /^([a-z]+)\.?\s+(\d{4})$/.exec(plain);
  return named ? isoMonth(named[2], month(named[1] ?? '')) : null;
}

function isoMonth(year: string | undefined, month: number): string | null {
  const full = Number(year);
  return full >= 2000 && full <= 2099 && month >= 1 && month <= 12 ? `${full}-${String(month).padStart(2, '0')}` : null;
}

function isoDate(year: string | undefined, month: number, day: number): string | null {
  const full = year?.length === 2 ? `20${year}` : year;
  const prefix = isoMonth(full, month);
  if (!prefix || day < 1 || day > daysInMonth(Number(full), month)) return null;
  return `${prefix}-${String(day).padStart(2, '0')}`;
}

/** The last day of a month `YYYY-MM`. */
export function lastOfMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${month}-${String(daysInMonth(year ?? 0, number ?? 1)).padStart(2, '0')}`;
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** ISO date `days` calendar days after another. */
export function addDays(iso: string, days: number): string {
  const [year, month, day] = iso.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 1) + days)).toISOString().slice(0, 10);
}

/** Whole days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
