import type { LabelKey } from '../read/label-dictionary';
import { scanAccounts, scanDates, scanTenDigits, type Token } from '../read/scan-values';
import type { SheetPage } from '../read/sheet.types';
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
  const home = view.sheet.pages.find(({ page }) => page === number?.places[0]?.segment.page);
  if (!home || view.sheet.pages.length === 1 || typeof number?.value !== 'string') return false;
  const own = compact(number.value);
  const [ourDates, ourNips, ourAccounts] = [anywhere(home, scanDates), anywhere(home, validTenDigits), anywhere(home, validAccounts)];
  return view.sheet.pages.filter((page) => page !== home).some((page) => {
    const alone: LabelledSheet = { sheet: { ...view.sheet, pages: [page] }, labels: view.labels };
    const otherNumber = isOther(labelled(alone, ['numer_faktury'], scanNumbers).map(compact), [own]);
    const dates = labelled(alone, DATE_OF_ISSUE, scanDates, 'numer_faktury');
    const otherDate = isOther(dates, ourDates);
    if (!otherNumber && !otherDate) return false;
    if (otherNumber && dates.length > 0 && hitsOf(alone, 'sprzedawca').length > 0) return true;
    const otherNips = isOther(labelled(alone, ['nip', 'nip_sprzedawcy', 'nip_nabywcy'], validTenDigits), ourNips);
    const otherAccounts = isOther(anywhere(page, validAccounts), ourAccounts);
    return [otherNumber, otherDate, otherNips, otherAccounts].filter(Boolean).length >= ENOUGH;
  });
}

/** The first value of each label. @param without label in whose text none counts */
function labelled(view: LabelledSheet, keys: readonly LabelKey[], scan: (text: string) => readonly Token[], without?: LabelKey): string[] {
  return hitsOf(view, ...keys).filter(({ segment }) => !(view.labels.get(segment) ?? []).some(({ key }) => key === without))
    .flatMap((hit) => valuesOf(view, hit, scan).slice(0, 1)).map(({ value }) => value);
}

function anywhere({ segments }: SheetPage, scan: (text: string) => readonly Token[]): string[] {
  return segments.flatMap(({ text }) => scan(text).map(({ value }) => value));
}

/** Both have some, and none in common. */
function isOther(values: readonly string[], ours: readonly string[]): boolean {
  return values.length > 0 && ours.length > 0 && !values.some((value) => ours.includes(value));
}

const validTenDigits = (text: string): Token[] => scanTenDigits(text).filter(({ valid }) => valid);
const validAccounts = (text: string): Token[] => scanAccounts(text).filter(({ valid }) => valid);
const compact = (value: string): string => value.toUpperCase().replace(/[^A-Z0-9]/g, '');
