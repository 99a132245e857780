import type { PodsumowanieVat, Pozycja } from '../extraction.types';
import { readingConfidence } from '../read/evidence';
import { formatGrosze, parsePolishAmount } from '../read/parse-polish-amount';
import { RATE_WITHIN, parseVatRate, ratePercent, vatOfGross, vatOfNet } from '../read/vat-rate';
import type { PrintedSums } from '../validate/totals-add-up';
import type { Finding } from './finding';
import { hitsOf, type LabelledSheet } from './label-values';
import type { SumRow } from './vat-summary';

/** What is worked out rests on the sums and the rates that it is worked out from. */
const DERIVED = 0.88;
/** Grosze by which the tax of one rate may miss the rate for every item: it is rounded a line at a time. */
const ROUNDING = 0.5;

interface Part { readonly rate: string; readonly net: number; readonly vat: number }

/**
 * VAT by rate where no table prints it: the sums of the invoice themselves where it names one rate only, else the items' values by their rates, and only
 * if these make up the sums to the grosz. Null where nothing follows.
 */
export function deriveRates(view: LabelledSheet, sums: readonly SumRow[], items: readonly Pozycja[], { net, vat, gross }: PrintedSums, gist: Finding | null): PodsumowanieVat[] | null {
  if (net === null || vat === null || gross === null || net + vat !== gross || !gist) return null;
  const rates = namedRates(view, sums, items), [rate] = rates;
  const parts = rates.size === 1 && rate !== undefined && fits(rate, net, vat, items.length) ? [{ rate, net, vat }] : partsOfItems(items, net, vat);
  if (!parts) return null;
  const confidence = Math.round(1000 * DERIVED * readingConfidence(gist.places)) / 1000, page = gist.places[0]?.segment.page ?? 1;
  return parts.map((part) => ({ stawka: part.rate, netto: formatGrosze(part.net), vat: formatGrosze(part.vat), brutto: formatGrosze(part.net + part.vat), confidence, page }));
}

/** A rate that the goods' name tells: "Znaczki zw", "Druk 5%". */
const OWN_RATE = /(?<!\p{L})(?:zw|np|oo)\.?(?!\p{L})|\d\s?%/u;

/**
 * Items without a rate of their own are of the only rate of the invoice, where their values make up its sums; a single item has all of its sums.
 */
export function rateItems(items: readonly Pozycja[], summary: readonly PodsumowanieVat[]): readonly Pozycja[] {
  const [sums] = summary, [item] = items;
  if (summary.length !== 1 || !sums?.stawka || !item || items.some(({ stawka_vat }) => stawka_vat !== null)) return items;
  const comeTo = (key: 'wartosc_netto' | 'wartosc_brutto', sum: string | null): boolean => sum !== null && items.reduce((total, one) => total + Math.round(Number(one[key] ?? NaN) * 100), 0) === Math.round(Number(sum) * 100);
  if (!comeTo('wartosc_netto', sums.netto) && !comeTo('wartosc_brutto', sums.brutto)) return items;
  const taxed = sums.netto === null || sums.vat === null || fits(sums.stawka, Math.round(Number(sums.netto) * 100), Math.round(Number(sums.vat) * 100), items.length);
  if (!taxed || items.some(({ nazwa }) => OWN_RATE.test(nazwa))) return items;
  const rated = items.map((one) => ({ ...one, stawka_vat: sums.stawka }));
  return items.length > 1 ? rated : rated.map((one) => ({ ...one, wartosc_vat: one.wartosc_vat ?? sums.vat, wartosc_brutto: one.wartosc_brutto ?? sums.brutto }));
}

/** The rates that rows of sums and the titles over them, labels of the tax and items name. */
function namedRates(view: LabelledSheet, sums: readonly SumRow[], items: readonly Pozycja[]): ReadonlySet<string> {
  const ofRows = sums.flatMap(({ rate, row }) => [rate, ...(row.header?.columns ?? []).map((column) => column.rate ?? null), ...row.cells.map(({ kind, rate: own }) => (kind === 'rate' ? own : null))]);
  const ofLabels = hitsOf(view, 'suma_vat').map(({ segment: { text }, end }) => parseVatRate(RATE_WITHIN.exec(text.slice(end, end + 30))?.[0] ?? ''));
  return new Set([...ofRows, ...ofLabels, ...items.map(({ stawka_vat }) => stawka_vat)].filter((rate) => rate !== null));
}

function fits(rate: string, net: number, vat: number, lines: number): boolean {
  const percent = ratePercent(rate);
  return percent !== null && Math.abs(vat - vatOfNet(net, percent)) <= 1 + ROUNDING * lines;
}

/** Values of the items by rate; the tax is what the rows state, else that of each rate's sum, taken from net or gross values. */
function partsOfItems(items: readonly Pozycja[], net: number, vat: number): Part[] | null {
  const byRate = new Map<string | null, Pozycja[]>();
  for (const item of items) byRate.set(item.stawka_vat, [...(byRate.get(item.stawka_vat) ?? []), item]);
  const ways = (['stated', 'net', 'gross'] as const).map((way) => [...byRate].map(([rate, own]) => partOf(rate, own, way)));
  for (const way of ways) {
    const parts = way.filter((part) => part !== null);
    if (parts.length > 0 && parts.length === way.length && sumOf(parts, 'net') === net && sumOf(parts, 'vat') === vat) return parts;
  }
  return null;
}

function partOf(rate: string | null, items: readonly Pozycja[], way: 'stated' | 'net' | 'gross'): Part | null {
  const percent = rate === null ? null : ratePercent(rate);
  const total = (key: 'wartosc_netto' | 'wartosc_vat' | 'wartosc_brutto'): number => items.reduce((sum, item) => sum + (item[key] === null ? NaN : parsePolishAmount(item[key]) ?? NaN), 0);
  const [net, vat, gross] = [total('wartosc_netto'), total('wartosc_vat'), total('wartosc_brutto')];
  if (rate === null || percent === null || Number.isNaN(way === 'gross' ? gross : way === 'net' ? net : net + vat)) return null;
  return way === 'gross' ? { rate, net: gross - vatOfGross(gross, percent), vat: vatOfGross(gross, percent) } : { rate, net, vat: way === 'net' ? vatOfNet(net, percent) : vat };
}

function sumOf(parts: readonly Part[], key: 'net' | 'vat'): number {
  return parts.reduce((sum, part) => sum + part[key], 0);
}
