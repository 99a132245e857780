import type { LabelHit } from '../read/find-labels';
import { wholePlace } from '../read/evidence';
import { scanAmounts } from '../read/scan-values';
import { inlineRange, pageOf, toCandidate, valuesOf, valuesRight, type Candidate, type LabelledSheet } from './label-values';
import type { TableRow } from './table-rows';

/** What tells of which sum the tax is, and at which rate: "23,00 %", "(23% od 388,00 zł)", "od 388,00 zł". None of it is the sum that the label names. */
const BASIS = /\((?=[^)]{0,80}(?:%|(?<!\p{L})(?:od|of|on|from)(?!\p{L})))[^)]{0,80}\)|(?<!\p{L})(?:od|of|on|from)\s+(?:\/\s?(?:od|of|on|from)\s+)?(?:kwoty\s+|podstawy\s+)?(?:[$€£]|PLN\s|EUR\s|USD\s)?\d[\d .,']{0,20}?[.,]\d{2}(?!\d)(?:\s?(?:zł|PLN|EUR|USD))?|\d{1,2}(?:[.,]\d{1,3})?\s?%/giu;

/**
 * The amounts that a label of a sum names. A rate and the base of the tax go on with the label; the amount may stand at the other end of a wide
 * table, behind its currency, where a label elsewhere would no longer reach.
 */
export function amountsOf(view: LabelledSheet, hit: LabelHit, row: TableRow | undefined): Candidate<number>[] {
  const { start, end } = inlineRange(view, hit), own = hit.segment.text.slice(start, end);
  const rest = blankBasis(own);
  const inline = scanAmounts(rest).map((token) => toCandidate(token, hit.segment, start, 'inline', hit));
  if (inline.length > 0) return inline;
  const right = rest !== own && wordsOf(rest) < 2 ? valuesRight(view, hit, withoutBasis) : [];
  const found = right.length > 0 ? right : valuesOf(view, hit, withoutBasis);
  if (found.length > 0 && found[0]?.relation !== 'below') return found;
  const near = [...acrossTable(view, hit, row), ...found];
  return near.length > 0 ? near : aboveInLargeType(view, hit);
}

function blankBasis(text: string): string {
  return text.replace(BASIS, (basis) => ' '.repeat(basis.length));
}

/** The base may stand in a column of its own between the label and the tax ("23,000 % od 5.267,96"). */
function withoutBasis(text: string): ReturnType<typeof scanAmounts> {
  return scanAmounts(blankBasis(text));
}

function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
}

/** How much larger than its label, and how far from it in its own heights, a sum stands that is set as a headline over its label. */
const HEADLINE = 1.5, HEADLINE_PITCH = 1.2;

/** A sum in large type with what it is called in small type below it; large type sets the groups of a number so far apart that they read as two. */
function aboveInLargeType(view: LabelledSheet, hit: LabelHit): Candidate<number>[] {
  if (hit.key !== 'do_zaplaty') return [];
  const row = pageOf(view, hit.segment)?.rows[hit.segment.row - 1] ?? [];
  const last = row.findLastIndex(({ x0, x1, height, cy }) => x0 < hit.segment.x1 && x1 > hit.segment.x0 && height > HEADLINE * hit.segment.height && hit.segment.cy - cy < HEADLINE_PITCH * height);
  const end = row[last];
  if (!end) return [];
  const before = row[last - 1];
  const parts = before && /\d$/.test(before.text) && /^\d{3}\b/.test(end.text) && end.x0 - before.x1 < end.height / 2 ? [before, end] : [end];
  const [amount, ...more] = scanAmounts(parts.map(({ text }) => text).join(' '));
  return amount && more.length === 0 ? [{ value: amount.value, places: parts.map(wholePlace), relation: 'above', label: hit, repaired: amount.repaired }] : [];
}

/** The one amount of a row of a table whose only label this is. */
function acrossTable(view: LabelledSheet, hit: LabelHit, row: TableRow | undefined): Candidate<number>[] {
  const money = row?.cells.filter(({ amount, place }) => amount !== null && withoutBasis(place.segment.text).some(({ start, end }) => start < place.end && end > place.start)) ?? [];
  const [cell] = money;
  if (!row?.header || !cell || money.length > 1 || cell.amount === null || cell.x0 < hit.segment.x1) return [];
  const others = row.segments.some((segment) => segment !== hit.segment && (view.labels.get(segment) ?? []).some(({ leading }) => leading));
  return others ? [] : [{ value: cell.amount, places: [cell.place], relation: 'right', label: hit, repaired: cell.repaired }];
}
