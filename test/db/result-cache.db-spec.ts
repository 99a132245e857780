import Redis from 'ioredis';
import Bull from 'bull';
import { type CacheKey, ResultCache } from '../../src/cache/result-cache';
import { AppConfig } from '../../src/common/config/config';
import { DocumentQueue } from '../../src/common/queue/document-queue';
import { redisOptions } from '../../src/common/queue/redis-connection';
import type { OcrDocument } from '../../src/ocr/ocr.types';
import { freePort } from '../support/running-copy';
import { openTestServers, type TestServers } from '../support/servers';

const reading = (name: string): OcrDocument => ({ pages: [], engine: 'paddle', modelHash: name, timings: {} }) as unknown as OcrDocument;
const keyOf = (sha: string, ocr = 'a'): CacheKey => ({ sha256: sha.repeat(64), ocrHash: ocr.repeat(64), modelHash: 'f'.repeat(64) });

let servers: TestServers;
let redis: Redis;
/** What a test opened, to be closed behind it. */
let opened: { cache: ResultCache; queue: Bull.Queue }[] = [];

beforeAll(async () => {
  servers = await openTestServers();
  redis = new Redis(servers.redisUrl);
});
beforeEach(() => redis.flushdb());
afterEach(async () => {
  for (const { cache, queue } of opened) {
    await cache.onApplicationShutdown();
    queue.client.disconnect();
  }
  opened = [];
});
afterAll(async () => {
  redis?.disconnect();
  await servers?.close();
});

/** The cache of one process, with a memory of its own. */
function open(redisUrl = servers.redisUrl): ResultCache {
  const config = AppConfig.fromEnvironment({ ...servers.env, REDIS_URL: redisUrl });
  const queue = new Bull('documents', { redis: { ...redisOptions(redisUrl), maxRetriesPerRequest: null, enableReadyCheck: false } });
  const cache = new ResultCache(config, new DocumentQueue(queue));
  opened.push({ cache, queue });
  return cache;
}

async function entries(): Promise<number> {
  let [cursor, count] = ['0', 0];
  do {
    const [next, names] = await redis.scan(cursor, 'MATCH', '*:ocr:entry:*', 'COUNT', 100);
    [cursor, count] = [next, count + names.length];
  } while (cursor !== '0');
  return count;
}

it('gives back what it was given, also to another process', async () => {
  const [mine, other] = [open(), open()];
  await mine.keep(keyOf('1'), reading('x'), Date.now());
  expect([await mine.find(keyOf('1')), await other.find(keyOf('1'))]).toEqual([reading('x'), reading('x')]);
  expect([await mine.find(keyOf('2')), await mine.size()]).toEqual([null, 1]);
});

it.each([
  ['a content', { sha256: '1'.repeat(64) }, 2, ['2a']],
  ['a configuration', { ocrHash: 'a'.repeat(64) }, 2, ['1b']],
  ['all', 'all', 3, []],
] as const)('erases the readings of %s, and other processes see it', async (_what, what, erased, left) => {
  const [mine, other] = [open(), open()];
  for (const [sha, ocr] of [['1', 'a'], ['1', 'b'], ['2', 'a']] as const) {
    await mine.keep(keyOf(sha, ocr), reading('x'), Date.now() - 1);
    await other.find(keyOf(sha, ocr));
  }
  expect(await mine.invalidate(what)).toBe(erased);
  expect(await entries()).toBe(left.length);
  const found: string[] = [];
  for (const [sha, ocr] of [['1', 'a'], ['1', 'b'], ['2', 'a']] as const) if (await other.find(keyOf(sha, ocr))) found.push(sha + ocr);
  expect(found).toEqual(left);
});

it('erases more readings than one command takes', async () => {
  const cache = open();
  await cache.keep(keyOf('1'), reading('x'), Date.now() - 1);
  const [name] = await redis.keys('*:ocr:entry:*');
  await redis.mset(...Array.from({ length: 1200 }, (_, n) => [`${String(name)}${n}`, 'x']).flat());
  expect([await cache.size(), await cache.invalidate('all'), await entries()]).toEqual([1201, 1201, 0]);
});

it('serves no reading that began before an invalidation', async () => {
  const cache = open();
  const beganAt = Date.now();
  await cache.invalidate({ sha256: keyOf('1').sha256 });
  await cache.keep(keyOf('1'), reading('x'), beganAt);
  expect([await cache.find(keyOf('1')), await entries()]).toEqual([null, 0]);
});

it('misses without Redis and never fails; only an invalidation says so', async () => {
  const cache = open(`redis://127.0.0.1:${await freePort()}`);
  await expect(cache.keep(keyOf('1'), reading('x'), Date.now())).resolves.toBeUndefined();
  expect([await cache.find(keyOf('1')), await cache.size()]).toEqual([null, null]);
  await expect(cache.invalidate('all')).rejects.toMatchObject({ code: 'queue_unavailable', retryable: true });
});
