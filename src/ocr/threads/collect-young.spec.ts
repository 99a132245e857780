import { constants, PerformanceObserver } from 'node:perf_hooks';
import { until } from '../../../test/support/until';
import { youngCollector } from './collect-young';

it('collects what is young and leaves the rest', async () => {
  const kinds: number[] = [];
  const observer = new PerformanceObserver((list) => { kinds.push(...list.getEntries().map((entry) => (entry as unknown as { detail: { kind: number } }).detail.kind)); });
  observer.observe({ entryTypes: ['gc'] });
  youngCollector()();
  await until('a collection was told of', () => Promise.resolve(kinds.length > 0));
  expect([kinds.includes(constants.NODE_PERFORMANCE_GC_MINOR), kinds.includes(constants.NODE_PERFORMANCE_GC_MAJOR)]).toEqual([true, false]);
  observer.disconnect();
});
