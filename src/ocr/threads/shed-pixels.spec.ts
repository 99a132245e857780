import { constants, PerformanceObserver } from 'node:perf_hooks';
import { until } from '../../../test/support/until';
import { shedsPixels, v8Collector } from './shed-pixels';

describe('shedsPixels', () => {
  const collected: string[] = [];
  const collector = { young: () => { collected.push('young'); }, all: () => { collected.push('all'); } };
  beforeEach(() => {
    jest.useFakeTimers();
    collected.length = 0;
  });
  afterEach(() => { jest.useRealTimers(); });

  it('collects every two seconds while there is work', () => {
    const shed = shedsPixels({ collector });
    for (let ms = 0; ms <= 10_000; ms += 100) {
      shed();
      jest.advanceTimersByTime(100);
    }
    expect(collected).toHaveLength(5);
  });

  it('collects everything one time in eight, what is young otherwise', () => {
    const shed = shedsPixels({ collector });
    for (let time = 0; time < 18; time++) {
      shed();
      jest.advanceTimersByTime(2000);
    }
    expect(collected.flatMap((kind, time) => (kind === 'all' ? [time] : []))).toEqual([7, 15]);
  });

  it.each([[false, 1], [true, 11]])('collects once after a burst that nothing follows; at once too: %s', (atOnce, times) => {
    const shed = shedsPixels({ atOnce, collector });
    for (let piece = 0; piece < 10; piece++) shed();
    jest.advanceTimersByTime(60_000);
    expect(collected).toHaveLength(times);
  });

  it('keeps no thread alive for it', () => {
    const timer = jest.spyOn(global, 'setTimeout');
    shedsPixels({ collector })();
    expect((timer.mock.results[0]!.value as NodeJS.Timeout).hasRef()).toBe(false);
    timer.mockRestore();
  });
});

describe('v8Collector', () => {
  it('collects what is young, and everything', async () => {
    const kinds: number[] = [];
    const observer = new PerformanceObserver((list) => { kinds.push(...list.getEntries().map((entry) => (entry as unknown as { detail: { kind: number } }).detail.kind)); });
    observer.observe({ entryTypes: ['gc'] });
    const seen = async (collect: () => void): Promise<number[]> => {
      kinds.length = 0;
      collect();
      await until('a collection was told of', () => Promise.resolve(kinds.length > 0));
      return [...kinds];
    };
    const { young, all } = v8Collector();
    expect(await seen(young)).not.toContain(constants.NODE_PERFORMANCE_GC_MAJOR);
    expect(await seen(all)).toContain(constants.NODE_PERFORMANCE_GC_MAJOR);
    observer.disconnect();
  });
});
