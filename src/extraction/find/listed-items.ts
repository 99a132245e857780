import type { Pozycja } from '../extraction.types';
import { readingConfidence, wholePlace } from '../read/evidence';
import { tidy } from '../read/normalise-text';
import { formatGrosze, parsePolishAmount, parsePolishDecimal } from '../read/parse-polish-amount';
import { scanAmounts } from '../read/scan-values';
import type { Segment, SheetPage } from '../read/sheet.types';
import { parseVatRate } from '../read/vat-rate';
import type { FoundTotals } from './find-totals';
import { inlineRange, type LabelledSheet } from './label-values';

/** A name and, at the other end of its line, the one sum of it. */
interface Line { readonly page: SheetPage; readonly row: number; readonly segments: readonly Segment[]; readonly name: string; readonly amount: number }

/** "34 str. × 58,00 zł netto, VAT 23%" below a name. */
const CALCULATION = /^(\d{1,9}(?:[.,]\d{1,4})?)\s{0,4}(\p{L}[\p{L}-]{0,8}\.?)?\s{0,4}[x×*]\s{0,4}(\d[\d ]{0,15}[.,]\d{2})(?!\d)(.*)$/u;

/**
 * Items of a document without a table: lines that are counted ("1)", "2)", "3)") and end in a sum, or that have their calculation below
 * them. As anything may be listed on a page, only those count that together make up the net or the gross total.
 */
export function listedItems(view: LabelledSheet, { suma_netto, suma_brutto }: FoundTotals['fields']): Pozycja[] {
  const lines = view.sheet.pages.flatMap((page) => page.rows.flatMap((_, row) => lineAt(view, page, row) ?? []));
  for (const items of [calculated(lines), counted(lines), lone(lines, suma_netto)]) {
    const total = formatGrosze(items.reduce((sum, { amount }) => sum + amount, 0));
    const key = total === suma_netto?.value ? 'wartosc_netto' : total === suma_brutto?.value ? 'wartosc_brutto' : null;
    if (key !== null && items.length > 0) return items.map(({ amount, item }, i) => ({ ...item, lp: i + 1, cena_netto: key === 'wartosc_netto' ? item.cena_netto : null, [key]: formatGrosze(amount) }));
  }
  return [];
}

/** The last two neighbours of a row that read as a name and a sum; a label of a sum is no name. */
function lineAt(view: LabelledSheet, page: SheetPage, row: number): Line | null {
  const segments = (page.rows[row] ?? []).slice(-2), [first, second] = segments;
  const [sum, ...more] = scanAmounts(second?.text ?? '');
  if (!first || !second || !sum || more.length > 0 || /\p{L}{4}/u.test(second.text)) return null;
  const labels = (view.labels.get(first) ?? []).some((hit) => hit.leading && !/\p{L}{3}/u.test(first.text.slice(inlineRange(view, hit).start)));
  return labels || !/\p{L}{3}/u.test(first.text) ? null : { page, row, segments, name: first.text, amount: sum.value };
}

interface Listed { readonly amount: number; readonly item: Pozycja }

/** Lines whose numbers count them from one on. */
function counted(lines: readonly Line[]): Listed[] {
  const found: Listed[] = [];
  for (const line of lines) {
    const [, number, name] = /^\(?(\d{1,3})[.)]{1,3}\s+(\S.*)$/u.exec(line.name) ?? [];
    if (Number(number) === found.length + 1) found.push({ amount: line.amount, item: toPozycja(line, [], { nazwa: tidy(name ?? '') }) });
  }
  return found.length > 1 ? found : [];
}

/** Words for sums, whatever label they are part of. */
const OF_SUMS = /(?<![a-z])(?:netto|brutto|vat|podat\w*|razem|ogolem|suma|kwota|wartosc|naleznosc|do zaplaty|zaplac\w*|saldo|wynagrodzenie|przelew\w*|przedplata|oplacono|wplac\w*|wplata|gotowk\w*|stan|konto|konta|kapital|rachun\w*|zalicz\w*|rabat\w*|upust\w*)(?![a-z])/;
const FEWEST_WORDS = 2;

/** The only line that says in words what the whole net sum is for: the one item of a letter without a table. A calculation below it that comes to something else denies it. */
function lone(lines: readonly Line[], net: FoundTotals['fields']['suma_netto']): Listed[] {
  const named = lines.filter(({ amount, name, segments }) => formatGrosze(amount) === net?.value && !OF_SUMS.test(segments[0]?.folded ?? '') && (name.match(/\p{L}{3,}/gu) ?? []).length >= FEWEST_WORDS);
  return named.length === 1 && !named.some(calculationBelow) ? named.map((line) => ({ amount: line.amount, item: toPozycja(line, [], { nazwa: tidy(line.name) }) })) : [];
}

/** Lines that the calculation below them results in. */
function calculated(lines: readonly Line[]): Listed[] {
  return lines.flatMap((line) => {
    const below = calculationBelow(line);
    const [, quantity = '', unit, price = '', rest = ''] = CALCULATION.exec(below?.text ?? '') ?? [];
    const ilosc = parsePolishDecimal(quantity), each = parsePolishAmount(price);
    if (!below || ilosc === null || each === null || Math.abs(Number(ilosc) * each - line.amount) > 1) return [];
    const stawka_vat = parseVatRate(/\d{1,2}\s?%|\bzw\b/.exec(rest)?.[0] ?? '');
    return [{ amount: line.amount, item: toPozycja(line, [below], { nazwa: tidy(line.name), ilosc, jednostka: unit ?? null, cena_netto: formatGrosze(each), stawka_vat }) }];
  });
}

function calculationBelow({ page, row, segments: [name] }: Line): Segment | undefined {
  return page.rows.slice(row + 1, row + 3).flat().find(({ x0, x1, text }) => x0 < (name?.x1 ?? 0) && x1 > (name?.x0 ?? 0) && CALCULATION.test(text));
}

function toPozycja(line: Line, more: readonly Segment[], known: Partial<Pozycja>): Pozycja {
  const confidence = Math.round(900 * readingConfidence([...line.segments, ...more].map(wholePlace))) / 1000;
  const open = { ilosc: null, jednostka: null, cena_netto: null, stawka_vat: null, wartosc_netto: null, wartosc_vat: null, wartosc_brutto: null };
  return { lp: 1, nazwa: '', ...open, ...known, confidence, page: line.page.page };
}
