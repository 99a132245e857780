import type { CacheCounts } from '../common/queue/worker-reports';

export interface Tier { readonly hits: number; readonly hitRate: number | null }

/** The result cache over all living workers. A rate is null before the first question. */
export interface CacheView {
  readonly hits: number;
  readonly misses: number;
  readonly hitRate: number | null;
  /** Memory is asked first; Redis hears only what memory does not know. */
  readonly tiers: { readonly memory: Tier; readonly redis: Tier & { readonly entries: number | null } };
  /** Answers of a computation that was under way in the same worker, and turns that waited for another worker's. */
  readonly joined: number;
  readonly waited: number;
  readonly computed: number;
  readonly stored: number;
  readonly failures: number;
  readonly entries: number | null;
}

/** @param entries readings in Redis; null when it cannot be asked */
export function cacheView(workers: readonly CacheCounts[], entries: number | null): CacheView {
  const sum = (name: keyof CacheCounts): number => workers.reduce((total, counts) => total + counts[name], 0);
  const [memory, shared, misses] = [sum('memoryHits'), sum('sharedHits'), sum('misses')];
  return {
    hits: memory + shared, misses, hitRate: share(memory + shared, memory + shared + misses),
    tiers: { memory: { hits: memory, hitRate: share(memory, memory + shared + misses) }, redis: { hits: shared, hitRate: share(shared, shared + misses), entries } },
    joined: sum('joined'), waited: sum('waited'), computed: sum('computed'), stored: sum('stored'), failures: sum('failures'), entries,
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
