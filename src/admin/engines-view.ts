import type { EngineReport, PoolReport } from '../common/queue/engine-report';
import type { WorkerReply } from '../common/queue/worker-commands';
import type { WorkerReport } from '../common/queue/worker-reports';

type OfWorker<T> = T & { readonly worker: string };

export interface EnginesOverview {
  readonly workers: readonly Readonly<Record<'id' | 'startedAt' | 'reportedAt', string> & Record<'pid' | 'rssBytes', number>>[];
  readonly engines: readonly OfWorker<EngineReport>[];
  readonly pools: readonly OfWorker<PoolReport>[];
  readonly totals: readonly PoolTotals[];
}

const SUMMED = ['size', 'warm', 'busy', 'sessions', 'starts', 'failedStarts', 'initMs', 'warmupMs', 'inferences', 'pages', 'crashed', 'timeouts', 'retried', 'leaked', 'waiting', 'busyMs', 'warmMs', 'savedMs'] as const;

/** Pools of one kind over all workers. */
export type PoolTotals = { readonly kind: string; readonly recycled: number; readonly evicted: number; readonly longestWaitMs: number; readonly utilisation: number } & Readonly<Record<(typeof SUMMED)[number], number>>;

export function enginesOverview(reports: readonly WorkerReport[]): EnginesOverview {
  const pools = reports.flatMap(({ id, pools: own }) => own.map((pool) => ({ ...pool, worker: id })));
  return {
    workers: reports.map(({ id, pid, startedAt, at, rssBytes }) => ({ id, pid, startedAt, reportedAt: at, rssBytes })),
    engines: reports.flatMap(({ id, engines }) => engines.map((engine) => ({ ...engine, worker: id }))),
    pools, totals: poolTotals(pools),
  };
}

export function poolTotals(pools: readonly PoolReport[]): PoolTotals[] {
  return [...new Set(pools.map(({ kind }) => kind))].map((kind) => {
    const own = pools.filter((pool) => pool.kind === kind);
    const sum = (value: (pool: PoolReport) => number): number => own.reduce((total, pool) => total + value(pool), 0);
    const sums = Object.fromEntries(SUMMED.map((name) => [name, sum((pool) => pool[name])])) as Record<(typeof SUMMED)[number], number>;
    return {
      kind, ...sums, recycled: sum(({ recycled }) => added(recycled)), evicted: sum(({ evicted }) => added(evicted)),
      longestWaitMs: Math.max(...own.map(({ longestWaitMs }) => longestWaitMs)), utilisation: sums.warmMs === 0 ? 0 : Math.min(1, sums.busyMs / sums.warmMs),
    };
  });
}

export interface EnginesTold {
  readonly kind: string;
  /** What each worker did: engines started or ended, sessions that hold some, the error that prevented it. */
  readonly workers: readonly Omit<WorkerReply, 'engines'>[];
  /** Workers that were told and have not replied in time. */
  readonly unanswered: number;
  readonly engines: readonly OfWorker<EngineReport>[];
}

export function enginesTold(kind: string, told: number, replies: readonly WorkerReply[]): EnginesTold {
  return {
    kind, unanswered: Math.max(0, told - replies.length),
    workers: replies.map(({ engines: _engines, ...rest }) => rest),
    engines: replies.flatMap(({ worker, engines }) => engines.map((engine) => ({ ...engine, worker }))),
  };
}

function added(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
