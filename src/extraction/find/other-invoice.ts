import type { LabelKey } from '../read/label-dictionary';
import { scanAccounts, scanDates, scanTenDigits, type Token } from '../read/scan-values';
import type { Finding } from './finding';
import { scanNumbers } from './find-invoice-number';
import { hitsOf, valuesOf, type LabelledSheet } from './label-values';

/** So many signs of its own make a page another invoice. */
const ENOUGH = 2;
const DATE_OF_ISSUE = ['data_wystawienia', 'data_wystawienia_i_sprzedazy'] as const;

/**
 * Whether a page other than the one with the invoice's number belongs to another invoice. Its signs: a titled number, a date of issue, tax numbers, accounts, of which
 * none stands on the page with the number. One of the first two and one more are enough: pages that go on repeat what they have of these, lists of
 * other documents have numbers alone ("Faktura zaliczkowa nr … z dnia …"), and the papers of a bank or a factor neither number nor date of issue. So is another number
 * with a date of issue and a seller's title, whatever these say: two invoices of one seller and one day.
 */
export function startsAnotherInvoice(view: LabelledSheet, number: Finding | null): boolean {
  const home = number?.places[0]?.segment.page;
  if (home === undefined || typeof number?.value !== 'string') return false;
  const own = compact(number.value);
  const text = new PageText(view);
  return view.sheet.pages.some(({ page }) => {
    if (page === home) return false;
    const otherNumber = isOther(text.labelled(page, ['numer_faktury'], scanNumbers).map(compact), [own]);
    const dates = text.labelled(page, DATE_OF_ISSUE, scanDates, 'numer_faktury');
    const otherDate = isOther(dates, text.anywhere(home, scanDates));
    const otherNips = isOther(text.labelled(page, ['nip', 'nip_sprzedawcy', 'nip_nabywcy'], validTenDigits), text.anywhere(home, validTenDigits));
    const otherAccounts = isOther(text.anywhere(page, validAccounts), text.anywhere(home, validAccounts));
    if (otherNumber && dates.length > 0 && text.has(page, 'sprzedawca')) return true;
    return (otherNumber || otherDate) && [otherNumber, otherDate, otherNips, otherAccounts].filter(Boolean).length >= ENOUGH;
  });
}

/** Values of one page. */
class PageText {
  constructor(private readonly view: LabelledSheet) {}

  /** @param without label in whose text none counts */
  labelled(page: number, keys: readonly LabelKey[], scan: (text: string) => readonly Token[], without?: LabelKey): string[] {
    return hitsOf(this.view, ...keys).filter(({ segment }) => segment.page === page && !(this.view.labels.get(segment) ?? []).some(({ key }) => key === without))
      .flatMap((hit) => valuesOf(this.view, hit, scan).slice(0, 1)).map(({ value }) => value);
  }

  has(page: number, key: LabelKey): boolean {
    return hitsOf(this.view, key).some(({ segment }) => segment.page === page);
  }

  anywhere(page: number, scan: (text: string) => readonly Token[]): string[] {
    return this.view.sheet.pages.filter((one) => one.page === page).flatMap(({ segments }) => segments.flatMap(({ text }) => scan(text).map(({ value }) => value)));
  }
}

/** Both have some, and none in common. */
function isOther(values: readonly string[], ours: readonly string[]): boolean {
  return values.length > 0 && ours.length > 0 && !values.some((value) => ours.includes(value));
}

const validTenDigits = (text: string): Token[] => scanTenDigits(text).filter(({ valid }) => valid);
const validAccounts = (text: string): Token[] => scanAccounts(text).filter(({ valid }) => valid);
const compact = (value: string): string => value.toUpperCase().replace(/[^A-Z0-9]/g, '');
