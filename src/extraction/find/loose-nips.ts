import { trimPlace } from '../read/evidence';
import type { LabelHit } from '../read/find-labels';
import { scanTenDigits } from '../read/scan-values';
import type { Segment } from '../read/sheet.types';
import { inlineRange, pageOf, type Candidate, type LabelledSheet } from './label-values';
import type { PartyBlock } from './party-blocks';

/** In em: the next line of a paragraph is not further below. */
const NEXT_LINE = 2;
/** Only what nothing else looks like: the country before the digits, with "VAT" before it or not, or the groups in which a NIP is written. */
const NIP_BY_FORM = /^\s*(?:PL\s?\d{10}|(?:PL\s?)?\d{3}-\d{3}-\d{2}-\d{2}|(?:PL\s?)?\d{3}-\d{2}-\d{2}-\d{3}|(?:PL\s)?VAT(?:\s(?:ID|No\.?|Nr\.?))?[\s:]{0,4}PL\s?\d{10})\s*$/i;

/** Under the title of a party ten digits that pass the checksum are no telephone and no KRS, which begins with zero, if nothing or a form's code for a NIP stands before them; a meter or a card has its own word. */
const NIP_UNDER_TITLE = /^\s*(?:(?:P_?\d{1,2}\p{L}?|N(?:\.?\s?I\.?\s?P\.?)?|PL|Ident[\p{L}.]*(?:\s(?:podatkowy|podatk\.))?|VAT(?:\sID)?|Tax\sID|USt-IdNr\.?)[\s.:/-]{0,4}){0,3}(?:[1-9]\d{9}|[1-9]\d{2}-\d{3}-\d{2}-\d{2}|[1-9]\d{2}-\d{2}-\d{2}-\d{3})\s*$/iu;

/** A number broken at a hyphen by the end of its line, as in running text: "… NIP 123-456-" and "32-18". Its checksum must hold. */
export function brokenNip(view: LabelledSheet, hit: LabelHit): Candidate[] {
  const { start, end } = inlineRange(view, hit);
  const head = hit.segment.text.slice(start, end);
  if (!/^[\s:]{0,6}(?:PL\s?)?\d[\d\s-]{0,20}[-\u2010-\u2015]\s{0,3}$/i.test(head)) return [];
  const next = lineBelow(view, hit.segment);
  const rest = /^[\d\s-]{0,20}\d/.exec(next?.text ?? '')?.[0] ?? '';
  const [whole] = scanTenDigits(head.trimEnd() + rest.trimStart());
  if (!next || rest === '' || !whole?.valid) return [];
  return [{ value: whole.value, places: [trimPlace({ segment: hit.segment, start, end }), trimPlace({ segment: next, start: 0, end: rest.length })], relation: 'inline', label: hit, repaired: whole.repaired }];
}

/** Where running text goes on: the first segment of the row below, at the same left edge. */
export function lineBelow(view: LabelledSheet, line: Segment): Segment | undefined {
  return pageOf(view, line)?.rows[line.row + 1]?.find(({ cy, x0 }) => cy - line.cy < NEXT_LINE && Math.abs(x0 - line.x0) < 2);
}

/** Numbers that stand among a party's lines without a label and can only be its NIP. */
export function unlabelledNips(view: LabelledSheet, { members, title }: PartyBlock): Candidate[] {
  return [...members].filter((segment) => (NIP_BY_FORM.test(segment.text) || (title !== null && NIP_UNDER_TITLE.test(segment.text))) && (view.labels.get(segment) ?? []).every(({ key }) => key === 'suma_vat'))
    .flatMap((segment) => scanTenDigits(segment.text).filter(({ valid }) => valid)
      .map(({ value, start, end, repaired }): Candidate => ({ value, places: [trimPlace({ segment, start, end })], relation: 'block', label: null, repaired })));
}
