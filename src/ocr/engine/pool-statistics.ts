import type { EvictReason, PoolReport, RecycleReason } from '../../common/queue/engine-report';

/** What happened in a pool since it was made; the pool writes, reports read. */
export class PoolCounters {
  starts = 0;
  failedStarts = 0;
  initMs = 0;
  warmupMs = 0;
  inferences = 0;
  pages = 0;
  readonly recycled: Record<RecycleReason, number> = { count: 0, rss: 0 };
  readonly evicted: Record<EvictReason, number> = { idle: 0, pressure: 0, request: 0, shrink: 0 };
  crashed = 0;
  timeouts = 0;
  retried = 0;
  leaked = 0;
  longestWaitMs = 0;
  busyMs = 0;
  /** Lifetimes of engines that are gone. */
  pastWarmMs = 0;
}

/**
 * Milliseconds that reuse spared: every page beyond the engines that were started would have paid for a start of its own.
 * @param pages pages served, not calls: without a pool an engine would be made for a page, whatever number of calls that takes
 */
export function savedByReuse(pages: number, starts: number, startsMs: number): number {
  return starts === 0 ? 0 : Math.max(0, pages - starts) * (startsMs / starts);
}

/** @param warmMs how long the engines that are there now have been there, together */
export function poolReport(kind: string, counters: PoolCounters, now: Pick<PoolReport, 'size' | 'warm' | 'busy' | 'sessions' | 'waiting'>, warmMs: number): PoolReport {
  const { pastWarmMs, recycled, evicted, ...counts } = counters;
  const allWarmMs = pastWarmMs + warmMs;
  return {
    kind, ...now, ...counts, recycled: { ...recycled }, evicted: { ...evicted }, warmMs: allWarmMs,
    utilisation: allWarmMs === 0 ? 0 : Math.min(1, counts.busyMs / allWarmMs),
    savedMs: savedByReuse(counts.pages, counts.starts, counts.initMs + counts.warmupMs),
  };
}

/** What happened between two reports of one pool. */
export function reportSince(before: PoolReport | undefined, after: PoolReport): Pick<PoolReport, 'kind' | 'starts' | 'initMs' | 'warmupMs' | 'inferences' | 'pages' | 'savedMs'> {
  const change = (name: 'starts' | 'initMs' | 'warmupMs' | 'inferences' | 'pages'): number => after[name] - (before?.[name] ?? 0);
  const [starts, pages] = [change('starts'), change('pages')];
  const startMs = after.starts === 0 ? 0 : (after.initMs + after.warmupMs) / after.starts;
  return { kind: after.kind, starts, pages, initMs: change('initMs'), warmupMs: change('warmupMs'), inferences: change('inferences'), savedMs: Math.max(0, pages - starts) * startMs };
}
