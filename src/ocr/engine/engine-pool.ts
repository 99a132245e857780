import { AppError } from '../../common/errors/app-error';
import type { EngineReport, EvictReason, PoolReport } from '../../common/queue/engine-report';
import type { EngineKind } from '../ocr.types';
import { NOTHING_DONE } from '../pipeline/page-tasks';
import { EngineSlot, type SlotOwner } from './engine-slot';
import { inTime } from './in-time';
import type { PooledEngine } from './ocr-engine.port';
import { PageByPage } from './page-by-page';
import type { PoolOptions, RecycleTurn } from './pool-options';
import { PoolCounters, poolReport, savedByReuse } from './pool-statistics';

/** Codes that say the engine is lost, not that the task was wrong. */
const ENGINE_LOST: ReadonlySet<string> = new Set(['worker_lost', 'engine_timeout']);

interface Waiter<E extends PooledEngine> { readonly resolve: (slot: EngineSlot<E>) => void; readonly since: number }

/**
 * A bounded set of engines of one kind, each with one task at a time, first come first served. An engine that crashes or overruns
 * its time is replaced, and its task runs once more on another. Engines are replaced, ended and removed only between tasks, and
 * not at all while a session holds them.
 */
export class EnginePool<E extends PooledEngine> {
  readonly kind: EngineKind;
  private readonly counters = new PoolCounters();
  private slots: EngineSlot<E>[] = [];
  private readonly waiting: Waiter<E>[] = [];
  /** What `close` waits for: engines on their way out, and tasks. */
  private readonly ending = new Set<Promise<unknown>>();
  private readonly inHand = new Set<Promise<unknown>>();
  private readonly turn: RecycleTurn;
  private size: number;
  private made = 0;
  private sessions = 0;
  private pressed = false;
  private replacing = false;
  private closed = false;
  private readonly pageByPage: PageByPage | null;
  private readonly owner: SlotOwner<E>;

  constructor(create: () => E, private readonly options: PoolOptions) {
    this.kind = options.kind;
    this.size = options.size;
    this.owner = { create, timeoutMs: options.taskTimeoutMs, counters: this.counters, warn: options.warn ?? (() => undefined), notes: new Set() };
    this.turn = options.turn ?? { taken: false };
    this.pageByPage = options.reuse === false ? new PageByPage(options.size, { start: () => this.addEngine(), trim: (keep) => this.trim(keep) }) : null;
    this.settle();
  }

  /** Starts every engine now; one that works is enough. @throws AppError what kept the first one from starting, when none works. */
  async warmUp(): Promise<void> {
    if (this.pageByPage || this.closed) return;
    const starts = await Promise.allSettled(this.slots.map(async (slot) => {
      // A slot in use starts for its task; a free one is taken like by a task, so that whoever came meanwhile is served after it.
      const free = !slot.taken;
      slot.take();
      try {
        await slot.use();
      } finally {
        if (free) this.release(slot);
      }
    }));
    const failures = starts.filter((start) => start.status === 'rejected').map(({ reason }) => reason as AppError);
    if (failures[0] && !this.ready) throw failures[0];
    for (const { message } of failures) this.options.warn?.(`${this.kind}: an engine could not be started: ${message}`);
  }

  /**
   * Runs a task on the next free engine.
   * @throws AppError `pool_full`, `pool_closed`, `engine_timeout` (the engine is replaced), or what the task threw; a task whose
   * engine was lost is tried once more before its error comes out.
   */
  run<T>(task: (engine: E) => Promise<T>): Promise<T> {
    if (this.closed) return Promise.reject(new AppError('pool_closed', 'The engines are shutting down.', { retryable: true }));
    if (this.waiting.length >= this.options.maxWaiting && !this.nextFree()) {
      return Promise.reject(new AppError('pool_full', 'All engines are busy and enough pages wait; try again shortly.', { retryable: true }));
    }
    const done = this.attempt(task).catch((error: unknown) => {
      if (!(error instanceof AppError) || !ENGINE_LOST.has(error.code)) throw error;
      this.counters.retried++;
      return this.attempt(task);
    });
    this.keep(this.inHand, done);
    return done;
  }

  /**
   * All the calls for one page. Counts the page; where engines are not reused it gives the page an engine of its own, started
   * before and ended after, as many pages at a time as there are engines.
   */
  async servePage<T>(work: () => Promise<T>): Promise<T> {
    const result = await (this.pageByPage ? this.pageByPage.serve(work) : work());
    this.counters.pages++;
    return result;
  }

  /** Another number of engines: more are made when they are needed, fewer once they have done what they have in hand. */
  resize(size: number): void {
    this.size = Math.max(1, Math.floor(size));
    this.settle();
  }

  /** Keeps the engines there are until the function returned is called: none is ended, replaced or removed meanwhile. */
  hold(): () => void {
    this.sessions++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.sessions--;
      if (this.sessions === 0) this.settle();
    };
  }

  /** Ends engines that have nothing to do, all or those beyond the first. A session holds them against everything but want of memory. @returns how many */
  evict(reason: EvictReason, keep = 0): number {
    if (this.sessions > 0 && reason !== 'pressure') return 0;
    const idle = this.slots.filter((slot) => !slot.taken && slot.warm);
    const others = this.slots.filter((slot) => slot.taken).length;
    const leaving = idle.slice(0, Math.max(0, idle.length + others - keep));
    for (const slot of leaving) this.end(slot, reason);
    return leaving.length;
  }

  /** Under pressure one engine has to do: idle ones beyond it are ended and none is added. */
  pressure(on: boolean): void {
    this.pressed = on;
    if (on) this.evict('pressure', 1);
    else this.dispatch();
  }

  /** Has a warm engine, or is just putting one in the place of another. */
  get ready(): boolean { return this.replacing || this.slots.some(({ warm }) => warm); }

  /** The engine that did most among those that came before a time (of `performance.now()`), to be replaced; null when there is none. */
  mostUsedSince(time: number): { readonly inferences: number; readonly replace: () => void } | null {
    const slot = this.slots.filter((one) => one.isOlderThan(time)).sort((a, b) => b.inferences - a.inferences)[0];
    return slot ? { inferences: slot.inferences, replace: () => { slot.recycle = 'rss'; if (!slot.taken) { slot.taken = true; this.release(slot); } } } : null;
  }

  engines(): EngineReport[] {
    const { pages, inferences } = this.counters;
    return this.slots.map((slot) => {
      const report = slot.report(this.kind, this.closed);
      return { ...report, savedMs: report.warm && inferences > 0 ? savedByReuse((pages * report.inferences) / inferences, 1, report.initMs + report.warmupMs) : 0 };
    });
  }

  report(): PoolReport {
    const { size, sessions, slots } = this;
    const now = { size, sessions, warm: slots.filter(({ warm }) => warm).length, busy: slots.filter((slot) => slot.taken && slot.warm).length, waiting: this.waiting.length };
    return poolReport(this.kind, this.counters, now, slots.reduce((sum, { warmMs }) => sum + warmMs, 0));
  }

  /** Refuses new tasks, waits for those accepted, then ends the engines. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.inHand);
    await Promise.all([...this.slots.map((slot) => slot.end()), ...this.ending]);
  }

  private async attempt<T>(task: (engine: E) => Promise<T>): Promise<T> {
    const { slot, engine } = await this.started();
    try {
      const began = performance.now();
      try {
        const late = `A call of the engine took longer than ${this.options.taskTimeoutMs} ms.`;
        const result = await inTime(task(engine), this.options.taskTimeoutMs, late, () => { this.counters.timeouts++; this.keep(this.ending, slot.end()); });
        if (result !== NOTHING_DONE) slot.served(performance.now() - began);
        return result;
      } catch (error) {
        slot.touched(performance.now() - began);
        throw error;
      }
    } finally {
      const gone = slot.bury();
      if (gone) this.keep(this.ending, gone);
      this.release(slot);
    }
  }

  /** The next free engine. Where it cannot start and there is another, that one is waited for, before all who came later. @throws AppError what kept it from starting */
  private async started(): Promise<{ readonly slot: EngineSlot<E>; readonly engine: E }> {
    const since = performance.now();
    for (let slot = this.waiting.length === 0 ? this.nextFree()?.take() : undefined; ; slot = undefined) {
      slot ??= await this.wait(since);
      try {
        return { slot, engine: await slot.use() };
      } catch (error) {
        this.release(slot);
        if (!this.hasAnother) throw error;
      }
    }
  }

  /** The next engine that is free once all who came before have theirs. */
  private wait(since: number): Promise<EngineSlot<E>> {
    const behind = this.waiting.findLastIndex((other) => other.since <= since) + 1;
    return new Promise((resolve) => this.waiting.splice(behind, 0, { resolve, since }));
  }

  /** A warm engine goes before one that would have to start; under pressure a further one does not start at all, nor does one beside others soon after it could not. */
  private nextFree(): EngineSlot<E> | undefined {
    let cold: EngineSlot<E> | undefined;
    let others = 0;
    for (const slot of this.slots) {
      if (slot.taken) others++;
      else if (slot.warm) return slot;
      else if (!slot.leaving && (!cold || (cold.failing && !slot.failing))) cold = slot;
    }
    return (this.pressed && others > 0) || (cold?.failing && this.hasAnother) ? undefined : cold;
  }

  /** Whether an engine is there, is just starting, or comes in the place of another, that may do what one that cannot start should have done. */
  private get hasAnother(): boolean { return this.ready || this.slots.some(({ beginning }) => beginning); }

  private release(slot: EngineSlot<E>): void {
    slot.taken = false;
    const { recycleAfter, idleStopMs } = this.options;
    if (recycleAfter !== undefined && slot.inferences >= recycleAfter) slot.recycle ??= 'count';
    // A session holds its engines against age and shrinking; too much memory outranks it.
    const held = this.sessions > 0;
    if (slot.leaving && !held) this.remove(slot);
    else if (slot.recycle && (!held || slot.recycle === 'rss') && slot.warm && !this.closed && !this.turn.taken) this.keep(this.ending, this.replace(slot));
    this.dispatch();
    if (idleStopMs !== undefined && !slot.taken) this.stopWhenIdle(slot, idleStopMs);
  }

  private dispatch(): void {
    while (this.waiting.length > 0) {
      const slot = this.nextFree();
      if (!slot) return;
      const { resolve, since } = this.waiting.shift()!;
      this.counters.longestWaitMs = Math.max(this.counters.longestWaitMs, performance.now() - since);
      resolve(slot.take());
    }
  }

  private stopWhenIdle(slot: EngineSlot<E>, idleStopMs: number): void {
    clearTimeout(slot.idleTimer);
    slot.idleTimer = setTimeout(() => { if (!slot.taken && slot.warm && this.sessions === 0) this.end(slot, 'idle'); }, idleStopMs).unref();
  }

  private end(slot: EngineSlot<E>, reason: EvictReason): void {
    this.counters.evicted[reason]++;
    this.keep(this.ending, slot.end());
  }

  /** The old engine ends before the new one starts, so that there is never memory for both; tasks go on on the others. */
  private async replace(slot: EngineSlot<E>): Promise<void> {
    this.counters.recycled[slot.recycle ?? 'count']++;
    this.turn.taken = this.replacing = true;
    slot.taken = true;
    try {
      await slot.end();
      // Another start may do better: the next task tries it, and hears of it.
      if (!this.closed) await slot.use().catch((error: unknown) => this.options.warn?.(`${slot.id} could not be replaced: ${String(error)}`));
    } finally {
      this.turn.taken = this.replacing = false;
      this.release(slot);
    }
  }

  /** Brings the number of slots to the size wanted, and does what sessions put off. */
  private settle(): void {
    const staying = this.slots.filter(({ leaving }) => !leaving);
    const back = this.slots.filter(({ leaving }) => leaving);
    for (let missing = this.size - staying.length; missing > 0; missing--) {
      const slot = back.pop();
      if (slot) slot.leaving = false;
      else this.slots.push(new EngineSlot(`${this.kind}-${++this.made}`, this.owner));
    }
    // Those go first that cost least to lose: cold ones, then idle ones.
    const cheapestFirst = staying.sort((a, b) => Number(a.taken) - Number(b.taken) || Number(a.warm) - Number(b.warm));
    for (const slot of cheapestFirst.slice(0, Math.max(0, staying.length - this.size))) slot.leaving = true;
    for (const slot of this.slots.filter(({ taken }) => !taken)) this.release(slot);
  }

  private remove(slot: EngineSlot<E>): void {
    this.slots = this.slots.filter((one) => one !== slot);
    if (slot.warm) this.end(slot, 'shrink');
  }

  private async addEngine(): Promise<void> {
    const slot = this.slots.find((one) => !one.taken && !one.warm);
    if (!slot) return;
    slot.taken = true;
    try { await slot.use(); } finally { this.release(slot); }
  }

  private async trim(keep: number): Promise<void> {
    const surplus = this.slots.filter(({ warm, beginning }) => warm || beginning).length - keep;
    await Promise.all(this.slots.filter((slot) => slot.warm && !slot.taken).slice(0, Math.max(0, surplus)).map((slot) => slot.end()));
  }

  private keep(set: Set<Promise<unknown>>, work: Promise<unknown>): void {
    const settled = work.then(() => undefined, () => undefined);
    set.add(settled);
    void settled.then(() => set.delete(settled));
  }
}
