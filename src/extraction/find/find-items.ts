import type { Pozycja, Rodzaj } from '../extraction.types';
import { formatGrosze, parsePolishDecimal } from '../read/parse-polish-amount';
import { readingConfidence } from '../read/evidence';
import { tidy } from '../read/normalise-text';
import type { FoundTotals } from './find-totals';
import type { Cell, TableRow } from './table-rows';
import type { ColumnKey } from './column-titles';

/** An item as it stands on its row, with the pieces of its name. */
export interface Draft { readonly row: TableRow; names: Cell[]; lp: number | null }

/** In em: a line of a wrapped name is not further from its item. */
const WRAP = 2.1;

/**
 * The rows of goods and services. A row is an item when it has amounts and a number or a name; text between two items under the
 * column of names belongs to the nearer one. Carry-over rows, totals and repeated heads are none.
 */
export function findItems(rows: readonly TableRow[], kind: Rodzaj): Draft[] {
  const drafts: Draft[] = [];
  const loose: TableRow[] = [];
  let ended: TableRow['header'] = null;
  for (const row of rows) {
    if (row.table !== 'items' || row.header === ended) continue;
    if (endsTable(row)) { if (!row.labels.has('strona_suma')) ended = row.header; continue; }
    if (isItem(row)) drafts.push({ row, names: [...(row.byColumn.get('nazwa') ?? [])], lp: lpOf(row) });
    else if (row.cells.every(({ kind: cell }) => cell !== 'money')) loose.push(row);
  }
  attachWrapped(drafts, loose.map((row) => ({ row, cells: textUnderNames(row, drafts) })));
  // of a correction with both tables the state after it is the invoice's
  const after = drafts.some(({ row }) => row.section === 'po') ? drafts.filter(({ row }) => row.section !== 'przed') : drafts;
  const own = ADVANCES.has(kind) ? withoutOrders(after, rows) : after;
  takeNumbersOff(own);
  return own;
}

export function toItems(drafts: readonly Draft[]): Pozycja[] {
  return drafts.map((draft, i) => toPozycja(draft, i + 1));
}

/** Values under a title that says neither net nor gross are gross where they make up the gross total and not the net one. */
export function settleValues(items: readonly Pozycja[], drafts: readonly Draft[], { suma_netto, suma_brutto }: FoundTotals['fields']): readonly Pozycja[] {
  const unsaid = drafts.every(({ row: { header } }) => header?.columns.some(({ key, unsaid: open }) => key === 'netto' && open) === true && !header.columns.some(({ key }) => key === 'brutto'));
  const total = items.reduce((sum, { wartosc_netto }) => sum + Math.round(Number(wartosc_netto) * 100), 0);
  if (!unsaid || suma_netto === null || suma_netto.value === suma_brutto?.value || formatGrosze(total) !== suma_brutto?.value) return items;
  return items.map((item) => ({ ...item, cena_netto: null, wartosc_netto: null, wartosc_brutto: item.wartosc_netto }));
}

const ADVANCES: ReadonlySet<Rodzaj> = new Set<Rodzaj>(['ZAL', 'KOR_ZAL']);
const ORDER = /^(?:wartosc |pozycje |dane |tresc )?(?:zamowieni[ea]|umow[ay]|order)\b(?!.*:)/;

/** An advance invoice repeats the order under a title of its own, below what was paid for: the rows of that table are the order's. */
function withoutOrders(drafts: readonly Draft[], rows: readonly TableRow[]): Draft[] {
  const place = (page: number, row: number): string => `${page}:${row}`;
  const captions = new Map(rows.map(({ page, row, segments }) => [place(page, row), segments[0]?.folded ?? '']));
  const headers = new Set(drafts.map(({ row }) => row.header));
  const orders = new Set([...headers].filter((header) => header !== null && ORDER.test(captions.get(place(header.page, header.first - 1)) ?? '')));
  const own = drafts.filter(({ row }) => !orders.has(row.header));
  return own.length > 0 ? own : [...drafts];
}

function endsTable(row: TableRow): boolean {
  const amounts = row.cells.filter(({ kind }) => kind === 'money').length;
  if (amounts >= 3 && !['razem', 'w_tym', 'suma_netto', 'suma_brutto', 'strona_suma', 'roznica'].some((key) => row.labels.has(key as never))) return false;
  if (!row.cells.some(({ kind }) => kind === 'money') && !['sposob_platnosci', 'numer_konta', 'termin_platnosci', 'kwota_slownie', 'do_zaplaty', 'podpis'].some((key) => row.labels.has(key as never))) return false;
  return ['razem', 'w_tym', 'do_zaplaty', 'suma_netto', 'suma_brutto', 'kwota_slownie', 'sposob_platnosci', 'strona_suma', 'numer_konta', 'termin_platnosci', 'roznica', 'uwagi', 'podpis'].some((key) => row.labels.has(key as never))
    && lpOf(row) === null && row.cells.length > 0;
}

function lpOf(row: TableRow): number | null {
  const cell = row.byColumn.get('lp')?.[0];
  const digits = /^0*(\d{1,4})\.?$/.exec(cell?.text.trim() ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

function isItem(row: TableRow): boolean {
  const money = (['netto', 'brutto', 'cena', 'cena_brutto', 'vat'] as const).filter((key) => row.byColumn.get(key)?.some(({ amount }) => amount !== null)).length;
  const quantity = row.byColumn.has('ilosc');
  const name = row.byColumn.get('nazwa')?.some(({ text }) => /\p{L}{2}/u.test(text)) ?? false;
  return money > 0 && (lpOf(row) !== null || (name && (money > 1 || quantity)) || (quantity && money > 1 && row.byColumn.has('cena')));
}

/** A title may be centred over the names, so that these begin before it, but behind a column whose title is unknown. */
function textUnderNames(row: TableRow, drafts: readonly Draft[]): Cell[] {
  const column = row.header?.columns.find(({ key }) => key === 'nazwa');
  const next = row.header?.columns.find(({ x0 }) => column !== undefined && x0 > column.x0 + 0.5);
  if (!column) return [];
  const left = Math.min(column.x0, ...drafts.filter(({ row: { header } }) => header === row.header).flatMap(({ row: { byColumn } }) => byColumn.get('nazwa')?.[0]?.x0 ?? []));
  const unknown = row.header?.columns.findLast(({ closeness }) => closeness === 0)?.x1 ?? -Infinity;
  return row.cells.filter((cell) => cell.x0 > unknown - 0.5 && cell.kind !== 'money' && /\p{L}{2}|\d/u.test(cell.text) && cell.x0 > Math.min(left - 0.5, column.x0 - 2.5) && cell.x0 < (next?.x0 ?? Infinity) - 0.5 && cell.x1 > left - 0.5);
}

/** Where the column of numbers is missing or was glued to the names, "1 Deska", "2 Listwa": numbers that count the items are none of their names. */
function takeNumbersOff(drafts: Draft[]): void {
  const counted = drafts.map(({ lp, names: [first] }, i) => lp === null && Number(/^(\d{1,3})\.?\s+\S*\p{L}/u.exec(first?.text ?? '')?.[1]) === i + 1);
  if (drafts.length < 2 || !drafts.every(({ lp }, i) => counted[i] === true || lp === i + 1)) return;
  drafts.forEach((draft, i) => {
    const [first, ...rest] = draft.names;
    if (first && counted[i] === true) [draft.lp, draft.names] = [i + 1, [{ ...first, text: first.text.replace(/^\d{1,3}\.?\s+/, '') }, ...rest]];
  });
}

/** Each loose line goes to the item it follows, or to one just below whose own name is missing; a long gap ends the name. */
function attachWrapped(drafts: readonly Draft[], loose: readonly { row: TableRow; cells: Cell[] }[]): void {
  for (const { row, cells } of loose) {
    if (cells.length === 0 || row.cells.length > cells.length + 1) continue;
    const above = drafts.filter((draft) => draft.row.page === row.page && draft.row.row < row.row).at(-1);
    const below = drafts.find((draft) => draft.row.page === row.page && draft.row.row > row.row);
    const toBelow = below && below.row.cy - row.cy < WRAP && !below.row.byColumn.has('nazwa');
    if (toBelow && (!above || above.row.byColumn.has('nazwa') || below.row.cy - row.cy < row.cy - lastLine(above))) { below.names = [...below.names.filter(({ place }) => place.segment.row < below.row.row), ...cells, ...below.names.filter(({ place }) => place.segment.row >= below.row.row)]; continue; }
    if (above && row.cy - lastLine(above) < WRAP && !isNote(cells)) above.names.push(...cells);
  }
}

function lastLine({ row, names }: Draft): number {
  return Math.max(row.cy, ...names.filter(({ place }) => place.segment.page === row.page).map(({ place }) => place.segment.cy));
}

function isNote(cells: readonly Cell[]): boolean {
  return /^(?:pkwiu|cn|gtu|ean|kod|indeks|symbol|sku|rabat)\b/i.test(cells[0]?.text ?? '');
}

function toPozycja({ row, names, lp }: Draft, index: number): Pozycja {
  const first = (key: ColumnKey): Cell | undefined => row.byColumn.get(key)?.[0];
  const money = (key: ColumnKey): string | null => { const amount = first(key)?.amount; return amount == null ? null : formatGrosze(amount); };
  const quantity = /^(-?\d[\d\s.,]*)(\p{L}.*)?$/u.exec(first('ilosc')?.text ?? '');
  const ilosc = quantity ? parsePolishDecimal((quantity[1] ?? '').trim()) : null;
  const cena_netto = parsePolishDecimal(first('cena')?.text ?? '', 2);
  const stawka = first('stawka');
  const cells = [...row.byColumn.values()].flat();
  const item = {
    lp: lp ?? index, nazwa: tidy(names.map(({ text }) => text).join(' ')), ilosc, jednostka: first('jednostka')?.text ?? quantity?.[2] ?? null, cena_netto,
    stawka_vat: stawka?.rate ?? null, wartosc_netto: money('netto'), wartosc_vat: money('vat'), wartosc_brutto: money('brutto'),
  };
  const reading = readingConfidence(cells.map(({ place }) => place));
  return { ...item, confidence: Math.round(1000 * reading * (lineCloses(item) ? 0.98 : 0.65)) / 1000, page: row.page };
}

/** Whether quantity times price is the net value, as far as the row has them. Unit prices may be printed rounded. */
export function lineCloses({ ilosc, cena_netto, wartosc_netto }: Pick<Pozycja, 'ilosc' | 'cena_netto' | 'wartosc_netto'>): boolean {
  if (ilosc === null || cena_netto === null || wartosc_netto === null) return false;
  return Math.abs(Number(ilosc) * Number(cena_netto) - Number(wartosc_netto)) <= 0.005 * Math.abs(Number(ilosc)) + 0.0101;
}
