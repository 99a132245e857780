import { scanTenDigits } from '../read/scan-values';
import type { Place, Segment } from '../read/sheet.types';
import type { LabelledSheet } from './label-values';
import { lineBelow } from './loose-nips';
import type { PartyBlock } from './party-blocks';

/** Lines of a sentence within which the buyer's number follows. */
const LINES = 3;
/** "Wystawiona na rzecz spółki …": whom a sentence calls the one invoiced. Money paid "na rzecz" somebody is paid to the seller. */
const INVOICED = /(?:wystawi\S*|faktur\S*|rachun\S*)[^.,;]{0,30}?\sna rzecz:?\s+(?:(?:spolki|firmy|pani|pana|panstwa)\s+)?/;

/** The buyer as a sentence names him, in a document that gives him no title; only with a NIP of his own, which shows that the sentence speaks of a party. */
export function findProseBuyer(view: LabelledSheet): PartyBlock | null {
  for (const segment of view.sheet.pages.flatMap(({ segments }) => segments)) {
    const match = INVOICED.exec(segment.folded);
    const start = match ? match.index + match[0].length : 0;
    if (!match || !/^["„]?\p{Lu}/u.test(segment.text.slice(start))) continue;
    const lines = sentence(view, { segment, start, end: segment.text.length });
    if (lines) return { role: 'nabywca', title: null, anchor: segment, lines, members: new Set<Segment>(lines.map((line) => line.segment)) };
  }
  return null;
}

/** The lines from the name to the NIP, or null where none follows. */
function sentence(view: LabelledSheet, first: Place): Place[] | null {
  const lines: Place[] = [first];
  for (let last: Place | undefined = first; last && lines.length <= LINES;) {
    if (scanTenDigits(last.segment.text.slice(last.start)).some(({ valid }) => valid)) return lines;
    const next = lineBelow(view, last.segment);
    last = next && { segment: next, start: 0, end: next.text.length };
    if (last) lines.push(last);
  }
  return null;
}
