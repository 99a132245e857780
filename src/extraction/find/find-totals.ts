import type { FieldName, Rodzaj } from '../extraction.types';
import { formatGrosze } from '../read/parse-polish-amount';
import { parseDamagedAmountInWords } from '../read/parse-amount-in-words';
import { textOf } from '../read/evidence';
import { scanAmounts } from '../read/scan-values';
import type { Place } from '../read/sheet.types';
import { labelStrength, toFinding, type Evidence, type Finding } from './finding';
import { hitsOf, inlineRange, segmentsBelow, segmentsRight, valuesOf, type Candidate, type LabelledSheet } from './label-values';
import { amountsOf } from './labelled-sums';
import { addOnlyItem, addOnlyNet, sumsOfItem, type Mention } from './only-item';
import { inOtherCurrency } from './other-tables';
import { headerRowsOf } from './table-headers';
import type { Cell } from './row-cells';
import type { TableRow } from './table-rows';
import { SUMS, fitsRate, type Sum, type SumRow } from './vat-summary';

type SumField = Extract<FieldName, `suma_${string}`>;

/** An amount that confirms one of the sums without standing for it. */
interface Witness { readonly sum: Sum; readonly amount: number; readonly weight: number; readonly name: string }

/** What the items say of the totals: their net and gross sums, each if all state such a value, and the rows on which they stand. */
interface ItemSums { readonly net: number | null; readonly gross: number | null; readonly rows: readonly TableRow[] }

export interface FoundTotals { readonly fields: Readonly<Record<SumField, Finding | null>>; readonly words: number | null }

/**
 * The three totals: every place that could state one is a mention with a weight; of all choices that add up the one with
 * most support is taken. Rates, lines and the amount in words only confirm; net and VAT are derived from them where they are printed in no other way.
 */
export function findTotals(view: LabelledSheet, rows: readonly TableRow[], sums: readonly SumRow[], kind: Rodzaj, currency: string | null, items: ItemSums): FoundTotals {
  const correction = kind.startsWith('KOR');
  const mentions: Record<Sum, Mention[]> = { netto: [], vat: [], brutto: [] };
  addSumRows(mentions, correction ? sums : withoutStrangers(view, sums, items), correction, rows);
  addLabelled(view, mentions, { currency, correction, rows, parts: partsOf(sums) });
  const words = amountInWords(view);
  addOnlyItem(mentions, items.rows, words);
  if (!correction) addOnlyNet(mentions, items.rows);
  const witnesses = collectWitnesses(sums, words, items, correction);
  const chosen = withoutDoubleUse(choose(mentions, witnesses), mentions);
  const build = (sum: Sum): Finding | null => finding(sum, chosen[sum], mentions[sum], witnesses, chosen.closes);
  const printed = { suma_netto: build('netto'), suma_vat: build('vat'), suma_brutto: build('brutto') };
  return { fields: chosen.closes ? printed : { ...printed, ...(sumOfRates(sums, chosen, correction) ?? (correction ? null : sumOfItems(items.rows, chosen))) }, words };
}

/** One sum under a title that says neither net nor gross is no net sum of its own where it is the gross sum and no tax is stated. */
function withoutDoubleUse(chosen: Choice, mentions: Record<Sum, Mention[]>): Choice {
  const own = mentions.netto.filter(({ amount }) => amount === chosen.netto);
  return chosen.vat === null && chosen.netto === chosen.brutto && own.every(({ unsaid, tentative }) => unsaid || tentative) ? { ...chosen, netto: null } : chosen;
}

/**
 * Where only rates are printed and a gross total: net and VAT as the sums of the rates, if every rate closes and together they give
 * that very total. They stand on the page in parts, so they are derived, not invented.
 */
function sumOfRates(sums: readonly SumRow[], chosen: Choice, correction: boolean): Partial<Record<SumField, Finding>> | null {
  const rated = sums.filter(({ rate, total, row }) => rate !== null && !total && !(correction && (row.section === 'przed' || row.section === 'po')));
  // a line of tax that names its base ("VAT 23% od 4 569,84") needs no gross sum, if the tax is its rate's
  const states = ({ closes, netto, vat, brutto, ...row }: SumRow): boolean => closes || (netto !== null && vat !== null && brutto === null && fitsRate({ closes, netto, vat, brutto, ...row }));
  if (rated.length < 2 || new Set(rated.map(({ rate }) => rate)).size < rated.length || chosen.brutto === null || !rated.every(states)) return null;
  return sumOfParts(rated, chosen.brutto, { name: 'rates_add_up', certainty: 1 });
}

/** How far net and VAT of the only item are the invoice's: one line that makes up the gross total leaves a doubt, several that all close and together make it up do not. */
const LONE_LINE = 0.95;

/** Net and VAT as what the items come to, where each states its net, VAT and gross value and nothing below them but the gross total. */
function sumOfItems(itemRows: readonly TableRow[], chosen: Choice): Partial<Record<SumField, Finding>> | null {
  if (chosen.brutto === null || chosen.vat !== null) return null;
  const parts = itemRows.map(sumsOfItem);
  const closes = parts.every(({ netto, vat, brutto }) => netto && vat && brutto && (netto.amount ?? 0) + (vat.amount ?? 0) === brutto.amount);
  const net = parts.reduce((sum, { netto }) => sum + (netto?.amount ?? 0), 0);
  return parts.length > 0 && closes && (chosen.netto === null || chosen.netto === net) ? sumOfParts(parts, chosen.brutto, { name: 'lines_add_up', certainty: parts.length > 1 ? 1 : LONE_LINE }) : null;
}

/**
 * Net and VAT as sums of parts that make up the gross total: derived, for they stand on the page only in parts. That the three then add up
 * is so by construction and no further evidence.
 */
function sumOfParts(parts: readonly Readonly<Record<Sum, Cell | null>>[], gross: number, { name, certainty }: { readonly name: string; readonly certainty: number }): Partial<Record<SumField, Finding>> | null {
  const total = (key: Sum): number => parts.reduce((all, part) => all + (part[key]?.amount ?? 0), 0);
  if (parts.reduce((all, { netto, vat, brutto }) => all + (brutto?.amount ?? (netto?.amount ?? 0) + (vat?.amount ?? 0)), 0) !== gross) return null;
  const derive = (key: Sum): Finding => {
    const places = parts.flatMap((part) => part[key]?.place ?? []);
    const found = toFinding({ value: formatGrosze(total(key)), places, relation: 'inline', label: null, repaired: false }, [{ name, strength: 0.95 }]);
    return { ...found, derived: true, certainty };
  };
  return { suma_netto: derive('netto'), suma_vat: derive('vat') };
}

/** Where what is to be paid is what the items come to, totals of anything else (a year's, a project's) are no sums of the invoice. */
function withoutStrangers(view: LabelledSheet, sums: readonly SumRow[], { gross }: ItemSums): readonly SumRow[] {
  const paid = gross !== null && hitsOf(view, 'do_zaplaty').some((hit) => valuesOf(view, hit, scanAmounts).some(({ value }) => value === gross));
  return paid ? sums.filter(({ total, brutto }) => !total || brutto?.amount == null || brutto.amount === gross) : sums;
}

/** "Razem zamówienie": what was ordered comes to that, of which the invoice may be a part. */
function ofOrder({ segments: [first] }: TableRow): boolean {
  return /(?<![a-z])(?:zamowien|umow[aye](?![a-z]))/.test(first?.folded ?? '');
}

function addSumRows(mentions: Record<Sum, Mention[]>, sums: readonly SumRow[], correction: boolean, rows: readonly TableRow[]): void {
  const rated = sums.filter(({ rate, total }) => rate !== null && !total);
  for (const sum of sums) {
    const lone = rated.length === 1 && sum === rated[0];
    let weight = sum.total ? 0.8 : lone ? 0.55 : sum.rate === null && sum.row.table === 'summary' ? 0.5 : 0;
    if (weight === 0) continue;
    // the state before or after a correction is never its own sum
    if (correction && (sum.row.section === 'przed' || sum.row.section === 'po') && !sum.row.labels.has('roznica')) continue;
    if (correction && (sum.row.section === 'roznica' || sum.row.labels.has('roznica'))) weight += 0.4;
    if (inOtherCurrency(sum.row, rows) || ofOrder(sum.row)) weight -= 0.6;
    for (const key of ['netto', 'vat', 'brutto'] as const) {
      const cell: Cell | null = sum[key];
      const unsaid = !sum.closes && sum.row.header?.columns.some((column) => column.key === key && column.unsaid) === true;
      if (cell?.amount != null) mentions[key].push({ amount: cell.amount, weight: weight + (sum.closes ? 0.2 : 0) - (unsaid ? 0.4 : 0), name: sum.total ? 'total_row' : 'rate_row', places: [cell.place], repaired: cell.repaired, unsaid });
    }
  }
}

const LABELS: readonly (readonly [key: 'suma_netto' | 'suma_vat' | 'suma_brutto' | 'razem' | 'do_zaplaty' | 'pozostalo' | 'strona_suma', sum: Sum, weight: number])[] = [
  ['suma_netto', 'netto', 0.8], ['suma_vat', 'vat', 0.8], ['suma_brutto', 'brutto', 0.8], ['razem', 'brutto', 0.35], ['do_zaplaty', 'brutto', 0.65], ['pozostalo', 'brutto', 0.25],
  // "Suma częściowa" is the sum of a page, or the net sum before the tax
  ['strona_suma', 'netto', 0.4],
];

/** "Wartość netto pozycji": what an item comes to. */
const OF_AN_ITEM = /^\s*(?:pozycji|poz\.|linii|wiersza)(?:\s|:|$)/;

/** Sums of one of several rates, which are parts of the invoice's whatever they are called. */
function partsOf(sums: readonly SumRow[]): readonly Place[] {
  const rated = sums.filter(({ rate, total, closes }) => rate !== null && !total && closes);
  return new Set(rated.map(({ rate }) => rate)).size < 2 ? [] : rated.flatMap(({ netto, vat, brutto }) => [netto, vat, brutto].flatMap((cell) => cell?.place ?? []));
}

/** What decides whether a labelled amount is the invoice's. */
interface Surroundings { readonly currency: string | null; readonly correction: boolean; readonly rows: readonly TableRow[]; readonly parts: readonly Place[] }

function addLabelled(view: LabelledSheet, mentions: Record<Sum, Mention[]>, { currency, correction, rows, parts }: Surroundings): void {
  const heads = new Map(view.sheet.pages.map((page) => [page.page, headerRowsOf(page)]));
  const paid = hitsOf(view, 'zaplacono', 'pozostalo', 'saldo').some((hit) => valuesOf(view, hit, scanAmounts).some(({ value }) => value !== 0));
  for (const [key, sum, base] of LABELS) {
    for (const hit of hitsOf(view, key)) {
      if (heads.get(hit.segment.page)?.has(hit.segment.row) || OF_AN_ITEM.test(hit.segment.folded.slice(hit.end))) continue;
      const row = rows.find((one) => one.page === hit.segment.page && one.row === hit.segment.row);
      const candidates = amountsOf(view, hit, row);
      const [first] = candidates;
      if (!first || (candidates.length > 1 && key !== 'do_zaplaty') || first.places.some((place) => parts.some((part) => isWithin(place, part)))) continue;
      const sums = row?.cells.filter(({ amount }) => amount !== null).length ?? 0;
      if (sums >= 3 && first.relation !== 'inline') continue;
      let weight = base * labelStrength(first) - (first.relation === 'below' ? 0.25 : 0) - (hit.weak ? 0.1 : 0);
      if (correction && row && (row.section === 'przed' || row.section === 'po') && key !== 'do_zaplaty' && !/zmniejsz|zwieksz|korekt/.test(hit.segment.folded)) continue;
      if (key === 'do_zaplaty' && paid) weight -= 0.3;
      if (currency !== null && otherCurrency(first, currency)) weight -= 0.6;
      mentions[sum].push({ ...toMention(first, signed(first, hit.segment.folded), weight, key), tentative: key === 'strona_suma' });
    }
  }
}

function isWithin(place: Place, { segment, start, end }: Place): boolean {
  return place.segment === segment && place.start < end && place.end > start;
}

/** "Do zwrotu 41,16" is money that goes back. */
function signed({ value }: Candidate<number>, label: string): number {
  return /zwrot|zmniejsz/.test(label) && value > 0 ? -value : value;
}

function toMention(candidate: Candidate<number>, amount: number, weight: number, name: string): Mention {
  return { amount, weight, name, places: candidate.places, repaired: candidate.repaired };
}

function otherCurrency({ places: [place] }: Candidate<number>, currency: string): boolean {
  const code = /(?<![A-Z])(PLN|EUR|USD|GBP|CHF|CZK)(?![A-Z])|(zł)/.exec(place?.segment.text ?? '');
  return code !== null && (code[1] ?? 'PLN') !== currency;
}

/** The amount in words, in grosze; words may run on to the right and over the next line. */
function amountInWords(view: LabelledSheet): number | null {
  for (const hit of hitsOf(view, 'kwota_slownie')) {
    const { start, end } = inlineRange(view, hit);
    const own = hit.segment.text.slice(start, end).replace(/^[\s:.]+/, '');
    const right = segmentsRight(view, hit).map(({ text }) => text).join(' '), below = segmentsBelow(view, hit).slice(0, 2).map(({ text }) => text);
    const tries = [own, `${own} ${right}`, `${own} ${right} ${below[0] ?? ''}`, `${own} ${below[0] ?? ''}`, `${own} ${below.join(' ')}`, below[0] ?? ''];
    for (const text of tries) {
      const amount = text.trim() === '' ? null : parseDamagedAmountInWords(text.trim());
      if (amount !== null) return amount;
    }
  }
  return null;
}

function collectWitnesses(sums: readonly SumRow[], words: number | null, items: ItemSums, correction: boolean): Witness[] {
  const rated = sums.filter(({ rate, total, row }) => rate !== null && !total && !(correction && (row.section === 'przed' || row.section === 'po')));
  const witnesses: Witness[] = [];
  for (const key of SUMS) {
    const amounts = rated.map((sum) => sum[key]?.amount ?? (key === 'vat' && sum.netto ? 0 : null));
    // one row with nothing but this sum is that very mention once more
    const lone = rated.length === 1 && SUMS.every((other) => other === key || rated[0]?.[other]?.amount == null);
    if (rated.length > 0 && !lone && amounts.every((amount) => amount !== null)) witnesses.push({ sum: key, amount: amounts.reduce((total, amount) => total + amount, 0), weight: 0.5, name: 'rates_add_up' });
  }
  if (words !== null) witnesses.push({ sum: 'brutto', amount: words, weight: 0.6, name: 'in_words' });
  for (const [sum, amount] of [['netto', items.net], ['brutto', items.gross]] as const) if (amount !== null) witnesses.push({ sum, amount, weight: 0.4, name: 'lines_add_up' });
  return witnesses;
}

interface Choice { readonly netto: number | null; readonly vat: number | null; readonly brutto: number | null; readonly closes: boolean }

/** An amount that may be taken for a sum, or none, with all that speaks for it. */
interface Option { readonly amount: number | null; readonly support: number; readonly tentative: boolean; readonly likely: boolean }

/** Amounts of each sum that are tried with all others: the ones with most support. Any other counts only where three add up. */
const MOST_LIKELY = 40;

/** Each amount is weighed once, and those that little speaks for only where they add up: a firm's phone bill has hundreds of sums. */
function choose(mentions: Record<Sum, Mention[]>, witnesses: readonly Witness[]): Choice {
  const [netto, vat, brutto] = (['netto', 'vat', 'brutto'] as const).map((sum) => optionsFor(sum, mentions[sum], witnesses)) as [Option[], Option[], Option[]];
  const taxes = new Map(vat.map((tax) => [tax.amount, tax]));
  const likelyTaxes = vat.filter(({ likely }) => likely);
  let best: Choice = { netto: null, vat: null, brutto: null, closes: false }, most = -Infinity;
  for (const gross of brutto) {
    for (const net of netto) {
      const closing = net.amount === null || gross.amount === null ? undefined : taxes.get(gross.amount - net.amount);
      const tried = net.likely && gross.likely ? likelyTaxes : [];
      for (const tax of closing && !(tried.length > 0 && closing.likely) ? [...tried, closing] : tried) {
        const score = scoreOf(net, tax, gross, tax === closing);
        if (score > most) [best, most] = [{ netto: net.amount, vat: tax.amount, brutto: gross.amount, closes: tax === closing }, score];
      }
    }
  }
  return best;
}

function scoreOf(net: Option, tax: Option, gross: Option, closes: boolean): number {
  if (!closes && net.tentative) return -Infinity;
  if (!closes && net.amount !== null && tax.amount !== null && Math.abs(tax.amount) > 0.3 * Math.abs(net.amount) + 100) return -Infinity;
  const whole = net.amount !== null && tax.amount !== null && gross.amount !== null;
  const larger = net.amount !== null && gross.amount !== null && Math.abs(net.amount) > Math.abs(gross.amount);
  return net.support + tax.support + gross.support + (closes ? 1.5 : whole ? -0.4 : 0) - (larger ? 2 : 0);
}

function optionsFor(sum: Sum, mentions: readonly Mention[], witnesses: readonly Witness[]): Option[] {
  const byAmount = new Map<number, Mention[]>();
  for (const mention of mentions) {
    const own = byAmount.get(mention.amount);
    if (own) own.push(mention);
    else byAmount.set(mention.amount, [mention]);
  }
  const named = [...byAmount].filter(([, own]) => own.some(({ weight }) => weight > 0)).map(([amount, own]) => {
    const weights = own.map(({ weight }) => weight).sort((a, b) => b - a);
    const confirmed = witnesses.filter((witness) => witness.sum === sum && agrees(witness.amount, amount));
    const support = weights.reduce((total, weight, i) => total + weight / 2 ** i, 0) + confirmed.reduce((total, { weight }) => total + weight, 0);
    return { amount, support, tentative: sum === 'netto' && own.every(({ tentative }) => tentative) };
  });
  const likely = new Set([...named].sort((a, b) => b.support - a.support).slice(0, MOST_LIKELY));
  return [{ amount: null, support: 0, tentative: false, likely: true }, ...named.map((option) => ({ ...option, likely: likely.has(option) }))];
}

/** Sums of lines may differ from the printed total by some grosze of rounding. */
function agrees(witness: number, amount: number): boolean {
  return Math.abs(witness - amount) <= 2;
}

function finding(sum: Sum, amount: number | null, mentions: readonly Mention[], witnesses: readonly Witness[], closes: boolean): Finding | null {
  if (amount === null) return null;
  const own = mentions.filter((mention) => mention.amount === amount).sort((a, b) => b.weight - a.weight || Number(a.repaired) - Number(b.repaired));
  const [best] = own;
  if (!best) return null;
  const evidence: Evidence[] = [{ name: best.name, strength: Math.min(0.9, best.weight) }];
  if (closes) evidence.push({ name: 'sums_add_up', strength: 0.85 });
  if (own.length > 1) evidence.push({ name: 'repeated', strength: 0.5 });
  for (const witness of witnesses) if (witness.sum === sum && agrees(witness.amount, amount)) evidence.push({ name: witness.name, strength: witness.weight });
  const others = mentions.filter((mention) => mention.amount !== amount && mention.weight > 0.2).map((mention) => ({ value: formatGrosze(mention.amount), strength: Math.min(0.5, mention.weight / 2) }));
  return toFinding({ value: formatGrosze(amount), places: best.places, relation: 'inline', label: null, repaired: best.repaired && textOf(best.places) !== '' }, evidence, others);
}

