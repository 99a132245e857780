import { AppError } from '../../common/errors/app-error';
import { EnginePool } from './engine-pool';
import type { OcrEngine } from './ocr-engine.port';
import { gate, ScriptedEngine, scriptedPool, turnOfLoop } from './scripted-engine.spec-support';

describe('EnginePool, when engines fail', () => {
  it('replaces an engine that is lost and runs its task once more', async () => {
    const { pool: engines, made } = scriptedPool({ size: 1 });
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
    const { pool: engines, made } = scriptedPool({ size: 1 });
    const task = (engine: OcrEngine): Promise<never> => {
      (engine as ScriptedEngine).alive = false;
      return Promise.reject(new AppError('worker_lost', 'gone', { retryable: true }));
    };
    await expect(engines.run(task)).rejects.toMatchObject({ code: 'worker_lost' });
    expect(made).toHaveLength(2);
  });

  it('does not repeat a task whose own page is at fault', async () => {
    const { pool: engines } = scriptedPool({ size: 1 });
    let runs = 0;
    await expect(engines.run(() => { runs++; return Promise.reject(new AppError('file_damaged', 'bad')); })).rejects.toMatchObject({ code: 'file_damaged' });
    expect(runs).toBe(1);
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

  it('waits for the engine that works where another cannot start, and does not try that one again at once', async () => {
    const { pool: engines, made } = scriptedPool({ size: 2, maxWaiting: 5 }, (engine, number) => {
      if (number > 1) engine.start = () => Promise.reject(new AppError('engine_failed', 'no memory', { retryable: true }));
    });
    const { promise, open } = gate();
    const first = engines.run(() => promise);
    await turnOfLoop();
    const others = [engines.run(() => Promise.resolve('second')), engines.run(() => Promise.resolve('third'))];
    await turnOfLoop();
    const late = engines.run(() => Promise.resolve('fourth'));
    open('first');
    expect(await Promise.all([first, ...others, late])).toEqual(['first', 'second', 'third', 'fourth']);
    expect([made.length, engines.report().failedStarts]).toEqual([2, 1]);
  });

  it('keeps its place in the queue for a task whose engine could not start', async () => {
    const start = gate();
    const { pool: engines } = scriptedPool({ size: 2, maxWaiting: 5 }, (engine, number) => {
      if (number === 2) engine.start = () => start.promise.then(() => Promise.reject(new AppError('engine_failed', 'no memory', { retryable: true })));
    });
    const { promise, open } = gate();
    const served: string[] = [];
    const tasks = [engines.run(() => promise), ...['second', 'third'].map((name) => engines.run(() => { served.push(name); return Promise.resolve(); }))];
    await turnOfLoop();
    start.open('');
    await turnOfLoop();
    open('');
    await Promise.all(tasks);
    expect(served).toEqual(['second', 'third']);
  });

  it('waits for an engine that is just being replaced where another cannot start', async () => {
    const closing = gate();
    const { pool: engines, made } = scriptedPool({ size: 2, recycleAfter: 1 }, (engine, number) => {
      if (number === 1) engine.close = () => closing.promise.then(() => { engine.alive = false; });
      if (number === 2) engine.start = () => Promise.reject(new AppError('engine_failed', 'no memory', { retryable: true }));
    });
    await engines.run(() => Promise.resolve());
    const task = engines.run((engine) => Promise.resolve(made.indexOf(engine as ScriptedEngine)));
    await turnOfLoop();
    closing.open('');
    expect([await task, engines.report().failedStarts]).toEqual([2, 1]);
  });

  describe('warming up', () => {
    const broken = (engine: ScriptedEngine): void => { engine.start = () => Promise.reject(new AppError('engine_failed', 'no memory', { retryable: true })); };

    it('does with one engine that works, and tells of the other', async () => {
      const said: string[] = [];
      const { pool: engines } = scriptedPool({ size: 2, warn: (message) => said.push(message) }, (engine, number) => { if (number === 1) broken(engine); });
      await engines.warmUp();
      expect([engines.ready, said]).toEqual([true, [expect.stringContaining('no memory')]]);
    });

    it('fails where none works', async () => {
      const { pool: engines } = scriptedPool({ size: 2 }, broken);
      await expect(engines.warmUp()).rejects.toMatchObject({ code: 'engine_failed', message: 'no memory' });
    });
  });

  it('says once what all its engines note at their starts', async () => {
    const said: string[] = [];
    const { pool: engines } = scriptedPool({ size: 2, warn: (message) => said.push(message) }, (engine) => {
      engine.start = () => Promise.resolve({ initMs: 5, warmupMs: 7, note: 'cuda cannot be used; running on cpu' });
    });
    await engines.warmUp();
    expect(said).toEqual(['paddle: cuda cannot be used; running on cpu']);
  });

  describe('with a clock of its own', () => {
    beforeEach(() => { jest.useFakeTimers(); });
    afterEach(() => { jest.useRealTimers(); });

    it('runs a task whose engine hangs once more on a new one', async () => {
      const { pool: engines, made } = scriptedPool({ size: 1, taskTimeoutMs: 1000 });
      let calls = 0;
      const task = engines.run(() => (++calls === 1 ? new Promise(() => undefined) : Promise.resolve('read')));
      await jest.advanceTimersByTimeAsync(1000);
      expect(await task).toBe('read');
      expect([made.length, made[0]!.closed]).toEqual([2, true]);
      expect(engines.report()).toMatchObject({ timeouts: 1, retried: 1, leaked: 0, starts: 2 });
    });

    it('fails a task that hangs twice, and goes on with a new engine', async () => {
      const { pool: engines, made } = scriptedPool({ size: 1, taskTimeoutMs: 1000 });
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
      const { pool: engines } = scriptedPool({ size: 1, taskTimeoutMs: 1000 }, (engine) => { engine.start = () => new Promise(() => undefined); });
      const late = expect(engines.run(() => Promise.resolve())).rejects.toMatchObject({ code: 'engine_timeout' });
      await jest.advanceTimersByTimeAsync(2000);
      await late;
      expect(engines.report()).toMatchObject({ failedStarts: 2, starts: 0 });
    });
  });
});
