import type { OcrEngine } from './ocr-engine.port';
import { gate, type ScriptedEngine, scriptedPool, turnOfLoop } from './scripted-engine.spec-support';

describe('EnginePool, keeping its engines', () => {
  describe('replacing engines', () => {
    it('replaces an engine after so many tasks, between two of them', async () => {
      const { pool: engines, made } = scriptedPool({ size: 1, recycleAfter: 2 });
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
      const first = scriptedPool({ size: 1, recycleAfter: 1, turn }, (engine, number) => { if (number === 2) slow(engine); });
      const second = scriptedPool({ size: 1, recycleAfter: 1, turn });
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
      const { pool: engines, made } = scriptedPool({ size: 1 });
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
      const { pool: engines, made } = scriptedPool({ size: 1 });
      engines.hold();
      await engines.run(() => Promise.resolve());
      engines.mostUsedSince(Infinity)!.replace();
      await turnOfLoop();
      expect(made.map(({ closed }) => closed)).toEqual([true, false]);
      expect(engines.evict('pressure')).toBe(1);
    });

    it('is left out while a session holds the engines, and made up for after it', async () => {
      const { pool: engines, made } = scriptedPool({ size: 1, recycleAfter: 1 });
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
      const { pool: engines, made } = scriptedPool({ size: 1 });
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
      const { pool: engines } = scriptedPool({ size: 1 });
      const { promise, open } = gate();
      const first = engines.run(() => promise);
      const second = engines.run(() => Promise.resolve('second'));
      engines.resize(2);
      expect(await second).toBe('second');
      open('first');
      await first;
    });

    it('shrinks once an engine has done what it has in hand', async () => {
      const { pool: engines, made } = scriptedPool({ size: 2 });
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
      const { pool: engines, made } = scriptedPool({ size: 2 });
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
      const { pool: engines, made } = scriptedPool({ size: 2, reuse: false });
      await engines.warmUp();
      expect(made).toHaveLength(0);
      const page = (): Promise<unknown> => engines.servePage(async () => { for (let call = 0; call < 5; call++) await engines.run(() => Promise.resolve()); });
      await Promise.all([page(), page(), page(), page(), page()]);
      expect([made.length, made.every(({ closed }) => closed)]).toEqual([5, true]);
      expect(engines.report()).toMatchObject({ pages: 5, starts: 5, inferences: 25, savedMs: 0 });
    });
  });

  it('ends an engine that nobody needs for long, and makes another when one is needed', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    try {
      const { pool: engines, made } = scriptedPool({ size: 1, idleStopMs: 1000 });
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
});
