import { lastOfMonth } from '../read/parse-polish-date';
import { scanDates, scanMonths } from '../read/scan-values';
import { toFinding, type Finding } from './finding';
import { everywhere, type Candidate, type LabelledSheet } from './label-values';

/** What a sentence says was done on the day that follows: services rendered, acts of a notary, goods delivered. */
const DONE = /(?<![a-z])(?:uslug|czynnosc|prac|robot|zlecen|towar|dostaw|material|badan|zabieg|konsultacj|szkolen|przewoz)[a-z]{0,6},?\s(?:[a-z]{1,20}\s){0,2}(?:wykonan|dokonan|dostarczon|zrealizowan|zakonczon|swiadczon|wydan)[a-z]{0,4}\s(?:w\s|do\s)?(?:dniu\s|dnia\s|dn\.\s)?(?:okresie\s(?:od\s)?(?:dnia\s)?[\d.]{1,10}\s?(?:r\.\s)?(?:do|-)\s(?:dnia\s)?)?$|(?<![a-z])(?:wykonani|realizacj|zakonczeni)[a-z]{1,2}\s(?:uslug|prac|robot|zlecen)[a-z]{0,3}\s?:?\s*$|(?<![a-z])za\s(?:wykonan|zrealizowan|swiadczon|dostarczon)[a-z]{1,2}\s(?:w\s)?(?:dniu|dnia|okresie\s(?:od\s)?(?:dnia\s)?[\d.]{1,10}\s?(?:r\.\s)?(?:do|-)(?:\sdnia)?)\s$/;
/** What is done there is not what is sold. */
const OTHERWISE = /plat|zaplac|wplat|odczyt|odbior|protok|zwrot|reklamac|gwaranc/;
/** Characters before a date that tell what it is of. */
const CLAUSE = 100;

/** "… za czynności notarialne dokonane w dniu 16 maja 2025 roku": the day of the sale in a sentence, where no label names it and no sentence another; of a month ("w lutym 2026 r.") its last day. */
export function soldInSentence(view: LabelledSheet): Finding | null {
  const days = everywhere(view, scanDates).filter(isSale);
  const months = days.length > 0 ? [] : everywhere(view, scanMonths).filter(isSale).map((month) => ({ ...month, value: lastOfMonth(month.value) }));
  const [only] = [...days, ...months];
  if (!only || [...days, ...months].some(({ value }) => value !== only.value)) return null;
  return { ...toFinding(only, [{ name: 'sentence', strength: 0.6 }]), derived: months.length > 0 };
}

function isSale({ places: [place] }: Candidate): boolean {
  const before = place?.segment.folded.slice(Math.max(0, place.start - CLAUSE), place.start) ?? '';
  return DONE.test(before) && !OTHERWISE.test(before);
}
