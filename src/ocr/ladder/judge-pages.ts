import type { OcrDocument, OcrPage } from '../ocr.types';
import { mapPages } from '../read-document';
import type { PageLadder, RungPage } from './page-ladder';
import { likelyCharacters } from './climb-policy';

/** Something the document should say and does not, and the page that is to blame. `reason` is a stable code. */
export interface Lack { readonly page: number; readonly reason: string }

/** Says what a reading lacks; nothing when it will do. Asked again whenever a page could be replaced by another reading of it. */
export type ReadingJudge = (document: OcrDocument) => Promise<readonly Lack[]>;

type Pass = <T>(work: () => Promise<T>) => Promise<T>;

/** A page as far as it was read; without a ladder it cannot be read any other way. */
interface JudgedPage { readonly page: OcrPage; readonly ladder: PageLadder | null }

/**
 * Sends pages up their ladders for what the judge misses, and keeps what makes it miss less; where it misses as much, the reading
 * with more characters likely right. Ends when nothing is missing or the pages to blame have no further rung, or no time for one: never more
 * rounds than a ladder has rungs.
 * @param around the document of given pages
 * @param width pages under way at once
 * @param pass what a page waits at before its pixels are made
 */
export async function climbForJudge(pages: readonly JudgedPage[], judge: ReadingJudge, around: (pages: readonly OcrPage[]) => OcrDocument, width: number, pass: Pass = (work) => work()): Promise<void> {
  if (!pages.some(({ ladder }) => ladder?.mayClimb)) return;
  const current = (replaced?: { readonly ladder: PageLadder; readonly by: OcrPage }): OcrDocument =>
    around(pages.map(({ page, ladder }) => (ladder && ladder === replaced?.ladder ? replaced.by : (ladder?.page ?? page))));
  let lacks = await judge(current());
  for (;;) {
    const blamed = climbers(pages, lacks);
    if (blamed.length === 0) return;
    const found = await mapPages(blamed.length, width, (index) => pass(() => blamed[index - 1]!.ladder.tryNext(blamed[index - 1]!.reason)));
    if (found.every((reading) => reading === 'top')) return;
    for (const [index, reading] of found.entries()) {
      if (!reading || reading === 'top') continue;
      const { ladder } = blamed[index]!;
      const then = await judge(current({ ladder, by: reading.page }));
      if (!isBetter(then.length - lacks.length, reading, ladder.page)) continue;
      ladder.keep(reading);
      lacks = then;
    }
  }
}

function isBetter(moreLacks: number, reading: RungPage, than: OcrPage): boolean {
  return moreLacks < 0 || (moreLacks === 0 && likelyCharacters(reading.page) > likelyCharacters(than));
}

/** Each page to blame once, with the first thing missing on it. */
function climbers(pages: readonly JudgedPage[], lacks: readonly Lack[]): { readonly ladder: PageLadder; readonly reason: string }[] {
  return pages.flatMap(({ page, ladder }) => {
    const lack = lacks.find((one) => one.page === page.page);
    return lack && ladder?.mayClimb ? [{ ladder, reason: lack.reason }] : [];
  });
}
