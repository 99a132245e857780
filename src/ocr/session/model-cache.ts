export interface ModelCacheOptions<M> {
  /** Models open at once beside the pinned ones, at most; none is closed in use, so that many in use may exceed it for a while. */
  readonly size: number;
  /** Models that are never closed for being too many or too old. */
  readonly pinned?: (id: string) => boolean;
  /** A model that nobody used for this long is closed. */
  readonly ttlMs: number;
  readonly open: (id: string) => Promise<M>;
  readonly close: (model: M) => Promise<void>;
}

interface Entry<M> { readonly model: Promise<M>; users: number; lastUsed: number }

/** Open models by id: least recently used go first when there are too many, unused ones when their time is up. */
export class ModelCache<M> {
  /** Counts since the cache was made. */
  readonly statistics = { hits: 0, misses: 0, evicted: 0, expired: 0 };
  /** Least recently used first. */
  private readonly entries = new Map<string, Entry<M>>();
  private readonly closing = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: ModelCacheOptions<M>) {}

  /**
   * Runs a task with a model, which is opened if it is not, and stays open until the task has ended.
   * @throws what `open` or the task throws; a model that could not be opened is tried afresh the next time
   */
  async use<R>(id: string, task: (model: M) => Promise<R>): Promise<R> {
    const entry = this.entryOf(id);
    entry.users += 1;
    try {
      return await task(await entry.model);
    } finally {
      entry.users -= 1;
      entry.lastUsed = performance.now();
      this.trim();
    }
  }

  /** Ids of the open models, least recently used first. */
  open(): string[] {
    return [...this.entries.keys()];
  }

  /** Closes every model that is not in use; for the end, when no task runs any more. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    for (const [id, entry] of this.entries) if (entry.users === 0) this.drop(id, entry);
    await Promise.all(this.closing);
  }

  private entryOf(id: string): Entry<M> {
    const known = this.entries.get(id);
    this.statistics[known ? 'hits' : 'misses'] += 1;
    const entry = known ?? this.opened(id);
    // A map remembers the order of insertion: the one used now goes to its end.
    this.entries.delete(id);
    this.entries.set(id, entry);
    return entry;
  }

  private opened(id: string): Entry<M> {
    const entry: Entry<M> = { model: this.options.open(id), users: 0, lastUsed: performance.now() };
    entry.model.catch(() => { if (this.entries.get(id) === entry) this.entries.delete(id); });
    return entry;
  }

  /** Closes what is too much and what is too old, and comes back when the next one will be. */
  private trim(): void {
    const oldest = performance.now() - this.options.ttlMs;
    const loose = [...this.entries].filter(([id]) => !this.options.pinned?.(id));
    let tooMany = loose.length - this.options.size;
    for (const [id, entry] of loose) {
      if (entry.users > 0) continue;
      const reason = entry.lastUsed <= oldest ? 'expired' : tooMany > 0 ? 'evicted' : null;
      if (!reason) continue;
      tooMany -= 1;
      this.statistics[reason] += 1;
      this.drop(id, entry);
    }
    clearTimeout(this.timer);
    const idle = loose.filter(([id, { users }]) => users === 0 && this.entries.has(id)).map(([, { lastUsed }]) => lastUsed);
    if (idle.length > 0) this.timer = setTimeout(() => this.trim(), Math.max(1, Math.min(...idle) + this.options.ttlMs - performance.now())).unref();
  }

  private drop(id: string, { model }: Entry<M>): void {
    this.entries.delete(id);
    const closed = model.then((one) => this.options.close(one)).catch(() => undefined);
    this.closing.add(closed);
    void closed.then(() => this.closing.delete(closed));
  }
}
