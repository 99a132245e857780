import type { PodsumowanieVat, Pozycja, Rodzaj } from '../extraction.types';
import type { LabelIndex } from '../read/find-labels';
import type { Sheet } from '../read/sheet.types';
import { findAccount, findKsefNumber, findPaymentMethod, findSplitPayment } from './find-payment';
import { findCurrency } from './find-currency';
import { findDates } from './find-dates';
import { findInvoiceNumber } from './find-invoice-number';
import { findItems, settleValues, toItems } from './find-items';
import { findKind } from './find-kind';
import { findParties } from './find-parties';
import { findTotals } from './find-totals';
import { startsAnotherInvoice } from './other-invoice';
import type { Findings } from './finding';
import { listedItems } from './listed-items';
import { readReceipt } from './receipt';
import { readTableRows } from './table-rows';
import { findSumRows, toVatSummary, type SumRow } from './vat-summary';

/** Everything found on a document before anything is judged. */
export interface Reading {
  readonly rodzaj: Rodzaj;
  readonly findings: Findings;
  readonly pozycje: readonly Pozycja[];
  readonly podsumowanie_vat: readonly PodsumowanieVat[];
  readonly sums: readonly SumRow[];
  /** Amount in words, in grosze. */
  readonly words: number | null;
  /** VAT number of a buyer abroad, where a NIP cannot be expected. */
  readonly foreignBuyer: string | null;
  /** A further page starts another invoice, whose values may have mixed with these. */
  readonly severalInvoices: boolean;
}

/** Candidates of every field from labels, position and form, and of them the one consistent reading. */
export function findFields(sheet: Sheet, labels: LabelIndex): Reading {
  const view = { sheet, labels };
  const rodzaj = findKind(view);
  const { foreignBuyer, ...parties } = findParties(view);
  const currency = findCurrency(view);
  const code = typeof currency?.value === 'string' ? currency.value : null;
  const rows = readTableRows(view);
  const sums = findSumRows(rows), drafts = findItems(rows, rodzaj), items = toItems(drafts);
  const receipt = items.length === 0 ? readReceipt(view) : null;
  const totals = findTotals(view, rows, sums, rodzaj, code, { net: netOf(receipt?.pozycje ?? items), rows: drafts.map(({ row }) => row) });
  const listed = receipt && receipt.pozycje.length === 0 ? listedItems(view, totals.fields) : null;
  const pozycje = listed ?? receipt?.pozycje ?? settleValues(items, drafts, totals.fields);
  const findings: Findings = {
    numer_faktury: findInvoiceNumber(view), ...findDates(view), ...parties, waluta: currency, ...totals.fields,
    numer_konta: findAccount(view, code), sposob_platnosci: findPaymentMethod(view), numer_ksef: findKsefNumber(view), mpp: findSplitPayment(view),
  };
  const rates = toVatSummary(sums, rodzaj.startsWith('KOR'));
  return { rodzaj, findings, pozycje, podsumowanie_vat: receipt && receipt.podsumowanie_vat.length > 0 ? receipt.podsumowanie_vat : rates, sums, words: totals.words, foreignBuyer, severalInvoices: startsAnotherInvoice(view, findings.numer_faktury) };
}

function netOf(items: readonly Pozycja[]): number | null {
  if (items.length === 0 || items.some(({ wartosc_netto }) => wartosc_netto === null)) return null;
  return items.reduce((sum, { wartosc_netto }) => sum + Math.round(Number(wartosc_netto) * 100), 0);
}
