import type { LabelHit, LabelIndex } from '../read/find-labels';
import type { LabelKey } from '../read/label-dictionary';
import { trimPlace } from '../read/evidence';
import type { Token } from '../read/scan-values';
import type { Place, Segment, Sheet, SheetPage } from '../read/sheet.types';

/** Where a value stands as seen from its label. */
export type Relation = 'inline' | 'right' | 'below' | 'above' | 'block' | 'alone';

/** A possible value of a field with its evidence. */
export interface Candidate<T = string> {
  readonly value: T;
  readonly places: readonly Place[];
  readonly relation: Relation;
  readonly label: LabelHit | null;
  readonly repaired: boolean;
}

/** In em. */
const REACH_RIGHT = 40;
const REACH_BELOW = 3.2;
/** Pitch of the lines of one label. */
const WRAPPED_LINE = 1.8;

/** The document as finders see it: text with its labels. */
export interface LabelledSheet {
  readonly sheet: Sheet;
  readonly labels: LabelIndex;
}

export function hitsOf({ sheet, labels }: LabelledSheet, ...keys: readonly LabelKey[]): LabelHit[] {
  return sheet.pages.flatMap(({ segments }) => segments.flatMap((segment) => (labels.get(segment) ?? []).filter(({ key }) => keys.includes(key))));
}

export function pageOf({ sheet }: LabelledSheet, segment: Segment): SheetPage | undefined {
  // Pages stand in order, as a rule without a gap.
  const likely = sheet.pages[segment.page - 1];
  return likely?.page === segment.page ? likely : sheet.pages.find(({ page }) => page === segment.page);
}

/**
 * Values that belong to a label: behind it in its own segment, else to its right, else below it, and only where no other label comes between.
 * `scan` finds typed values in a text; its tokens are in characters of that text.
 */
export function valuesOf<T>(view: LabelledSheet, hit: LabelHit, scan: (text: string) => readonly Token<T>[]): Candidate<T>[] {
  const inline = inlineValues(view, hit, scan);
  if (inline.length > 0) return inline;
  if (restAfter(view, hit).length > 3) return wrappedValues(view, hit, scan);
  const right = valuesRight(view, hit, scan), below = right.length > 0 && !standsOver(view, hit, right[0]) ? [] : valuesBelow(view, hit, scan);
  return right.length > 0 && !(below[0] && isFlush(hit, below[0])) ? right : below;
}

/** In em: the values of a table beside a column at the side are not nearer. */
const TABLE_GAP = 8;

/** Whether figures of something else stand, a wide gap away, between a label and what is to its right: in a column beside a table its value is rather the one below it. */
function standsOver<T>(view: LabelledSheet, hit: LabelHit, right: Candidate<T> | undefined): boolean {
  const [first] = segmentsRight(view, hit);
  return first !== undefined && right !== undefined && first !== right.places[0]?.segment && /\d{2}/.test(first.text) && first.x0 - hit.segment.x1 > TABLE_GAP;
}

/** In em: the value of a label alone on its line begins at the same edge. */
const FLUSH = 0.5;

function isFlush<T>({ segment, whole }: LabelHit, { places: [place] }: Candidate<T>): boolean {
  return whole && place !== undefined && place.start === 0 && place.end === place.segment.text.length && Math.abs(place.segment.x0 - segment.x0) < FLUSH;
}

/** Where the value of a label may run in its own segment: from behind it to the next label. Neighbouring labels of the same key count as one ("Nr / No."). */
export function inlineRange(view: LabelledSheet, hit: LabelHit): { start: number; end: number } {
  const others = (view.labels.get(hit.segment) ?? []).filter((other) => other.start >= hit.end).sort((a, b) => a.start - b.start);
  let start = hit.end;
  for (const other of others) {
    if (/[\p{L}\d]/u.test(hit.segment.text.slice(start, other.start))) return { start, end: other.start };
    if (other.key !== hit.key) return { start, end: other.start };
    start = other.end;
  }
  return { start, end: hit.segment.text.length };
}

function restAfter(view: LabelledSheet, hit: LabelHit): string {
  const { start, end } = inlineRange(view, hit);
  const rest = hit.segment.folded.slice(start, end);
  // words that only go on naming: "Data dostawy/usługi:", "Kwota (brutto)", "…, z zastrzeżeniem art. 106na ust. 1 ustawy:"
  if (/^.{0,40}:\s*$/.test(rest) || (!/\d/.test(rest) && /^\s*[/(].{0,30}$/.test(rest))) return '';
  return rest.replace(/[^a-z0-9]/g, '').replace(/(?:pln|eur|usd|zl)$/, '').replace(/^(?:vat|netto|brutto|zt|dostawy|sprzedazy|uslugi)$/, '');
}

/** A label that goes on over the next line: "Data dokonania lub zakończenia dostawy towarów lub" / "wykonania usługi: 13.02.2026". */
function wrappedValues<T>(view: LabelledSheet, hit: LabelHit, scan: (text: string) => readonly Token<T>[]): Candidate<T>[] {
  const { start, end } = inlineRange(view, hit);
  if (end < hit.segment.text.length || /[\d:]/.test(hit.segment.text.slice(start))) return [];
  const [next] = segmentsBelow(view, hit, WRAPPED_LINE);
  const words = /^[^\d:]{1,40}:/.exec(next?.text ?? '')?.[0].length ?? 0;
  return next && words > 0 ? scan(next.text.slice(words)).map((token) => toCandidate(token, next, words, 'below', hit)) : [];
}

function inlineValues<T>(view: LabelledSheet, hit: LabelHit, scan: (text: string) => readonly Token<T>[]): Candidate<T>[] {
  const { start, end } = inlineRange(view, hit);
  return scan(hit.segment.text.slice(start, end)).map((token) => toCandidate(token, hit.segment, start, 'inline', hit));
}

/** A value found in a text that begins `offset` characters into its segment. */
export function toCandidate<T>(token: Token<T>, segment: Segment, offset: number, relation: Relation, label: LabelHit | null): Candidate<T> {
  return { value: token.value, places: [trimPlace({ segment, start: token.start + offset, end: token.end + offset })], relation, label, repaired: token.repaired };
}

/** Segments to the right of a label up to the next label of another key. */
export function segmentsRight(view: LabelledSheet, hit: LabelHit, reach = REACH_RIGHT): Segment[] {
  const row = pageOf(view, hit.segment)?.rows[hit.segment.row] ?? [];
  const found: Segment[] = [];
  for (const segment of row.slice(hit.segment.column + 1)) {
    if (segment.x0 - hit.segment.x1 > reach) break;
    const head = (view.labels.get(segment) ?? []).find(({ leading }) => leading);
    if (head && head.key !== hit.key && !(head.weak && !head.whole)) break;
    if (!head?.whole) found.push(segment);
  }
  return found;
}

/** Values of the nearest segment to the right of a label that holds any. */
export function valuesRight<T>(view: LabelledSheet, hit: LabelHit, scan: (text: string) => readonly Token<T>[]): Candidate<T>[] {
  for (const segment of segmentsRight(view, hit)) {
    const head = (view.labels.get(segment) ?? []).find(({ leading, key }) => leading && key === hit.key);
    const tokens = scan(head ? segment.text.slice(head.end) : segment.text);
    if (tokens.length > 0) return tokens.map((token) => toCandidate(token, segment, head?.end ?? 0, 'right', hit));
  }
  return [];
}

/** Segments below a label that stand under it: their extents overlap or they share its left or right edge or middle. */
export function segmentsBelow(view: LabelledSheet, hit: LabelHit, reach = REACH_BELOW): Segment[] {
  const from = hit.segment.glyphs[hit.start]?.x0 ?? hit.segment.x0, to = hit.segment.glyphs[hit.end - 1]?.x1 ?? hit.segment.x1;
  const rows = pageOf(view, hit.segment)?.rows ?? [];
  const found: Segment[] = [];
  for (const row of rows.slice(hit.segment.row + 1)) {
    const under = row.filter((segment) => segment.cy - hit.segment.cy <= reach * Math.max(1, hit.segment.height / 1.3) && overlaps(segment, from, to));
    for (const segment of under) {
      const head = (view.labels.get(segment) ?? []).find(({ leading }) => leading);
      if (head && head.key !== hit.key && !(head.weak && !head.whole)) return found;
      if (!head?.whole) found.push(segment);
    }
    if (row.some((segment) => segment.cy - hit.segment.cy > reach * Math.max(1, hit.segment.height / 1.3))) break;
  }
  return found;
}

function overlaps(segment: Segment, from: number, to: number): boolean {
  return Math.min(segment.x1, to) - Math.max(segment.x0, from) > 0.3 || Math.abs(segment.x0 - from) < 1 || Math.abs(segment.x1 - to) < 1;
}

function valuesBelow<T>(view: LabelledSheet, hit: LabelHit, scan: (text: string) => readonly Token<T>[]): Candidate<T>[] {
  for (const segment of segmentsBelow(view, hit)) {
    const head = (view.labels.get(segment) ?? []).find(({ leading, key }) => leading && key === hit.key);
    const tokens = scan(head ? segment.text.slice(head.end) : segment.text);
    if (tokens.length > 0) return tokens.map((token) => toCandidate(token, segment, head?.end ?? 0, 'below', hit));
    if (/[a-z0-9]{3}/.test(segment.folded)) return [];
  }
  return [];
}

/** "Dotyczy lokalu nr 2": no other invoice. */
const OF_THING = /^\W{0,3}(?:lokal|umow|najm|zlecen|zamow|szkolen|obiekt|projekt|budyn|budow|pojazd|mieszka)/;

/** "Dokument korygowany: FS/6/2026 z dnia …, nr KSeF: …": what stands behind the label of another invoice on its line is that invoice's. */
export function behindOtherInvoice(view: LabelledSheet, segment: Segment, at: number): boolean {
  return (view.labels.get(segment) ?? []).some(({ key, start, weak, end }) => start < at && key === 'faktura_korygowana' && !(weak && OF_THING.test(segment.folded.slice(end, at))));
}

/** Candidates of all labels with these keys. */
export function labelled<T>(view: LabelledSheet, keys: readonly LabelKey[], scan: (text: string) => readonly Token<T>[]): Candidate<T>[] {
  return hitsOf(view, ...keys).flatMap((hit) => valuesOf(view, hit, scan));
}

/** All values of a type on the sheet, without regard to labels. */
export function everywhere<T>(view: LabelledSheet, scan: (text: string) => readonly Token<T>[]): Candidate<T>[] {
  return view.sheet.pages.flatMap(({ segments }) => segments.flatMap((segment) => scan(segment.text).map((token) => toCandidate(token, segment, 0, 'alone', null))));
}
