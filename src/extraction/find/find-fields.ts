import type { PodsumowanieVat, Pozycja, Rodzaj } from '../extraction.types';
import type { LabelIndex } from '../read/find-labels';
import { parsePolishAmount } from '../read/parse-polish-amount';
import { scanAmounts } from '../read/scan-values';
import type { Sheet } from '../read/sheet.types';
import type { PrintedSums } from '../validate/totals-add-up';
import { findAccount, findKsefNumber, findPaymentMethod, findSplitPayment } from './find-payment';
import { findCurrency } from './find-currency';
import { findExemptSale } from './exempt-sale';
import { findDates } from './find-dates';
import { findInvoiceNumber } from './find-invoice-number';
import { findItems, settleValues, toItems } from './find-items';
import { findKind } from './find-kind';
import { findParties } from './find-parties';
import { findTotals, type FoundTotals } from './find-totals';
import { startsAnotherInvoice } from './other-invoice';
import type { Finding, Findings } from './finding';
import { hitsOf, valuesOf, type LabelledSheet } from './label-values';
import { listedItems } from './listed-items';
import { readReceipt } from './receipt';
import { readTableRows, type TableRow } from './table-rows';
import { deriveRates, rateItems } from './derived-rates';
import { withOwnTitles } from './titled-sums';
import { findTransposedSums } from './transposed-sums';
import { findSumRows, toVatSummary, type SumRow } from './vat-summary';
import { findWordedSums } from './worded-sums';

/** Everything found on a document before anything is judged. */
export interface Reading {
  readonly rodzaj: Rodzaj;
  readonly findings: Findings;
  readonly pozycje: readonly Pozycja[];
  readonly podsumowanie_vat: readonly PodsumowanieVat[];
  /** Worked out from the sums and the items: that it agrees with them proves nothing. */
  readonly ratesDerived: boolean;
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
  const sums = findSums(view, rows, rodzaj.startsWith('KOR'));
  const drafts = findItems(rows, rodzaj), items = toItems(drafts, sheet);
  const receipt = items.length === 0 ? readReceipt(view) : null;
  const totals = findTotals(view, rows, sums, rodzaj, code, { net: worthOf(receipt?.pozycje ?? items, 'wartosc_netto'), gross: worthOf(receipt?.pozycje ?? items, 'wartosc_brutto'), rows: drafts.map(({ row }) => row) });
  const listed = receipt && receipt.pozycje.length === 0 ? listedItems(view, totals.fields) : null;
  const settled = listed ?? receipt?.pozycje ?? settleValues(items, drafts, totals.fields);
  const exempt = findExemptSale(view, settled, totals.fields, rodzaj), fields = exempt?.fields ?? totals.fields, pozycje = exempt?.items ?? settled;
  const findings: Findings = {
    numer_faktury: findInvoiceNumber(view), ...findDates(view), ...parties, waluta: currency, ...fields,
    numer_konta: findAccount(view, code), sposob_platnosci: findPaymentMethod(view), numer_ksef: findKsefNumber(view), mpp: findSplitPayment(view),
  };
  const printed = groszeOf(fields), table = toVatSummary(sums, rows, rodzaj.startsWith('KOR'), printed);
  const found = receipt && receipt.podsumowanie_vat.length > 0 ? receipt.podsumowanie_vat : table;
  const derived = found.every((row) => row.netto === null || row.vat === null) ? exempt?.summary ?? deriveRates(view, sums, pozycje, printed, fields.suma_brutto) : null;
  return { rodzaj, findings, pozycje: rateItems(pozycje, derived ?? found), podsumowanie_vat: derived ?? found, ratesDerived: derived !== null, sums, words: totals.words, foreignBuyer, severalInvoices: startsAnotherInvoice(view, findings.numer_faktury) };
}

/** Rows of sums, those of tables that lie on their side, and sums told in sentences where no table has them by rate; a correction tells of several states in one sentence. */
function findSums(view: LabelledSheet, rows: readonly TableRow[], correction: boolean): SumRow[] {
  const payable = new Set(hitsOf(view, 'do_zaplaty').flatMap((hit) => valuesOf(view, hit, scanAmounts)).map(({ value }) => value).filter((value) => value !== 0));
  const worded = correction ? [] : findWordedSums(rows, payable), sentences = new Set(worded.map(({ row }) => row));
  const printed = withOwnTitles(view, findSumRows(rows, correction)).filter(({ row }) => !sentences.has(row)), tabled = printed.some(({ rate, total, closes, row }) => rate !== null && !total && closes && row.header !== null);
  return [...printed, ...worded.filter(({ rate }) => rate === null || !tabled), ...findTransposedSums(view, rows)];
}

/** The three sums in grosze, null where one was not found. */
function groszeOf({ suma_netto, suma_vat, suma_brutto }: FoundTotals['fields']): PrintedSums {
  const grosze = (finding: Finding | null): number | null => (typeof finding?.value === 'string' ? parsePolishAmount(finding.value) : null);
  return { net: grosze(suma_netto), vat: grosze(suma_vat), gross: grosze(suma_brutto) };
}

/** What all items come to in grosze; null where one does not state such a value. */
function worthOf(items: readonly Pozycja[], key: 'wartosc_netto' | 'wartosc_brutto'): number | null {
  if (items.length === 0 || items.some((item) => item[key] === null)) return null;
  return items.reduce((sum, item) => sum + Math.round(Number(item[key]) * 100), 0);
}
