import type { LabelKey } from '../read/label-dictionary';
import type { Finding } from './finding';
import { scanNumbers } from './find-invoice-number';
import { hitsOf, valuesOf, type LabelledSheet } from './label-values';

/**
 * Whether a page after the one with the invoice's number starts another invoice: it titles a number of its own and has a date of issue and
 * a seller of its own. Pages that merely go on repeat the same number, and lists of other documents have no parties.
 */
export function startsAnotherInvoice(view: LabelledSheet, number: Finding | null): boolean {
  const home = number?.places[0]?.segment.page;
  if (home === undefined || typeof number?.value !== 'string') return false;
  const own = compact(number.value);
  const others = view.sheet.pages.filter(({ page }) => page !== home);
  return others.some(({ page }) => {
    const has = (key: LabelKey): boolean => hitsOf(view, key).some(({ segment }) => segment.page === page);
    if (!has('data_wystawienia') || !has('sprzedawca')) return false;
    const numbers = hitsOf(view, 'numer_faktury').filter(({ segment }) => segment.page === page).flatMap((hit) => valuesOf(view, hit, scanNumbers).slice(0, 1));
    return numbers.length > 0 && numbers.every(({ value }) => compact(value) !== own);
  });
}

const compact = (value: string): string => value.toUpperCase().replace(/[^A-Z0-9]/g, '');
