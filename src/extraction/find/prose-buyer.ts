import { wholePlace } from '../read/evidence';
import { scanTenDigits } from '../read/scan-values';
import type { Place, Segment } from '../read/sheet.types';
import type { LabelledSheet } from './label-values';
import { lineBelow } from './loose-nips';
import type { PartyBlock } from './party-blocks';

/** Lines of a sentence within which the buyer's number follows. */
const LINES = 3;
const BEHALF = ' na rzecz';
/** What comes between "na rzecz" and the name. */
const ADDRESSED = /^:?\s{1,3}(?:(?:spolki|firmy|pani|pana|panstwa)\s{1,3})?/;
/** Characters before "na rzecz" that tell what is done there. */
const CLAUSE = 80;
/** "Wystawiona na rzecz spółki …" calls her the one invoiced. */
const ISSUED = /(?<![a-z])wystawi[a-z]{0,12}[^.,;]{0,40}$/;
/** Money paid "na rzecz" somebody is paid to the seller, to his bank or to a factor; a bill or a guarantee is no invoice. */
const PAID = /zaplat|plat|przel|konto|bank|faktor|cesj|prowadz|weks|gwaranc|polis/;

/** The buyer as a sentence names him, in a document that gives him no title; only with a NIP of his own, which shows that the sentence speaks of a party. */
export function findProseBuyer(view: LabelledSheet): PartyBlock | null {
  for (const segment of view.sheet.pages.flatMap(({ segments }) => segments)) {
    const start = nameStart(segment);
    if (start === null) continue;
    const lines = sentence(view, { segment, start, end: segment.text.length });
    if (lines) return { role: 'nabywca', title: null, anchor: segment, lines, members: new Set<Segment>(lines.map((line) => line.segment)) };
  }
  return null;
}

/** Where the name behind "wystawiona na rzecz" begins. */
function nameStart({ folded, text }: Segment): number | null {
  for (let at = folded.indexOf(BEHALF); at >= 0; at = folded.indexOf(BEHALF, at + 1)) {
    const clause = folded.slice(Math.max(0, at - CLAUSE), at).split(/[.;]\s/).at(-1) ?? '', behind = at + BEHALF.length;
    const joint = ADDRESSED.exec(folded.slice(behind, behind + 24))?.[0].length;
    if (joint !== undefined && ISSUED.test(clause) && !PAID.test(clause) && /^["„]?\p{Lu}/u.test(text.slice(behind + joint, behind + joint + 4))) return behind + joint;
  }
  return null;
}

/** The lines from the name to the NIP, or null where none follows. */
function sentence(view: LabelledSheet, first: Place): Place[] | null {
  const lines: Place[] = [first];
  for (let last: Place | undefined = first; last && lines.length <= LINES;) {
    if (scanTenDigits(last.segment.text.slice(last.start)).some(({ valid }) => valid)) return lines;
    const next = lineBelow(view, last.segment);
    last = next && wholePlace(next);
    if (last) lines.push(last);
  }
  return null;
}
