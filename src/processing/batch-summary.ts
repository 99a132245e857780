import type { PoolReport } from '../common/queue/engine-report';
import { reportSince } from '../ocr/engine/pool-statistics';

export interface BatchWork {
  readonly batchId: string;
  /** Documents and pages that this worker read of it. */
  readonly documents: number;
  readonly pages: number;
  readonly ms: number;
  /** The pools when the first document began, and after the last. */
  readonly before: readonly PoolReport[];
  readonly after: readonly PoolReport[];
}

/**
 * What the engines of this worker did while it worked on a batch, in one line. Documents of others that were read meanwhile count
 * along: engines do not ask whose page it is.
 */
export function batchSummary({ batchId, documents, pages, ms, before, after }: BatchWork): string {
  const engines = after.flatMap((pool) => {
    const earlier = before.find(({ kind }) => kind === pool.kind);
    const { kind, starts, initMs, warmupMs, inferences, pages: read, savedMs } = reportSince(earlier, pool);
    if (starts === 0 && inferences === 0) return [];
    return [`${kind}: ${earlier && earlier.warm > 0 ? 'warm' : 'cold'} at first, starts=${starts} initMs=${round(initMs)} warmupMs=${round(warmupMs)} inferences=${inferences} pages=${read} savedMs=${round(savedMs)}`];
  });
  return [`batch ${batchId} done documents=${documents} pages=${pages} ms=${round(ms)}`, ...(engines.length > 0 ? engines : ['no engine was needed'])].join('; ');
}

const round = (ms: number): number => Math.round(ms);
