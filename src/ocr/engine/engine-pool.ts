import { AppError } from '../../common/errors/app-error';
import type { EngineInfo } from '../document-reader';
import type { EngineKind } from '../ocr.types';
import type { PooledEngine } from './ocr-engine.port';

export interface PoolOptions {
  readonly kind: EngineKind;
  /** Engines at most; each is made when it is first needed. */
  readonly size: number;
  /** Tasks that may wait for an engine; one more is refused. */
  readonly maxWaiting: number;
  /** A task that takes longer loses its engine. */
  readonly taskTimeoutMs: number;
  /** An engine without a task for this long is ended, and made again when it is needed: for kinds that rarely have a turn. */
  readonly idleStopMs?: number;
}

interface Slot<E> {
  readonly id: string;
  engine: E | undefined;
  started: Promise<E> | undefined;
  state: EngineInfo['state'];
  initMs: number;
  warmupMs: number;
  inferences: number;
  lastUsedAt: string | null;
  idleTimer: NodeJS.Timeout | undefined;
}

/**
 * A bounded set of engines of one kind, each with one task at a time. An engine that crashes or overruns its time is replaced;
 * a task whose engine was lost runs once more on another.
 */
export class EnginePool<E extends PooledEngine> {
  private readonly slots: Slot<E>[];
  private readonly waiting: ((slot: Slot<E>) => void)[] = [];
  private readonly retiring = new Set<Promise<void>>();
  private readonly inHand = new Set<Promise<unknown>>();
  private closed = false;

  constructor(private readonly create: () => E, private readonly options: PoolOptions) {
    this.slots = Array.from({ length: options.size }, (_, index) => ({
      id: `${options.kind}-${index + 1}`, engine: undefined, started: undefined, state: 'idle', initMs: 0, warmupMs: 0, inferences: 0, lastUsedAt: null, idleTimer: undefined,
    }));
  }

  /** Starts every engine now. @throws AppError what kept the first one from starting. */
  async warmUp(): Promise<void> {
    await Promise.all(this.slots.map(async (slot) => {
      // A slot in use starts for its task; a free one is taken like by a task, so that whoever came meanwhile is served after it.
      const free = isFree(slot);
      if (free) slot.state = 'busy';
      try {
        await this.started(slot);
      } finally {
        if (free) this.release(slot);
      }
    }));
  }

  /**
   * Runs a task on the next free engine.
   * @throws AppError `pool_full`, `pool_closed`, `engine_timeout` (the engine is replaced), or what the task threw; a task whose
   * engine was lost is tried once more before its error comes out.
   */
  run<T>(task: (engine: E) => Promise<T>): Promise<T> {
    if (this.closed) return Promise.reject(new AppError('pool_closed', 'The engines are shutting down.', { retryable: true }));
    if (!this.slots.some(isFree) && this.waiting.length >= this.options.maxWaiting) {
      return Promise.reject(new AppError('pool_full', 'All engines are busy and enough pages wait; try again shortly.', { retryable: true }));
    }
    const done = this.attempt(task).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'worker_lost') throw error;
      return this.attempt(task);
    });
    const settled = done.then(() => undefined, () => undefined);
    this.inHand.add(settled);
    void settled.then(() => this.inHand.delete(settled));
    return done;
  }

  info(): EngineInfo[] {
    return this.slots.map(({ id, engine, state, initMs, warmupMs, inferences, lastUsedAt }) => ({
      id, kind: this.options.kind, state: this.closed ? 'closed' : state, warm: engine !== undefined && state !== 'starting', initMs, warmupMs, inferences, lastUsedAt,
    }));
  }

  /** Refuses new tasks, waits for those accepted, then ends the engines. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.inHand);
    await Promise.all(this.slots.map(async ({ started }) => (await started?.catch(() => undefined))?.close()));
    await Promise.all(this.retiring);
  }

  private async attempt<T>(task: (engine: E) => Promise<T>): Promise<T> {
    const slot = await this.acquire();
    try {
      return await this.timed(slot, task, await this.started(slot));
    } finally {
      if (slot.engine && !slot.engine.alive) this.retire(slot);
      this.release(slot);
    }
  }

  private async timed<T>(slot: Slot<E>, task: (engine: E) => Promise<T>, engine: E): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.retire(slot);
        reject(new AppError('engine_timeout', `A page took longer than ${this.options.taskTimeoutMs} ms.`, { retryable: true }));
      }, this.options.taskTimeoutMs);
    });
    try {
      const result = await Promise.race([task(engine), late]);
      slot.inferences++;
      return result;
    } finally {
      clearTimeout(timer);
      slot.lastUsedAt = new Date().toISOString();
    }
  }

  private acquire(): Promise<Slot<E>> {
    // An engine that is already warm goes before one that would have to start.
    const slot = this.slots.find((one) => isFree(one) && one.engine) ?? this.slots.find(isFree);
    if (!slot) return new Promise((resolve) => this.waiting.push(resolve));
    clearTimeout(slot.idleTimer);
    slot.state = 'busy';
    return Promise.resolve(slot);
  }

  private release(slot: Slot<E>): void {
    const next = this.waiting.shift();
    slot.state = next ? 'busy' : 'idle';
    if (next) next(slot);
    else if (this.options.idleStopMs !== undefined) {
      clearTimeout(slot.idleTimer);
      slot.idleTimer = setTimeout(() => { if (isFree(slot)) this.retire(slot); }, this.options.idleStopMs).unref();
    }
  }

  private started(slot: Slot<E>): Promise<E> {
    slot.started ??= this.start(slot).catch((error: unknown) => {
      // A failed start is not kept: the next task tries afresh.
      slot.started = undefined;
      throw error;
    });
    return slot.started;
  }

  private async start(slot: Slot<E>): Promise<E> {
    const before = slot.state;
    slot.state = 'starting';
    const engine = this.create();
    try {
      ({ initMs: slot.initMs, warmupMs: slot.warmupMs } = await engine.start());
    } catch (error) {
      await engine.close();
      throw error;
    } finally {
      slot.state = before;
    }
    slot.engine = engine;
    return engine;
  }

  /** Takes an engine out of its slot; it ends when what it has in hand is done, and nobody waits for that but `close`. */
  private retire(slot: Slot<E>): void {
    const engine = slot.engine;
    slot.engine = undefined;
    slot.started = undefined;
    if (!engine) return;
    const gone = engine.close().catch(() => undefined);
    this.retiring.add(gone);
    void gone.then(() => this.retiring.delete(gone));
  }
}

function isFree({ state }: { readonly state: EngineInfo['state'] }): boolean {
  return state === 'idle';
}
