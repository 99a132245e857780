import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import KeyvRedis from '@keyv/redis';
import { type Cache, createCache } from 'cache-manager';
import { Keyv } from 'keyv';
import QuickLRU from 'quick-lru';
import { AppConfig } from '../common/config/config';
import { AppError } from '../common/errors/app-error';
import { DocumentQueue } from '../common/queue/document-queue';
import { redisOptions } from '../common/queue/redis-connection';
import type { CacheCounts } from '../common/queue/worker-reports';
import { resourcePlan } from '../ocr/hardware/resource-plan';
import type { OcrDocument } from '../ocr/ocr.types';
import { takeWorkLease } from './work-lease';

/**
 * `ocrHash` covers only the settings that alter a reading: other thresholds find the same lines again. `code` says which program reads,
 * `runsOn` on which kind of processor it is to: they round differently.
 */
export interface CacheKey { readonly sha256: string; readonly ocrHash: string; readonly modelHash: string; readonly code: string; readonly runsOn: string }
export type Invalidation = { readonly sha256: string } | { readonly ocrHash: string } | 'all';

interface Entry { readonly storedAt: number; readonly gzipped: string }
interface Stores { readonly memory: Keyv<Entry>; readonly redis: Keyv<Entry>; readonly both: Cache }

const REDIS_PATIENCE_MS = 1000;
/** How long a client waits for one answer of Redis. */
const CLIENT_PATIENCE_MS = 2000;
const ERASED_AT_ONCE = 500;
const HOUR_MS = 3_600_000;
const MAX_ENTRY_BYTES = 8 * 1024 * 1024;
/** Memory is planned by the number of entries, for readings of a few pages: a larger one lies in Redis alone. */
const MAX_NEAR_BYTES = 512 * 1024;
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/**
 * Readings by content, settings and models: memory in front of Redis. Holds successes only, compressed. Losing Redis makes it
 * miss, never fail. An invalidation is a moment written down: what was stored before it no longer counts, in any process or tier.
 */
@Injectable()
export class ResultCache implements OnApplicationShutdown {
  readonly statistics: Record<keyof CacheCounts, number> = { memoryHits: 0, sharedHits: 0, misses: 0, joined: 0, waited: 0, computed: 0, stored: 0, failures: 0 };
  private readonly logger = new Logger(ResultCache.name);
  private readonly stores: Stores | null;
  /** Readings under way in this process, by name. */
  private readonly underWay = new Map<string, Promise<OcrDocument>>();
  private readonly prefix: string;
  private readonly ttlMs: number;

  constructor(config: AppConfig, private readonly queue: DocumentQueue) {
    this.prefix = `${config.get('QUEUE_PREFIX')}:ocr`;
    this.ttlMs = config.get('CACHE_TTL_S') * 1000;
    this.stores = config.get('CACHE_ENABLED') ? this.open(config) : null;
  }

  /**
   * The reading of this key: a kept one, or what `compute` makes of it, once for everybody who asks at the same time. Who asks within
   * this process shares one promise, failure included; another process waits for the holder of a lease in Redis and takes over when
   * it fails or dies. A failure is never kept, nor is what is not `worthKeeping`.
   * @throws what `compute` throws
   */
  async once(key: CacheKey, compute: () => Promise<OcrDocument>, worthKeeping: (document: OcrDocument) => boolean): Promise<OcrDocument> {
    const name = this.nameOf(key);
    const known = this.underWay.get(name);
    if (known) {
      this.statistics.joined += 1;
      return known;
    }
    const work = this.findOrCompute(key, compute, worthKeeping).finally(() => this.underWay.delete(name));
    this.underWay.set(name, work);
    return work;
  }

  async find(key: CacheKey): Promise<OcrDocument | null> {
    const found = await this.look(key);
    this.statistics[found?.tier ?? 'misses'] += 1;
    return found?.document ?? null;
  }

  /**
   * @param beganAt when the reading began (ms since 1970): an invalidation that came later, while it was being read, counts for it too
   */
  async keep(key: CacheKey, document: OcrDocument, beganAt: number): Promise<void> {
    if (!this.stores) return;
    const gzipped = (await pack(Buffer.from(JSON.stringify(document)))).toString('base64');
    if (gzipped.length > MAX_ENTRY_BYTES || beganAt <= (await this.invalidatedAt(key))) return;
    const [name, entry] = [this.nameOf(key), { storedAt: beganAt, gzipped }];
    await this.patiently<unknown>(gzipped.length > MAX_NEAR_BYTES ? this.stores.redis.set(name, entry) : this.stores.both.set<Entry>(name, entry));
    this.statistics.stored += 1;
  }

  /** Readings in Redis; null when it cannot be asked. */
  async size(): Promise<number | null> {
    const counting = async (): Promise<number> => {
      let count = 0;
      for await (const names of this.names('*')) count += names.length;
      return count;
    };
    return counting().catch(() => null);
  }

  /**
   * Forgets readings everywhere; the ones in Redis are erased at once. Returns how many were erased there.
   * @throws AppError `queue_unavailable` when Redis does not answer
   */
  async invalidate(what: Invalidation): Promise<number> {
    // A reading that is under way may be kept later, and then live in memory for another lifetime: the word against it outlives both.
    await this.answerOf(this.queue.queue.client.set(this.tombstone(what), String(Date.now()), 'PX', 2 * this.ttlMs + HOUR_MS));
    const pattern = what === 'all' ? '*' : 'sha256' in what ? `${what.sha256}:*` : `*:${what.ocrHash}:*`;
    let erased = 0;
    for await (const names of this.names(pattern)) {
      for (let at = 0; at < names.length; at += ERASED_AT_ONCE) erased += await this.answerOf(this.queue.queue.client.unlink(...names.slice(at, at + ERASED_AT_ONCE)));
    }
    return erased;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.patiently(this.stores?.both.disconnect() ?? Promise.resolve(undefined));
  }

  private async findOrCompute(key: CacheKey, compute: () => Promise<OcrDocument>, worthKeeping: (document: OcrDocument) => boolean): Promise<OcrDocument> {
    const found = await this.find(key);
    if (found) return found;
    const lease = this.stores ? await takeWorkLease(this.queue, `${this.prefix}:lease:${this.nameOf(key)}`) : null;
    try {
      if (lease?.waited) this.statistics.waited += 1;
      // The holder before us may have finished between our look and our turn, whether we had to wait for it or not.
      const meanwhile = lease ? await this.look(key) : null;
      if (meanwhile) return meanwhile.document;
      const beganAt = Date.now();
      this.statistics.computed += 1;
      const document = await compute();
      if (worthKeeping(document)) await this.keep(key, document, beganAt);
      return document;
    } finally {
      await lease?.release();
    }
  }

  private async look(key: CacheKey): Promise<{ readonly document: OcrDocument; readonly tier: 'memoryHits' | 'sharedHits' } | null> {
    if (!this.stores) return null;
    const near = await this.patiently(this.stores.memory.get<Entry>(this.nameOf(key)));
    const entry = near ?? (await this.patiently(this.stores.both.get<Entry>(this.nameOf(key))));
    if (!entry || entry.storedAt <= (await this.invalidatedAt(key))) return null;
    const document = await readingIn(entry);
    if (document) return { document, tier: near ? 'memoryHits' : 'sharedHits' };
    this.statistics.failures += 1;
    this.logger.warn('cache: a damaged entry is dropped');
    await this.patiently(this.stores.both.del(this.nameOf(key)));
    return null;
  }

  private open(config: AppConfig): Stores {
    const connection = redisOptions(config.require('REDIS_URL'));
    const { username, password, db, ...socket } = { username: undefined, password: undefined, db: undefined, ...connection };
    const redis = new KeyvRedis<Entry>({
      socket: { ...socket, reconnectStrategy: (attempts: number) => Math.min(3000, 100 * attempts) } as never, disableOfflineQueue: true,
      ...(username ? { username } : {}), ...(password ? { password } : {}), ...(db === undefined ? {} : { database: db }),
    }, { throwOnConnectError: false, keyPrefixSeparator: ':' });
    redis.on('error', (error: unknown) => this.logger.warn(`cache: ${String(error)}`));
    const memory = new Keyv<Entry>({ store: new QuickLRU<string, unknown>({ maxSize: resourcePlan(config).cacheMemoryEntries.value }), ttl: this.ttlMs });
    // The client writes `namespace:key`, so that entries can be found by pattern and erased.
    const shared = new Keyv<Entry>({ store: redis, ttl: this.ttlMs, namespace: `${this.prefix}:entry`, useKeyPrefix: false });
    for (const store of [memory, shared]) store.on('error', (error: unknown) => this.logger.warn(`cache: ${String(error)}`));
    return { memory, redis: shared, both: createCache({ stores: [memory, shared], ttl: this.ttlMs }) };
  }

  /** Names of entries, as Redis hands them out; one may come twice. */
  private async *names(pattern: string): AsyncGenerator<string[]> {
    for (let cursor = '0', first = true; first || cursor !== '0'; first = false) {
      const [next, found] = await this.answerOf(this.queue.queue.client.scan(cursor, 'MATCH', `${this.prefix}:entry:${pattern}`, 'COUNT', 500));
      yield found;
      cursor = next;
    }
  }

  private nameOf(key: CacheKey): string {
    return `${key.sha256}:${key.ocrHash}:${key.modelHash}:${key.code}:${key.runsOn}`;
  }

  private tombstone(what: Invalidation): string {
    return `${this.prefix}:invalidated:${what === 'all' ? 'all' : 'sha256' in what ? what.sha256 : what.ocrHash}`;
  }

  private async invalidatedAt(key: CacheKey): Promise<number> {
    const names = [this.tombstone('all'), this.tombstone({ sha256: key.sha256 }), this.tombstone({ ocrHash: key.ocrHash })];
    const moments = await this.patiently(this.queue.queue.client.mget(...names));
    // Redis cannot say: what it may have invalidated must not be served.
    return moments === undefined ? Infinity : Math.max(0, ...moments.map((moment) => Number(moment ?? 0)));
  }

  /** Commands to a lost Redis wait for its return; a client must not. @throws AppError `queue_unavailable` */
  private async answerOf<T>(command: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const refusal = (cause?: unknown): AppError => new AppError('queue_unavailable', 'The cache cannot be reached. Try again shortly.', { retryable: true, cause });
    const patience = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(refusal()), CLIENT_PATIENCE_MS); });
    try {
      return await Promise.race([command.catch((error: unknown) => { throw refusal(error); }), patience]);
    } finally { clearTimeout(timer); }
  }

  private async patiently<T>(work: Promise<T>): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => { timer = setTimeout(() => resolve(undefined), REDIS_PATIENCE_MS); });
    const guarded = work.catch((error: unknown) => {
      this.statistics.failures += 1;
      this.logger.warn(`cache: ${String(error)}`);
      return undefined;
    });
    try { return await Promise.race([guarded, patience]); } finally { clearTimeout(timer); }
  }
}

/** What an entry holds; null when it is damaged. */
async function readingIn({ gzipped }: Entry): Promise<OcrDocument | null> {
  try {
    const read = JSON.parse((await unpack(Buffer.from(gzipped, 'base64'))).toString('utf8')) as OcrDocument | null;
    return Array.isArray(read?.pages) ? read : null;
  } catch {
    return null;
  }
}
