import { NOTHING_DONE } from '../pipeline/page-tasks';
import { gate, scriptedPool, turnOfLoop } from './scripted-engine.spec-support';

describe('EnginePool', () => {
  it('runs as many tasks at once as it has engines, and no more', async () => {
    const { pool: engines, made } = scriptedPool();
    let running = 0;
    let peak = 0;
    const gates = [gate(), gate(), gate()];
    const tasks = gates.map(({ promise }) => engines.run(async () => {
      peak = Math.max(peak, ++running);
      const result = await promise;
      running--;
      return result;
    }));
    await turnOfLoop();
    expect(running).toBe(2);
    gates.forEach(({ open }, index) => open(`page ${index}`));
    expect(await Promise.all(tasks)).toEqual(['page 0', 'page 1', 'page 2']);
    expect([peak, made.length]).toEqual([2, 2]);
  });

  it('refuses a task when enough wait', async () => {
    const { pool: engines } = scriptedPool({ size: 1, maxWaiting: 1 });
    const { promise, open } = gate();
    const accepted = [engines.run(() => promise), engines.run(() => promise)];
    await expect(engines.run(() => promise)).rejects.toMatchObject({ code: 'pool_full', retryable: true });
    open('done');
    await Promise.all(accepted);
  });

  it('uses a warm engine again before it starts another', async () => {
    const { pool: engines, made } = scriptedPool();
    await engines.run(() => Promise.resolve());
    await engines.run(() => Promise.resolve());
    expect(made).toHaveLength(1);
  });

  it('says what reuse spared: pages beyond the starts, at the cost of a start', async () => {
    const { pool: engines } = scriptedPool({ size: 1 });
    for (let page = 0; page < 10; page++) await engines.servePage(() => Promise.all([1, 2, 3].map(() => engines.run(() => Promise.resolve()))));
    expect(engines.report()).toMatchObject({ pages: 10, inferences: 30, starts: 1, savedMs: 9 * 12 });
    expect(engines.engines()[0]!.savedMs).toBe(9 * 12);
  });

  it('serves tasks in the order in which they came', async () => {
    const { pool: engines } = scriptedPool({ size: 1, maxWaiting: 20 });
    const served: number[] = [];
    await Promise.all(Array.from({ length: 20 }, (_, index) => engines.run(() => { served.push(index); return Promise.resolve(); })));
    expect(served).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('finishes what it accepted before it ends its engines', async () => {
    const { pool: engines, made } = scriptedPool({ size: 1 });
    const [first, second] = [gate(), gate()];
    const tasks = [engines.run(() => first.promise), engines.run(() => second.promise)];
    await turnOfLoop();
    const closing = engines.close();
    await expect(engines.run(() => Promise.resolve())).rejects.toMatchObject({ code: 'pool_closed' });
    first.open('one');
    await turnOfLoop();
    expect(made[0]!.closed).toBe(false);
    second.open('two');
    expect(await Promise.all(tasks)).toEqual(['one', 'two']);
    await closing;
    expect(made[0]!.closed).toBe(true);
  });

  it('tells what each engine did', async () => {
    const { pool: engines } = scriptedPool({ size: 1 });
    expect(engines.engines()[0]).toMatchObject({ id: 'paddle-1', state: 'idle', warm: false, inferences: 0, lastUsedAt: null });
    await engines.run(() => Promise.resolve());
    expect(engines.engines()[0]).toMatchObject({ state: 'idle', warm: true, initMs: 5, warmupMs: 7, inferences: 1, lastUsedAt: expect.any(String) as string });
  });

  it('tells of the models that an engine has open', async () => {
    const models = { open: 3, hits: 10, misses: 3, evicted: 0, expired: 0 };
    const { pool: engines } = scriptedPool({ size: 1 }, (engine) => { engine.models = models; });
    expect(engines.engines()[0]!.models).toBeNull();
    await engines.run(() => Promise.resolve());
    expect(engines.engines()[0]!.models).toEqual(models);
  });

  it('counts no inference for a task that found nothing left to do', async () => {
    const { pool: engines } = scriptedPool({ size: 1 });
    await engines.run(() => Promise.resolve(NOTHING_DONE));
    await engines.run(() => Promise.resolve());
    expect([engines.report().inferences, engines.engines()[0]!.inferences]).toEqual([1, 1]);
  });
});
