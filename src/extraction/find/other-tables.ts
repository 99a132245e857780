import type { Rodzaj } from '../extraction.types';
import type { TableRow } from './table-rows';
import type { Draft } from './wrapped-names';

const ADVANCES: ReadonlySet<Rodzaj> = new Set<Rodzaj>(['ZAL', 'KOR_ZAL']);
const ORDER = /^(?:wartosc |pozycje |dane |tresc )?(?:zamowieni[ea]|umow[ay]|order)\b(?!.*:)/;
const BREAKDOWN = /^(?:zalacznik|wykaz|rozbicie|szczegolowy wykaz|szczegolowe zestawienie|specyfikacja transakcji)\b/;

/**
 * Without the rows of tables that are not what is invoiced: an advance invoice repeats the order under a title of its own, below what was
 * paid for; an enclosure lists the single deliveries that the items before it sum up.
 */
export function withoutOtherTables(drafts: readonly Draft[], rows: readonly TableRow[], kind: Rodzaj): Draft[] {
  const captions = new Map(rows.map(({ page, row, segments }) => [placeOf(page, row), segments[0]?.folded ?? '']));
  const [first] = drafts;
  const isOther = ({ row: { header } }: Draft): boolean => {
    const caption = header ? captions.get(placeOf(header.page, header.first - 1)) ?? '' : '';
    return (ADVANCES.has(kind) && ORDER.test(caption)) || (header !== first?.row.header && BREAKDOWN.test(caption));
  };
  const own = ofAdvance(drafts.filter((draft) => !isOther(draft)), kind);
  return own.length > 0 ? [...own] : [...drafts];
}

/** What stands in the name of what is paid in advance. */
const ADVANCE = /zaliczk|przedp[lł]at|zadat|advance|deposit/i;

/** An advance invoice whose first table names advances only: a later table that names none is of the order. */
function ofAdvance(drafts: readonly Draft[], kind: Rodzaj): readonly Draft[] {
  const isAdvance = ({ names }: Draft): boolean => names.some(({ text }) => ADVANCE.test(text));
  const paid = drafts.filter(({ row: { header } }) => header === drafts[0]?.row.header), later = drafts.filter((draft) => !paid.includes(draft));
  return ADVANCES.has(kind) && paid.every(isAdvance) && !later.some(isAdvance) ? paid : drafts;
}

/** Of a correction's items those after it: not those of tables before it, nor rows marked so in a column "before". */
export function afterCorrection(drafts: readonly Draft[]): Draft[] {
  const after = drafts.some(({ row }) => row.section === 'po') ? drafts.filter(({ row }) => row.section === 'po' || row.section === null) : drafts;
  const unmarked = after.filter((draft) => !isBefore(draft));
  return unmarked.length > 0 ? unmarked : [...after];
}

function isBefore({ row }: Draft): boolean {
  return row.byColumn.get('stan')?.some(({ text }) => /^(?:tak|(?:stan )?przed|yes|by[lł]o)(?!\p{L})/iu.test(text)) ?? false;
}

/** Where what was and what is stand on two rows and the name between them, the name is of what is. */
export function withoutNamelessStates(drafts: readonly Draft[]): Draft[] {
  const kept = drafts.filter((draft, i) => !isBefore(draft) || draft.names.length > 0 || drafts[i + 1]?.row.header !== draft.row.header);
  return kept.length > 0 ? kept : [...drafts];
}

/** Where an item is named and numbered only on the row of what it was, what it is has that name. */
export function nameStates(drafts: readonly Draft[]): void {
  drafts.forEach((draft, i) => {
    const before = drafts[i - 1];
    if (before && isBefore(before) && !isBefore(draft) && draft.row.byColumn.has('stan') && draft.names.length === 0) [draft.names, draft.lp] = [before.names, draft.lp ?? before.lp];
  });
}

/** A row that converts into zlotys: it names an exchange rate, or stands in a table that does. */
export function inOtherCurrency(row: TableRow, rows: readonly TableRow[]): boolean {
  return row.labels.has('kurs') || rows.some((other) => other.page === row.page && other.cy <= row.cy && row.cy - other.cy < 4 && other.labels.has('kurs') && !other.labels.has('razem') && !isTrip(other));
}

/** A unit of carriers and laundries ("4 kurs"). */
function isTrip({ byColumn }: TableRow): boolean {
  return byColumn.get('jednostka')?.some(({ text }) => /^kurs/i.test(text)) === true;
}

function placeOf(page: number, row: number): string {
  return `${page}:${row}`;
}
