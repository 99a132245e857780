import { daysBetween } from '../read/parse-polish-date';

/** An invoice may be issued at most this long before the sale: art. 106i ust. 7 of the VAT act. */
const MAX_DAYS_BEFORE_SALE = 60;
/** Longer credit than this is not plausible. */
const MAX_TERM = 366;

/**
 * Whether the dates can belong to one invoice: issued not after today (one day of grace for time zones), due not before issue,
 * sold at most sixty days after issue. ISO dates; a month alone counts as fitting.
 */
export function datesInOrder(dates: { readonly issued: string | null; readonly sold: string | null; readonly due: string | null }, today: string): boolean {
  const { issued, sold, due } = dates;
  if (issued === null) return true;
  if (daysBetween(today, issued) > 1 || issued < '2004-05-01') return false;
  if (due !== null && (daysBetween(issued, due) < 0 || daysBetween(issued, due) > MAX_TERM)) return false;
  return sold === null || sold.length < 10 || daysBetween(issued, sold) <= MAX_DAYS_BEFORE_SALE;
}
