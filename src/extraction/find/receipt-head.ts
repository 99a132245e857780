import { scanDates, type Token } from '../read/scan-values';
import type { Segment } from '../read/sheet.types';
import { toFinding, type Finding } from './finding';
import { hitsOf, type Candidate, type LabelledSheet } from './label-values';

/** The line of a fiscal receipt that tells its day and number. */
export interface ReceiptHead { readonly page: number; readonly row: number; readonly day: Finding; readonly number: Finding | null }

/** In em, per height of the title: the line of day and number stands right over or under it. */
const NEAR = 3;
/** What printers put before the number of the printout, and the number. */
const NUMBER = /^(?:(?:nr|numer)\.?\s{0,3}(?:wydr|wydruku|par|paragonu)?[.:\s]{0,4}|#\s?)?(\p{Lu}{0,3}\d{3,8}(?:[/-]\d{1,6}){0,3})$/iu;
/** Whoever sees the line knows the number by its place only. */
const BY_PLACE = 0.7;

/** The title of a fiscal receipt on the first page, also in letters set apart or without Polish ones; null on invoices, which may be printed with a receipt or name one. */
export function receiptTitle({ sheet }: LabelledSheet): Segment | null {
  const [page] = sheet.pages;
  if (!page || page.segments.some(({ folded }) => /^\W*(?:e-?)?faktura(?![a-z])/.test(folded))) return null;
  const title = page.rows.find((row) => /^paragonf[il1]skaln[yv]$/.test(row.map(({ folded }) => folded).join('').replace(/0/g, 'o').replace(/[^a-z1]/g, '')));
  return title?.[0] ?? null;
}

/** Whether a receipt says who bought: "NIP nabywcy", or both words in the other order. With that it is an invoice. */
export function namesBuyersNip(view: LabelledSheet): boolean {
  const buyers = hitsOf(view, 'nabywca').map(({ segment }) => segment);
  return hitsOf(view, 'nip_nabywcy').length > 0 || hitsOf(view, 'nip').some(({ segment }) => buyers.some((buyer) => buyer === segment || (buyer.page === segment.page && buyer.row === segment.row && segment.column === buyer.column + 1 && /^nabywca\W*$/.test(buyer.folded))));
}

/** Day and number beside the title of a receipt; null where no line there begins or ends with a day, or two do. */
export function findReceiptHead(view: LabelledSheet): ReceiptHead | null {
  const title = receiptTitle(view), rows = view.sheet.pages[0]?.rows ?? [];
  const heads = title ? rows.slice(Math.max(0, title.row - 2), title.row + 3).flatMap((row) => readHead(title, row) ?? []) : [];
  return heads.length === 1 ? heads[0] ?? null : null;
}

function readHead(title: Segment, row: readonly Segment[]): ReceiptHead | null {
  const dated = row.filter(({ cy }) => Math.abs(cy - title.cy) < NEAR * Math.max(1, title.height)).flatMap((segment) => scanDates(segment.text).map((token) => ({ segment, token })));
  const [only] = dated;
  if (!only || dated.length > 1 || only.token.start > 0) return null;
  const rest = row.flatMap((segment) => numberIn(segment, segment === only.segment ? only.token.end : 0));
  return { page: title.page, row: only.segment.row, day: byPlace(only.segment, only.token), number: rest.length === 1 ? rest[0] ?? null : null };
}

function numberIn(segment: Segment, from: number): Finding[] {
  const text = segment.text.slice(from), lead = /^\s*(?:\d{1,2}:\d{2}(?::\d{2})?\s*)?/.exec(text)?.[0].length ?? 0;
  const value = NUMBER.exec(text.slice(lead).trimEnd())?.[1];
  const start = value === undefined ? -1 : text.lastIndexOf(value);
  return value === undefined ? [] : [byPlace(segment, { value, start: from + start, end: from + start + value.length, repaired: false })];
}

function byPlace(segment: Segment, { value, start, end, repaired }: Token): Finding {
  const candidate: Candidate = { value, places: [{ segment, start, end }], relation: 'alone', label: null, repaired };
  return toFinding(candidate, [{ name: 'position', strength: BY_PLACE }]);
}
