import type { PodsumowanieVat, Pozycja, Rodzaj } from '../extraction.types';
import { readingConfidence } from '../read/evidence';
import { ratePercent } from '../read/vat-rate';
import type { Finding } from './finding';
import type { FoundTotals } from './find-totals';
import type { LabelledSheet } from './label-values';

/** "Sprzedawca zwolniony podmiotowo z podatku …", "Zwolnienie z VAT: art. 43 ust. 1", "korzysta ze zwolnienia", "nie jest podatnikiem VAT". */
const EXEMPT = /zwoln\w+ (?:[a-z]+ ){0,3}(?:z|od) (?:podatku(?! (?:akcyz|dochod|od (?:nieruch|czynn)))|vat|ptu|opodatkowania(?: podatkiem)?(?: od towarow| vat| \W|$))|korzysta\w* (?:[a-z]+ ){0,3}ze zwolnienia|zwoln.{0,60}art\.? ?(?:43|113)|art\.? ?(?:43|113) ?ust.{0,60}zwoln|nie jest (?:[a-z]+ )?podatnikiem (?:podatku )?vat|vat exempt|exempt from vat/;
/** A form that answers "nie" ("Zwolnienie z VAT: nie"), a sentence that denies it, or what is said of the buyer. */
const DENIED = /:\s*(?:nie|no|brak)\b|\[?x\]?\s*nie\b|\bnie (?:korzysta|jest zwoln|podlega zwoln)|(?:nabywc|odbiorc|kupujac|kurier|przewoznik)\w* (?:[a-z]+ ){0,2}(?:zwoln|korzysta)/;
/** Where any of it is printed, some of the sale is taxed. */
const TAXED = /(?<![\d.,])(?:23|22|8|7|5)(?:[.,]00?)?\s?%/;
/** Kinds that say nothing of tax, or tax a margin. */
const UNTOLD: ReadonlySet<Rodzaj> = new Set<Rodzaj>(['MARZA', 'RACHUNEK', 'PARAGON', 'NOTA_KOR', 'NOTA_OBC', 'RR']);

/** How sure sums are that follow from the gross total and the word that no tax is due: for a person to confirm. */
const CERTAINTY = 0.9;

/** A sale without tax of which only one total is printed: that it is net and gross, and the tax nought. */
export interface ExemptSale { readonly rate: string; readonly fields: FoundTotals['fields']; readonly summary: readonly PodsumowanieVat[]; readonly items: readonly Pozycja[] }

/**
 * The untaxed rate that all items name or, where none names any, the exemption that a sentence states, with what follows from it. Null where a taxed rate stands anywhere,
 * or a sum of tax, or a net sum other than the gross.
 */
export function findExemptSale(view: LabelledSheet, items: readonly Pozycja[], { suma_netto, suma_vat, suma_brutto }: FoundTotals['fields'], kind: Rodzaj): ExemptSale | null {
  if (!suma_brutto || suma_vat || UNTOLD.has(kind) || (suma_netto !== null && suma_netto.value !== suma_brutto.value)) return null;
  const rate = untaxedRate(view, items);
  if (rate === null || items.some(isTaxed)) return null;
  const follows = (value: string | boolean): Finding => ({ ...suma_brutto, value, derived: true, certainty: CERTAINTY, checks: [], alternatives: [], evidence: [{ name: 'exempt', strength: 0.9 }] });
  const gross = String(suma_brutto.value), place = suma_brutto.places[0];
  const row: PodsumowanieVat = { stawka: rate, netto: gross, vat: '0.00', brutto: gross, page: place?.segment.page ?? 1, confidence: Math.round(1000 * 0.88 * readingConfidence(suma_brutto.places)) / 1000 };
  return { rate, fields: { suma_netto: suma_netto ?? follows(gross), suma_vat: follows('0.00'), suma_brutto }, summary: [row], items: items.map((item) => untaxed(item, rate)) };
}

function untaxedRate({ sheet }: LabelledSheet, items: readonly Pozycja[]): string | null {
  const rates = new Set(items.map(({ stawka_vat }) => stawka_vat)), [named] = rates;
  const lines = sheet.pages.flatMap(({ segments }) => segments.map(({ folded }) => folded));
  if (rates.size > 1 || lines.some((line) => TAXED.test(line))) return null;
  if (typeof named === 'string') return ratePercent(named) === 0 ? named : null;
  const stated = lines.some((line, i) => [line, `${line} ${lines[i + 1] ?? ''}`].some((text) => EXEMPT.test(text) && !DENIED.test(text)));
  return stated ? 'zw' : null;
}

/** An item that states a tax, or a gross value other than its net one. */
function isTaxed({ wartosc_netto, wartosc_vat, wartosc_brutto }: Pozycja): boolean {
  return (wartosc_vat !== null && Number(wartosc_vat) !== 0) || (wartosc_netto !== null && wartosc_brutto !== null && wartosc_netto !== wartosc_brutto);
}

/** Net and gross value of an untaxed item are one. */
function untaxed(item: Pozycja, rate: string): Pozycja {
  const value = item.wartosc_netto ?? item.wartosc_brutto;
  return { ...item, stawka_vat: item.stawka_vat ?? rate, wartosc_netto: value, wartosc_brutto: value };
}
