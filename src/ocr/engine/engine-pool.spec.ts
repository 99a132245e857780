import { AppError } from '../../common/errors/app-error';
import { EnginePool, type PoolOptions } from './engine-pool';
import type { EngineReading, OcrEngine } from './ocr-engine.port';

/** An engine that starts at once and only notes what happens to it. */
class ScriptedEngine implements OcrEngine {
  readonly kind = 'paddle';
  alive = true;
  closed = false;
  start = (): Promise<{ initMs: number; warmupMs: number }> => Promise.resolve({ initMs: 5, warmupMs: 7 });
  recognise = (): Promise<EngineReading> => Promise.reject(new Error('not scripted'));
  close = (): Promise<void> => { this.closed = true; return Promise.resolve(); };
}

/** A promise the test settles by hand. */
function gate(): { promise: Promise<string>; open: (value: string) => void } {
  let open!: (value: string) => void;
  return { promise: new Promise((resolve) => { open = resolve; }), open };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function pool(options: Partial<PoolOptions> = {}): { pool: EnginePool<OcrEngine>; made: ScriptedEngine[] } {
  const made: ScriptedEngine[] = [];
  const create = (): OcrEngine => { const engine = new ScriptedEngine(); made.push(engine); return engine; };
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
    await turn();
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

  it('fails a task that overruns its time and goes on with a new engine', async () => {
    jest.useFakeTimers();
    try {
      const { pool: engines, made } = pool({ size: 1, taskTimeoutMs: 1000 });
      const late = expect(engines.run(() => new Promise(() => undefined))).rejects.toMatchObject({ code: 'engine_timeout', retryable: true });
      await jest.advanceTimersByTimeAsync(1000);
      await late;
      expect(await engines.run(() => Promise.resolve('next'))).toBe('next');
      expect([made.length, made[0]!.closed]).toEqual([2, true]);
    } finally {
      jest.useRealTimers();
    }
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
    await turn();
    const closing = engines.close();
    await expect(engines.run(() => Promise.resolve())).rejects.toMatchObject({ code: 'pool_closed' });
    first.open('one');
    await turn();
    expect(made[0]!.closed).toBe(false);
    second.open('two');
    expect(await Promise.all(tasks)).toEqual(['one', 'two']);
    await closing;
    expect(made[0]!.closed).toBe(true);
  });

  it('tells what each engine did', async () => {
    const { pool: engines } = pool({ size: 1 });
    expect(engines.info()[0]).toMatchObject({ id: 'paddle-1', state: 'idle', warm: false, inferences: 0, lastUsedAt: null });
    await engines.run(() => Promise.resolve());
    expect(engines.info()[0]).toMatchObject({ state: 'idle', warm: true, initMs: 5, warmupMs: 7, inferences: 1, lastUsedAt: expect.any(String) as string });
  });
});
