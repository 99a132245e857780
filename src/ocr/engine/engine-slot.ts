import { AppError } from '../../common/errors/app-error';
import type { EngineReport, RecycleReason } from '../../common/queue/engine-report';
import { inTime } from './in-time';
import type { PooledEngine } from './ocr-engine.port';
import type { PoolCounters } from './pool-statistics';

/** What a slot needs of its pool. */
export interface SlotOwner<E> {
  readonly create: () => E;
  /** A start that takes longer fails. */
  readonly timeoutMs: number;
  readonly counters: PoolCounters;
  readonly warn: (message: string) => void;
  /** What engines of this pool noted at their starts, each said once: the next ones note the same. */
  readonly notes: Set<string>;
}

/** So long after a start that failed there is no other beside engines that work: whatever it lacked it would lack again. */
const START_AGAIN_MS = 30_000;

/** A place for one engine: starts it when it is first needed, counts what it does, ends it, and can then start another. */
export class EngineSlot<E extends PooledEngine> {
  /** In somebody's hands: a task's, or of whoever replaces or removes the engine. */
  taken = false;
  /** To be removed as soon as it is free: the pool shrinks. */
  leaving = false;
  /** To get a new engine as soon as it is free. */
  recycle: RecycleReason | undefined;
  idleTimer: NodeJS.Timeout | undefined;
  inferences = 0;
  private engine: E | undefined;
  private starting: Promise<E> | undefined;
  private initMs = 0;
  private warmupMs = 0;
  private runsOn: string | null = null;
  private memoryBytes: number | null = null;
  private startedAt = 0;
  private failedAt = -Infinity;
  private usedAt: string | null = null;

  constructor(readonly id: string, private readonly owner: SlotOwner<E>) {}

  get warm(): boolean { return this.engine !== undefined; }
  get beginning(): boolean { return this.starting !== undefined; }
  /** Whether its last start failed, and not long ago. */
  get failing(): boolean { return performance.now() - this.failedAt < START_AGAIN_MS; }
  /** How long its engine has been there, in milliseconds. */
  get warmMs(): number { return this.engine ? performance.now() - this.startedAt : 0; }

  take(): this {
    clearTimeout(this.idleTimer);
    this.taken = true;
    return this;
  }

  /** Whether its engine was there at that time (of `performance.now()`) and has worked since it came. */
  isOlderThan(time: number): boolean {
    return this.engine !== undefined && this.startedAt < time && this.inferences > 0;
  }

  /** The engine, started if there is none alive. A failed start is not kept: the next call tries afresh. */
  use(): Promise<E> {
    if (this.engine && !this.engine.alive) {
      this.owner.counters.crashed++;
      void this.end();
    }
    if (this.engine) return Promise.resolve(this.engine);
    return (this.starting ??= this.start().finally(() => { this.starting = undefined; }));
  }

  /** Ends an engine whose thread is gone. */
  bury(): Promise<void> | undefined {
    if (!this.engine || this.engine.alive) return undefined;
    this.owner.counters.crashed++;
    return this.end();
  }

  served(ms: number): void {
    this.inferences++;
    this.owner.counters.inferences++;
    this.touched(ms);
  }

  touched(ms: number): void {
    this.owner.counters.busyMs += ms;
    this.usedAt = new Date().toISOString();
  }

  /** Takes the engine out at once; resolves when it has ended after what it has in hand, or nobody waits for it any more. */
  async end(): Promise<void> {
    clearTimeout(this.idleTimer);
    if (!this.engine) await this.starting?.catch(() => undefined);
    const { engine } = this;
    if (!engine) return;
    this.owner.counters.pastWarmMs += this.warmMs;
    this.engine = undefined;
    this.recycle = undefined;
    this.inferences = 0;
    this.memoryBytes = null;
    await this.dispose(engine);
  }

  report(kind: string, closed: boolean): Omit<EngineReport, 'savedMs'> {
    return {
      id: this.id, kind, state: closed ? 'closed' : this.beginning ? 'starting' : this.taken ? 'busy' : 'idle', warm: this.warm, initMs: this.initMs, warmupMs: this.warmupMs,
      inferences: this.inferences, lastUsedAt: this.usedAt, memoryBytes: this.memoryBytes, runsOn: this.runsOn, models: this.engine?.models ?? null,
    };
  }

  private async start(): Promise<E> {
    const { counters, create } = this.owner;
    const before = process.memoryUsage.rss();
    let engine: E | undefined;
    try {
      engine = create();
      const { initMs, warmupMs, runsOn = null, note = null } = await inTime(engine.start(), this.owner.timeoutMs, 'An engine did not start in time.');
      [this.initMs, this.warmupMs, this.runsOn] = [initMs, warmupMs, runsOn];
      if (note !== null && !this.owner.notes.has(note)) this.owner.warn(`${engine.kind}: ${note}`);
      if (note !== null) this.owner.notes.add(note);
    } catch (error) {
      counters.failedStarts++;
      this.failedAt = performance.now();
      if (engine) await this.dispose(engine);
      throw error instanceof AppError ? error : new AppError('engine_failed', 'An engine could not be started.', { retryable: true, cause: error });
    }
    counters.starts++;
    counters.initMs += this.initMs;
    counters.warmupMs += this.warmupMs;
    this.memoryBytes = Math.max(0, process.memoryUsage.rss() - before);
    this.startedAt = performance.now();
    this.failedAt = -Infinity;
    this.inferences = 0;
    this.engine = engine;
    return engine;
  }

  private async dispose(engine: E): Promise<void> {
    const { counters, warn } = this.owner;
    await engine.close().catch((error: unknown) => warn(`${this.id} did not end well: ${String(error)}`));
    if (!engine.alive) return;
    counters.leaked++;
    warn(`${this.id}: a thread hangs in native code and cannot be ended; it stays until the process ends (${counters.leaked} so far)`);
  }
}
