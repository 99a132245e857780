import { AppError } from '../../common/errors/app-error';
import { EnginePool } from './engine-pool';
import type { PoolOptions } from './pool-options';
import type { EngineReading, OcrEngine } from './ocr-engine.port';

/** An engine that starts at once and only notes what happens to it. */
class ScriptedEngine implements OcrEngine {
  readonly kind = 'paddle';
  alive = true;
  closed = false;
  start = (): Promise<{ initMs: number; warmupMs: number }> => Promise.resolve({ initMs: 5, warmupMs: 7 });
  recognise = (): Promise<EngineReading> => Promise.reject(new Error('not scripted'));
  close = (): Promise<void> => { this.closed = true; this.alive = false; return Promise.resolve(); };
}

/** A promise the test settles by hand. */
function gate(): { promise: Promise<string>; open: (value: string) => void } {
  let open!: (value: string) => void;
  return { promise: new Promise((resolve) => { open = resolve; }), open };
}

const turnOfLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function pool(options: Partial<PoolOptions> = {}, script: (engine: ScriptedEngine, number: number) => void = () => undefined): { pool: EnginePool<OcrEngine>; made: ScriptedEngine[] } {
  const made: ScriptedEngine[] = [];
  const create = (): OcrEngine => {
    const engine = new ScriptedEngine();
    script(engine, made.push(engine));
    return engine;
  };
  return { made, pool: new EnginePool(create, { kind: 'paddle', size: 2, maxWaiting: 2, taskTimeoutMs: 60_000, ...options }) };
}

describe('EnginePool', () => {
  it('runs as many tasks at once as it has engines, and no more', async () => {
    const { pool: engines, made } = pool();
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
    const { pool: engines } = pool({ size: 1, maxWaiting: 1 });
    const { promise, open } = gate();
    const accepted = [engines.run(() => promise), engines.run(() => promise)];
    await expect(engines.run(() => promise)).rejects.toMatchObject({ code: 'pool_full', retryable: true });
    open('done');
    await Promise.all(accepted);
  });

  it('uses a warm engine again before it starts another', async () => {
    const { pool: engines, made } = pool();
    await engines.run(() => Promise.resolve());
    await engines.run(() => Promise.resolve());
    expect(made).toHaveLength(1);
  });

  it('ends an engine that nobody needs for long, and makes another when one is needed', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    try {
      const { pool: engines, made } = pool({ size: 1, idleStopMs: 1000 });
      await engines.run(() => Promise.resolve());
      jest.advanceTimersByTime(999);
      await engines.run(() => Promise.resolve());
      jest.advanceTimersByTime(999);
      expect(made.map(({ closed }) => closed)).toEqual([false]);
      jest.advanceTimersByTime(1);
      expect(made.map(({ closed }) => closed)).toEqual([true]);
      await engines.run(() => Promise.resolve());
      expect(made.map(({ closed }) => closed)).toEqual([true, false]);
    } finally { jest.useRealTimers(); }
  });

  it('replaces an engine that is lost and runs its task once more', async () => {
    const { pool: engines, made } = pool({ size: 1 });
    const used: OcrEngine[] = [];
    const result = await engines.run((engine) => {
      used.push(engine);
      if (used.length > 1) return Promise.resolve('read');
      (engine as ScriptedEngine).alive = false;
      return Promise.reject(new AppError('worker_lost', 'gone', { retryable: true }));
    });
    expect(result).toBe('read');
    expect([made.length, made[0]!.closed, used[1] === made[1]]).toEqual([2, true, true]);
  });

  it('gives up on a task that loses two engines', async () => {
    const { pool: engines, made } = pool({ size: 1 });
    const task = (engine: OcrEngine): Promise<never> => {
      (engine as ScriptedEngine).alive = false;
      return Promise.reject(new AppError('worker_lost', 'gone', { retryable: true }));
    };
    await expect(engines.run(task)).rejects.toMatchObject({ code: 'worker_lost' });
    expect(made).toHaveLength(2);
  });

  it('does not repeat a task whose own page is at fault', async () => {
    const { pool: engines } = pool({ size: 1 });
    let runs = 0;
    await expect(engines.run(() => { runs++; return Promise.reject(new AppError('file_damaged', 'bad')); })).rejects.toMatchObject({ code: 'file_damaged' });
    expect(runs).toBe(1);
  });

  describe('with a clock of its own', () => {
    beforeEach(() => { jest.useFakeTimers(); });
    afterEach(() => { jest.useRealTimers(); });

    it('runs a task whose engine hangs once more on a new one', async () => {
      const { pool: engines, made } = pool({ size: 1, taskTimeoutMs: 1000 });
      let calls = 0;
      const task = engines.run(() => (++calls === 1 ? new Promise(() => undefined) : Promise.resolve('read')));
      await jest.advanceTimersByTimeAsync(1000);
      expect(await task).toBe('read');
      expect([made.length, made[0]!.closed]).toEqual([2, true]);
      expect(engines.report()).toMatchObject({ timeouts: 1, retried: 1, leaked: 0, starts: 2 });
    });

    it('fails a task that hangs twice, and goes on with a new engine', async () => {
      const { pool: engines, made } = pool({ size: 1, taskTimeoutMs: 1000 });
      const late = expect(engines.run(() => new Promise(() => undefined))).rejects.toMatchObject({ code: 'engine_timeout', retryable: true });
      await jest.advanceTimersByTimeAsync(2000);
      await late;
      expect(await engines.run(() => Promise.resolve('next'))).toBe('next');
      expect(made).toHaveLength(3);
    });

    it('counts and tells of a thread that cannot be ended', async () => {
      const said: string[] = [];
      const engines = new EnginePool(() => {
        const engine = new ScriptedEngine();
        engine.close = () => Promise.resolve();
        return engine;
      }, { kind: 'paddle', size: 1, maxWaiting: 1, taskTimeoutMs: 1000, warn: (message) => said.push(message) });
      let calls = 0;
      const task = engines.run(() => (++calls === 1 ? new Promise(() => undefined) : Promise.resolve('read')));
      await jest.advanceTimersByTimeAsync(1000);
      await task;
      expect(engines.report().leaked).toBe(1);
      expect(said).toEqual([expect.stringContaining('hangs in native code')]);
    });

    it('gives up on an engine that does not start in time', async () => {
      const { pool: engines } = pool({ size: 1, taskTimeoutMs: 1000 }, (engine) => { engine.start = () => new Promise(() => undefined); });
      const late = expect(engines.run(() => Promise.resolve())).rejects.toMatchObject({ code: 'engine_timeout' });
      await jest.advanceTimersByTimeAsync(2000);
      await late;
      expect(engines.report()).toMatchObject({ failedStarts: 2, starts: 0 });
    });
  });

  describe('replacing engines', () => {
    it('replaces an engine after so many tasks, between two of them', async () => {
      const { pool: engines, made } = pool({ size: 1, recycleAfter: 2 });
      const used: OcrEngine[] = [];
      const results = await Promise.all([1, 2, 3].map((page) => engines.run((engine) => { used.push(engine); return Promise.resolve(page); })));
      expect(results).toEqual([1, 2, 3]);
      expect(used.map((engine) => made.indexOf(engine as ScriptedEngine))).toEqual([0, 0, 1]);
      expect(engines.report()).toMatchObject({ starts: 2, recycled: { count: 1, rss: 0 } });
    });

    it('replaces one engine at a time', async () => {
      const turn = { taken: false };
      let finishStart: (() => void) | undefined;
      const slow = (engine: ScriptedEngine): void => { engine.start = () => new Promise((resolve) => { finishStart = () => resolve({ initMs: 5, warmupMs: 7 }); }); };
      const first = pool({ size: 1, recycleAfter: 1, turn }, (engine, number) => { if (number === 2) slow(engine); });
      const second = pool({ size: 1, recycleAfter: 1, turn });
      await first.pool.run(() => Promise.resolve());
      await turnOfLoop();
      await second.pool.run(() => Promise.resolve());
      await turnOfLoop();
      expect([first.made.length, second.made.length]).toEqual([2, 1]);
      finishStart!();
      await turnOfLoop();
      await second.pool.run(() => Promise.resolve());
      await turnOfLoop();
      expect(second.made).toHaveLength(2);
    });

    it('replaces the most used engine when asked to, with the page in hand finished first', async () => {
      const { pool: engines, made } = pool({ size: 1 });
      await engines.run(() => Promise.resolve());
      const { promise, open } = gate();
      const page = engines.run(() => promise);
      await turnOfLoop();
      engines.mostUsedSince(Infinity)!.replace();
      await turnOfLoop();
      expect(made.map(({ closed }) => closed)).toEqual([false]);
      open('read');
      expect(await page).toBe('read');
      await turnOfLoop();
      expect(made.map(({ closed }) => closed)).toEqual([true, false]);
      expect(engines.report().recycled).toEqual({ count: 0, rss: 1 });
    });

    it('does not wait for a session to end when memory is short', async () => {
      const { pool: engines, made } = pool({ size: 1 });
      engines.hold();
      await engines.run(() => Promise.resolve());
      engines.mostUsedSince(Infinity)!.replace();
      await turnOfLoop();
      expect(made.map(({ closed }) => closed)).toEqual([true, false]);
      expect(engines.evict('pressure')).toBe(1);
    });

    it('is left out while a session holds the engines, and made up for after it', async () => {
      const { pool: engines, made } = pool({ size: 1, recycleAfter: 1 });
      const release = engines.hold();
      await engines.run(() => Promise.resolve());
      await engines.run(() => Promise.resolve());
      expect([made.length, engines.evict('request')]).toEqual([1, 0]);
      release();
      await turnOfLoop();
      expect(made.map(({ closed }) => closed)).toEqual([true, false]);
    });
  });

  describe('resizing', () => {
    it('grows when more is to do, not before', async () => {
      const { pool: engines, made } = pool({ size: 1 });
      engines.resize(2);
      await engines.run(() => Promise.resolve());
      expect(made).toHaveLength(1);
      const gates = [gate(), gate()];
      const tasks = gates.map(({ promise }) => engines.run(() => promise));
      await turnOfLoop();
      expect(made).toHaveLength(2);
      gates.forEach(({ open }) => open(''));
      await Promise.all(tasks);
    });

    it('serves a task that waited as soon as there is another place', async () => {
      const { pool: engines } = pool({ size: 1 });
      const { promise, open } = gate();
      const first = engines.run(() => promise);
      const second = engines.run(() => Promise.resolve('second'));
      engines.resize(2);
      expect(await second).toBe('second');
      open('first');
      await first;
    });

    it('shrinks once an engine has done what it has in hand', async () => {
      const { pool: engines, made } = pool({ size: 2 });
      const gates = [gate(), gate()];
      const tasks = gates.map(({ promise }) => engines.run(() => promise));
      await turnOfLoop();
      engines.resize(1);
      expect(made.map(({ closed }) => closed)).toEqual([false, false]);
      gates.forEach(({ open }) => open('read'));
      expect(await Promise.all(tasks)).toEqual(['read', 'read']);
      expect([made.filter(({ closed }) => closed).length, engines.engines().length]).toEqual([1, 1]);
      expect(await engines.run(() => Promise.resolve('next'))).toBe('next');
    });
  });

  describe('under memory pressure', () => {
    it('ends idle engines beyond the first and starts none until it is over', async () => {
      const { pool: engines, made } = pool({ size: 2 });
      await engines.warmUp();
      engines.pressure(true);
      expect(made.filter(({ closed }) => closed)).toHaveLength(1);
      const gates = [gate(), gate()];
      const tasks = gates.map(({ promise }) => engines.run(() => promise));
      await turnOfLoop();
      expect([made.length, engines.report().waiting]).toEqual([2, 1]);
      engines.pressure(false);
      await turnOfLoop();
      expect([made.length, engines.report().waiting]).toEqual([3, 0]);
      gates.forEach(({ open }) => open(''));
      await Promise.all(tasks);
    });
  });

  describe('without reuse', () => {
    it('starts and ends an engine for every page, however many calls it takes', async () => {
      const { pool: engines, made } = pool({ size: 2, reuse: false });
      await engines.warmUp();
      expect(made).toHaveLength(0);
      const page = (): Promise<unknown> => engines.servePage(async () => { for (let call = 0; call < 5; call++) await engines.run(() => Promise.resolve()); });
      await Promise.all([page(), page(), page(), page(), page()]);
      expect([made.length, made.every(({ closed }) => closed)]).toEqual([5, true]);
      expect(engines.report()).toMatchObject({ pages: 5, starts: 5, inferences: 25, savedMs: 0 });
    });
  });

  it('says what reuse spared: pages beyond the starts, at the cost of a start', async () => {
    const { pool: engines } = pool({ size: 1 });
    for (let page = 0; page < 10; page++) await engines.servePage(() => Promise.all([1, 2, 3].map(() => engines.run(() => Promise.resolve()))));
    expect(engines.report()).toMatchObject({ pages: 10, inferences: 30, starts: 1, savedMs: 9 * 12 });
    expect(engines.engines()[0]!.savedMs).toBe(9 * 12);
  });

  it('serves tasks in the order in which they came', async () => {
    const { pool: engines } = pool({ size: 1, maxWaiting: 20 });
    const served: number[] = [];
    await Promise.all(Array.from({ length: 20 }, (_, index) => engines.run(() => { served.push(index); return Promise.resolve(); })));
    expect(served).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('tries afresh after a failed start', async () => {
    let starts = 0;
    const engines = new EnginePool(() => {
      const engine = new ScriptedEngine();
      if (++starts === 1) engine.start = () => Promise.reject(new AppError('model_invalid', 'bad'));
      return engine;
    }, { kind: 'paddle', size: 1, maxWaiting: 1, taskTimeoutMs: 1000 });
    await expect(engines.run(() => Promise.resolve())).rejects.toMatchObject({ code: 'model_invalid' });
    expect(await engines.run(() => Promise.resolve('read'))).toBe('read');
  });

  it('finishes what it accepted before it ends its engines', async () => {
    const { pool: engines, made } = pool({ size: 1 });
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
    const { pool: engines } = pool({ size: 1 });
    expect(engines.engines()[0]).toMatchObject({ id: 'paddle-1', state: 'idle', warm: false, inferences: 0, lastUsedAt: null });
    await engines.run(() => Promise.resolve());
    expect(engines.engines()[0]).toMatchObject({ state: 'idle', warm: true, initMs: 5, warmupMs: 7, inferences: 1, lastUsedAt: expect.any(String) as string });
  });
});
