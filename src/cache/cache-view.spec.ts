import type { CacheCounts } from '../common/queue/worker-reports';
import { cacheView } from './cache-view';

const counts = (over: Partial<CacheCounts>): CacheCounts => ({ memoryHits: 0, sharedHits: 0, misses: 0, joined: 0, waited: 0, computed: 0, stored: 0, failures: 0, ...over });

describe('cacheView', () => {
  it('adds workers up and tells the tiers apart', () => {
    const view = cacheView([counts({ memoryHits: 4, sharedHits: 1, misses: 1 }), counts({ sharedHits: 2, misses: 2, computed: 2 })], 7);
    expect(view).toMatchObject({ hits: 7, misses: 3, hitRate: 0.7, computed: 2, tiers: { memory: { hits: 4, hitRate: 0.4 }, redis: { hits: 3, hitRate: 0.5, entries: 7 } } });
  });

  it('knows no rate before the first question', () => {
    expect(cacheView([], null)).toMatchObject({ hitRate: null, tiers: { memory: { hitRate: null }, redis: { hitRate: null, entries: null } } });
  });
});
