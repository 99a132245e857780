import type { OcrDocument, OcrPage } from './ocr.types';

/**
 * Runs `work` for 1..count with at most `width` at a time and gives the results in order. The first failure stops further
 * starts; it is thrown once what was started has ended.
 */
export async function mapPages<T>(count: number, width: number, work: (page: number) => Promise<T>): Promise<T[]> {
  const results = new Array<T>(count);
  let next = 1;
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    while (next <= count && failures.length === 0) {
      const page = next++;
      try {
        results[page - 1] = await work(page);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}

/** What read the document, for people: the engines of its pages, each once, in the order they first appear. */
export function engineNames(pages: readonly OcrPage[]): string {
  return [...new Set(pages.map(({ engine }) => engine))].join('+');
}

/** Sum of every stage over the pages; the wall-clock `totalMs` is the caller's. */
export function sumTimings(pages: readonly OcrPage[], totalMs: number): OcrDocument['timings'] {
  const sums: Record<string, number> = {};
  for (const { timings } of pages) for (const [stage, ms] of Object.entries(timings)) sums[stage] = (sums[stage] ?? 0) + ms;
  return { ...sums, totalMs };
}
