/**
 * What a process tells of its engines: plain data that crosses Redis. Milliseconds and bytes; counts run since the process started
 * unless something else is said.
 */
export interface EngineReport {
  readonly id: string;
  readonly kind: string;
  readonly state: 'starting' | 'idle' | 'busy' | 'closed';
  /** Whether its next call needs no initialisation. */
  readonly warm: boolean;
  /** Of the engine that is in this place now or was last; an engine that took another's place counts from zero. */
  readonly initMs: number;
  readonly warmupMs: number;
  readonly inferences: number;
  readonly lastUsedAt: string | null;
  /** Execution provider of its models (`cpu`, `cuda` …); null before its start and for kinds without a choice. */
  readonly runsOn: string | null;
  /**
   * What this engine spared: its share of the pages (by its share of the calls) less the one it was started for, times what a
   * start of it costs. Without a pool each page would have paid that.
   */
  readonly savedMs: number;
  /**
   * Resident memory that the process gained while this engine started, an estimate: engines share a process, and what else
   * happened in it meanwhile counts along. Null while cold.
   */
  readonly memoryBytes: number | null;
  /** Its model cache after its last call; null before the first one and for kinds that have a single model. */
  readonly models: ModelCacheReport | null;
}

/** Models that an engine has open now, and since it started: questions that found their model open or had to open it, models closed for others and for their age. */
export interface ModelCacheReport { readonly open: number; readonly hits: number; readonly misses: number; readonly evicted: number; readonly expired: number }

export type RecycleReason = 'count' | 'rss';
export type EvictReason = 'idle' | 'pressure' | 'request' | 'shrink';

export interface PoolReport {
  readonly kind: string;
  /** Engines at most. */
  readonly size: number;
  readonly warm: number;
  readonly busy: number;
  /** Sessions that hold these engines now. */
  readonly sessions: number;
  readonly starts: number;
  readonly failedStarts: number;
  /** Sums over all starts. */
  readonly initMs: number;
  readonly warmupMs: number;
  /** Calls of engines that came to an answer. */
  readonly inferences: number;
  /** Pages these engines had a part in. */
  readonly pages: number;
  readonly recycled: Readonly<Record<RecycleReason, number>>;
  readonly evicted: Readonly<Record<EvictReason, number>>;
  readonly crashed: number;
  readonly timeouts: number;
  /** Calls that were made once more because their engine was lost. */
  readonly retried: number;
  /** Threads that did not end when asked to: stuck in native code, which cannot be interrupted. */
  readonly leaked: number;
  readonly waiting: number;
  readonly longestWaitMs: number;
  /** Time engines spent in calls, and time they were there for them. */
  readonly busyMs: number;
  readonly warmMs: number;
  /** busyMs / warmMs, 0..1. */
  readonly utilisation: number;
  /** Pages beyond the engines started for them, times the mean cost of a start: what an engine for each page would have cost more. */
  readonly savedMs: number;
}
