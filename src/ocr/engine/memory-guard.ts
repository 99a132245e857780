/** Pools as the guard sees them. */
export interface GuardedPool {
  /** See `EnginePool.mostUsedSince`. */
  mostUsedSince(time: number): { readonly inferences: number; readonly replace: () => void } | null;
  /** See `EnginePool.pressure`. */
  pressure(on: boolean): void;
}

export interface MemoryGuardOptions {
  /** Resident memory of the whole process above which engines are replaced, in bytes; 0 for none. */
  readonly rssLimit: number;
  /** Memory left to this process (of the machine or of its control group) below which idle engines end, in bytes; 0 for none. */
  readonly lowMemory: number;
  readonly everyMs: number;
  readonly rss: () => number;
  readonly available: () => number;
  readonly warn: (message: string) => void;
}

/** An episode is over once memory has fallen this far below the limit (resident memory) or risen above the mark (memory left). */
const RSS_RELIEF = 0.9;
const PRESSURE_RELIEF = 1.25;
const MIB = 2 ** 20;

/**
 * Watches memory. Only the whole process can be measured, so above the limit the engine that did most is replaced, one at a look,
 * each at most once: if that does not help, the limit is lower than the work needs, which is said once and then left alone
 * until memory has come down by itself.
 */
export class MemoryGuard {
  private timer: NodeJS.Timeout | undefined;
  /** Since when resident memory is above the limit, by `performance.now()`. */
  private aboveSince: number | null = null;
  private looksInVain = 0;
  private gaveUp = false;
  private pressed = false;

  constructor(private readonly pools: readonly GuardedPool[], private readonly options: MemoryGuardOptions) {}

  start(): void {
    if (this.options.rssLimit > 0 || this.options.lowMemory > 0) this.timer ??= setInterval(() => this.look(), this.options.everyMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  look(): void {
    if (this.options.rssLimit > 0) this.lookAtOwn(this.options.rss());
    if (this.options.lowMemory > 0) this.lookAtLeft(this.options.available());
  }

  private lookAtOwn(rss: number): void {
    const { rssLimit, warn } = this.options;
    if (rss < rssLimit * RSS_RELIEF) {
      this.aboveSince = null;
      this.looksInVain = 0;
      this.gaveUp = false;
    }
    if (rss <= rssLimit || this.gaveUp) return;
    this.aboveSince ??= performance.now();
    const candidates = this.pools.map((pool) => pool.mostUsedSince(this.aboveSince!));
    const worst = candidates.filter((one) => one !== null).sort((a, b) => b.inferences - a.inferences)[0];
    if (worst) {
      this.looksInVain = 0;
      return worst.replace();
    }
    // Memory given back by the last engine takes a moment to show.
    if (++this.looksInVain < 2) return;
    this.gaveUp = true;
    warn(`memory stays at ${Math.round(rss / MIB)} MiB with every engine in use replaced: the limit of ${Math.round(rssLimit / MIB)} MiB is too low for this work and is not acted on until memory falls`);
  }

  private lookAtLeft(available: number): void {
    const { lowMemory, warn } = this.options;
    if (available < lowMemory) {
      if (!this.pressed) warn(`only ${Math.round(available / MIB)} MiB of memory are left: idle engines beyond the first of a kind end`);
      this.pressed = true;
    } else if (available > lowMemory * PRESSURE_RELIEF) this.pressed = false;
    for (const pool of this.pools) pool.pressure(this.pressed);
  }
}
