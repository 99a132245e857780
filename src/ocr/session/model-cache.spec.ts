import { ModelCache } from './model-cache';

const TTL = 1000;
let log: string[];
let cache: ModelCache<string>;
const use = (id: string): Promise<string> => cache.use(id, (model) => Promise.resolve(model));
/** A task that holds its model until told. */
function hold(id: string): { done: Promise<void>; end: () => void } {
  let end: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => { end = resolve; });
  return { done: cache.use(id, () => gate), end };
}

beforeEach(() => {
  jest.useFakeTimers();
  log = [];
  cache = new ModelCache<string>({
    size: 2, ttlMs: TTL, pinned: (id) => id === 'p',
    open: (id) => { log.push(`+${id}`); return id === 'bad' ? Promise.reject(new Error('no model')) : Promise.resolve(`model ${id}`); },
    close: (model) => { log.push(`-${model.slice(-1)}`); return Promise.resolve(); },
  });
});
afterEach(() => jest.useRealTimers());

describe('ModelCache', () => {
  it('opens a model once for everybody who uses it', async () => {
    expect(await Promise.all([use('a'), use('a'), use('a')])).toEqual(Array(3).fill('model a'));
    expect([log, cache.statistics]).toEqual([['+a'], { hits: 2, misses: 1, evicted: 0, expired: 0 }]);
  });

  it('closes the least recently used when there are too many', async () => {
    for (const id of ['a', 'b', 'a', 'c']) await use(id);
    expect([log, cache.open(), cache.statistics.evicted]).toEqual([['+a', '+b', '+c', '-b'], ['a', 'c'], 1]);
  });

  it('closes none that is in use, and the one too many as soon as it is not', async () => {
    const [a, b] = [hold('a'), hold('b')];
    await use('c');
    expect([log.filter((one) => one.startsWith('-')), cache.open()]).toEqual([['-c'], ['a', 'b']]);
    a.end();
    b.end();
    await Promise.all([a.done, b.done]);
    expect(cache.open()).toEqual(['a', 'b']);
  });

  it('closes what nobody used for its time to live', async () => {
    await use('a');
    await jest.advanceTimersByTimeAsync(TTL / 2);
    await use('b');
    await jest.advanceTimersByTimeAsync(TTL / 2);
    expect([cache.open(), cache.statistics.expired]).toEqual([['b'], 1]);
    await jest.advanceTimersByTimeAsync(TTL / 2);
    expect(cache.open()).toEqual([]);
  });

  it('never ages while it is in use', async () => {
    const a = hold('a');
    await jest.advanceTimersByTimeAsync(3 * TTL);
    await use('b');
    expect([cache.open(), log]).toEqual([['a', 'b'], ['+a', '+b']]);
    a.end();
    await a.done;
  });

  it('never closes what is pinned, nor counts it', async () => {
    for (const id of ['p', 'a', 'b']) await use(id);
    expect(cache.open()).toEqual(['p', 'a', 'b']);
    await jest.advanceTimersByTimeAsync(2 * TTL);
    expect(cache.open()).toEqual(['p']);
  });

  it('keeps no failure', async () => {
    await expect(use('bad')).rejects.toThrow('no model');
    await expect(use('bad')).rejects.toThrow('no model');
    expect([log, cache.open()]).toEqual([['+bad', '+bad'], []]);
  });

  it('closes everything at the end', async () => {
    await use('a');
    await use('b');
    await cache.close();
    expect(log).toEqual(['+a', '+b', '-a', '-b']);
  });
});
