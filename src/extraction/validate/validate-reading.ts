import { FIELD_NAMES, type Check, type FieldName } from '../extraction.types';
import type { Reading } from '../find/find-fields';
import type { Findings } from '../find/finding';
import { fitsRate, type SumRow } from '../find/vat-summary';
import { parsePolishAmount } from '../read/parse-polish-amount';
import { datesInOrder } from './date-order';
import { parseKsefNumber } from './ksef-number';
import { isKnownCurrency } from './known-currency';
import { hasNipChecksum } from './nip-checksum';
import { parseForeignIban, parseNrb } from './nrb-checksum';
import { rowsAddUp, totalsAddUp } from './totals-add-up';

/** The reading with a verdict of every rule that has something to say about a field. Nothing is changed or dropped here. */
export function validateReading(reading: Reading, today: string): Reading {
  const checks = new Map<FieldName, Check[]>();
  const add = (field: FieldName, code: string, ok: boolean | null): void => {
    if (ok !== null && reading.findings[field]) checks.set(field, [...(checks.get(field) ?? []), { code, ok }]);
  };
  const text = textOf(reading.findings);
  add('numer_faktury', 'single_invoice', reading.severalInvoices ? false : null);
  checkNumbers(text, add);
  checkDates(text, today, add);
  checkSums(reading, text, add);
  const findings = Object.fromEntries(FIELD_NAMES.map((name) => {
    const finding = reading.findings[name];
    return [name, finding && { ...finding, checks: [...finding.checks, ...(checks.get(name) ?? [])] }];
  })) as unknown as Findings;
  return { ...reading, findings };
}

type Add = (field: FieldName, code: string, ok: boolean | null) => void;
type Text = (field: FieldName) => string | null;

function textOf(findings: Findings): Text {
  return (field) => { const value = findings[field]?.value; return typeof value === 'string' ? value : null; };
}

function checkNumbers(text: Text, add: Add): void {
  const seller = text('sprzedawca_nip'), buyer = text('nabywca_nip'), account = text('numer_konta'), ksef = text('numer_ksef'), currency = text('waluta');
  if (seller !== null) add('sprzedawca_nip', 'nip_checksum', hasNipChecksum(seller));
  if (buyer !== null) add('nabywca_nip', 'nip_checksum', hasNipChecksum(buyer));
  if (seller !== null && buyer !== null) add('nabywca_nip', 'differs_from_seller', seller !== buyer);
  if (account !== null) add('numer_konta', 'account_checksum', parseNrb(account) !== null || parseForeignIban(account) !== null);
  if (ksef !== null) add('numer_ksef', 'ksef_checksum', parseKsefNumber(ksef) !== null);
  if (ksef !== null && seller !== null) add('numer_ksef', 'agrees_with_seller_nip', ksef.slice(0, 10) === seller);
  if (currency !== null) add('waluta', 'currency_known', isKnownCurrency(currency));
}

function checkDates(text: Text, today: string, add: Add): void {
  const issued = text('data_wystawienia'), sold = text('data_sprzedazy'), due = text('termin_platnosci');
  add('data_wystawienia', 'dates_in_order', issued === null ? null : datesInOrder({ issued, sold: null, due: null }, today));
  if (issued !== null && sold !== null) add('data_sprzedazy', 'dates_in_order', datesInOrder({ issued, sold, due: null }, '2099-12-31'));
  if (issued !== null && due !== null) add('termin_platnosci', 'dates_in_order', datesInOrder({ issued, sold: null, due }, '2099-12-31'));
}

function checkSums(reading: Reading, text: Text, add: Add): void {
  const grosze = (field: FieldName): number | null => { const value = text(field); return value === null ? null : parsePolishAmount(value); };
  const net = grosze('suma_netto'), vat = grosze('suma_vat'), gross = grosze('suma_brutto');
  const closes = totalsAddUp({ net, vat, gross });
  for (const field of ['suma_netto', 'suma_vat', 'suma_brutto'] as const) add(field, 'sums_add_up', closes);
  for (const [field, key, value] of [['suma_netto', 'netto', net], ['suma_vat', 'vat', vat], ['suma_brutto', 'brutto', gross]] as const) {
    add(field, 'difference_adds_up', reading.rodzaj.startsWith('KOR') ? differenceAddsUp(reading, key, value) : null);
  }
  const itemsFit = itemsWithinSums(reading, gross);
  for (const field of ['suma_netto', 'suma_brutto'] as const) add(field, 'items_within_sums', itemsFit);
  const rates = reading.podsumowanie_vat;
  if (rates.length > 0) add('suma_vat', 'vat_fits_rates', reading.sums.filter(({ rate, total }) => rate !== null && !total).every((row) => fitsRate(row, Math.max(1, reading.pozycje.length))));
  if (rates.length > 0 && !reading.ratesDerived) {
    const column = (key: 'netto' | 'vat' | 'brutto'): (number | null)[] => rates.map((row) => (row[key] === null ? null : parsePolishAmount(row[key])));
    // one row with nothing but a sum is that very sum once more
    const lone = (key: 'netto' | 'vat' | 'brutto'): boolean => rates.length === 1 && (['netto', 'vat', 'brutto'] as const).every((other) => other === key || rates[0]?.[other] == null);
    if (!lone('netto')) add('suma_netto', 'rates_add_up', rowsAddUp(column('netto'), net));
    if (!lone('vat')) add('suma_vat', 'rates_add_up', rowsAddUp(column('vat'), vat));
    // a row with nothing but a gross sum is that very sum once more
    if (rates.some(({ netto, vat: tax }) => netto !== null || tax !== null)) add('suma_brutto', 'rates_add_up', rowsAddUp(column('brutto'), gross));
  }
  checkWords(reading, gross, closes, add);
}

/** Words may be misread, or say what remains to be paid: other words speak against a gross sum only where nothing else confirms it, and on an advance, beside which an order stands that adds up as well. */
function checkWords({ words, rodzaj }: Reading, gross: number | null, closes: boolean | null, add: Add): void {
  if (words === null || gross === null) return;
  const agrees = Math.abs(words) === Math.abs(gross);
  if (agrees || rodzaj === 'ZAL' || (closes === null && rodzaj !== 'ROZ' && !rodzaj.startsWith('KOR'))) add('suma_brutto', 'agrees_with_words', agrees);
}

/** Grosze that an item's gross value may lose or gain against the gross total, which is reckoned from the net sum. */
const ROUNDING = 1;

/**
 * False where the items alone are worth more than the whole invoice, so that its sums were taken from a part of it, a single rate's row for one; null
 * otherwise, which proves nothing. Corrections, and invoices that settle advances, rightly ask for less than their items are worth.
 */
function itemsWithinSums({ rodzaj, pozycje }: Reading, gross: number | null): false | null {
  if (rodzaj !== 'VAT' || gross === null) return null;
  const worth = pozycje.map(({ wartosc_netto, wartosc_brutto }) => parsePolishAmount(wartosc_netto ?? wartosc_brutto ?? '') ?? 0);
  return worth.reduce((sum, value) => sum + value, 0) > gross + ROUNDING * worth.length ? false : null;
}

/** Whether after minus before is the sum of a correction; null where one of the states has no complete total. */
function differenceAddsUp({ sums }: Reading, key: 'netto' | 'vat' | 'brutto', value: number | null): boolean | null {
  const state = (section: 'przed' | 'po'): number | null => {
    const own = sums.filter((sum) => sum.row.section === section && !sum.row.labels.has('roznica'));
    const totals = own.filter(({ total }) => total), rows = totals.length > 0 ? totals.slice(0, 1) : own.filter(({ rate }) => rate !== null);
    if (rows.length === 0 || rows.some((sum: SumRow) => sum[key]?.amount == null)) return null;
    return rows.reduce((all, sum) => all + (sum[key]?.amount ?? 0), 0);
  };
  const [before, after] = [state('przed'), state('po')];
  return before === null || after === null || value === null ? null : after - before === value;
}
