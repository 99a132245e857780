import { randomBytes } from 'node:crypto';
import Redis from 'ioredis';
import Bull from 'bull';
import { type CacheKey, ResultCache } from '../../src/cache/result-cache';
import { AppConfig } from '../../src/common/config/config';
import { DocumentQueue } from '../../src/common/queue/document-queue';
import { redisOptions } from '../../src/common/queue/redis-connection';
import type { OcrDocument } from '../../src/ocr/ocr.types';
import { freePort } from '../support/running-copy';
import { openTestServers, type TestServers } from '../support/servers';
import { until } from '../support/until';

const reading = (name: string): OcrDocument => ({ pages: [], engine: 'paddle', modelHash: name, timings: {} }) as unknown as OcrDocument;
const keyOf = (sha: string, ocr = 'a', code = '0'.repeat(64)): CacheKey => ({ sha256: sha.repeat(64), ocrHash: ocr.repeat(64), modelHash: 'f'.repeat(64), code, runsOn: 'cpu' });

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
  ['is cut short', (entry: string) => entry.slice(0, entry.length / 2)],
  ['unpacks to nothing', (entry: string) => entry.replace(/"gzipped":"[^"]*"/, '"gzipped":"H4sI"')],
  ['holds something else', (entry: string) => entry.replace(/"value":.*$/, '"value":{"storedAt":9e15}}')],
])('misses an entry that %s, and keeps what is computed instead', async (_what, damage) => {
  const key = keyOf('1');
  await open().keep(key, reading('x'), Date.now());
  const [name] = await redis.keys('*:ocr:entry:*');
  await redis.set(name!, damage((await redis.get(name!))!));
  const [cache, later] = [open(), open()];
  expect(await cache.once(key, () => Promise.resolve(reading('y')), () => true)).toEqual(reading('y'));
  expect([cache.statistics.misses, await later.find(key)]).toEqual([1, reading('y')]);
});

it('drops a damaged entry although nothing is computed instead', async () => {
  await open().keep(keyOf('1'), reading('x'), Date.now());
  const [name] = await redis.keys('*:ocr:entry:*');
  await redis.set(name!, (await redis.get(name!))!.replace(/"gzipped":"[^"]*"/, '"gzipped":"H4sI"'));
  expect([await open().find(keyOf('1')), await entries()]).toEqual([null, 0]);
});

it('keeps a large reading in Redis alone: memory is planned for small ones', async () => {
  const cache = open();
  const large = reading(randomBytes(600 * 1024).toString('base64'));
  await cache.keep(keyOf('1'), large, Date.now());
  await cache.keep(keyOf('2'), reading('small'), Date.now());
  expect([(await cache.find(keyOf('1')))?.modelHash === large.modelHash, await cache.find(keyOf('2'))]).toEqual([true, reading('small')]);
  expect(cache.statistics).toMatchObject({ memoryHits: 1, sharedHits: 1, stored: 2 });
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

it('has nothing of another program', async () => {
  const cache = open();
  await cache.keep(keyOf('1'), reading('x'), Date.now());
  expect(await cache.find(keyOf('1', 'a', '1'.repeat(64)))).toBeNull();
});

describe('readings asked for at the same time', () => {
  /** A computation that ends when the test says so, and counts. */
  function slow(result: () => OcrDocument = () => reading('x')) {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => { finish = resolve; });
    const compute = jest.fn(async () => { await gate; return result(); });
    return { compute, finish };
  }
  const always = (): boolean => true;

  it('are computed once in one process', async () => {
    const [cache, { compute, finish }] = [open(), slow()];
    const asked = Array.from({ length: 10 }, () => cache.once(keyOf('1'), compute, always));
    finish();
    expect(await Promise.all(asked)).toEqual(Array(10).fill(reading('x')));
    expect([compute.mock.calls.length, cache.statistics]).toEqual([1, expect.objectContaining({ joined: 9, misses: 1, computed: 1, stored: 1 })]);
  });

  it('are computed once over processes: the others wait for the one that began', async () => {
    const { compute, finish } = slow();
    const [first, ...others] = Array.from({ length: 4 }, () => open());
    const holding = first!.once(keyOf('1'), compute, always);
    await until('the first to begin', async () => Promise.resolve(compute.mock.calls.length === 1));
    const waiting = others.map((cache) => cache.once(keyOf('1'), compute, always));
    await until('the others to have missed', async () => Promise.resolve(others.every(({ statistics }) => statistics.misses === 1)));
    finish();
    expect(await Promise.all([holding, ...waiting])).toEqual(Array(4).fill(reading('x')));
    expect([compute.mock.calls.length, others.map(({ statistics }) => statistics.waited)]).toEqual([1, [1, 1, 1]]);
  });

  it('that fail are not kept: everybody who shared it fails, the next one computes', async () => {
    const [cache, { compute, finish }] = [open(), slow(() => { throw new Error('no luck'); })];
    const asked = [cache.once(keyOf('1'), compute, always), cache.once(keyOf('1'), compute, always)];
    finish();
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.once(keyOf('1'), () => Promise.resolve(reading('y')), always)).toEqual(reading('y'));
    expect(await entries()).toBe(1);
  });

  it('are taken over by another process when the holder fails', async () => {
    const { compute, finish } = slow(() => { throw new Error('no luck'); });
    const [mine, other] = [open(), open()];
    const failing = mine.once(keyOf('1'), compute, always);
    await until('the first to begin', async () => Promise.resolve(compute.mock.calls.length === 1));
    const next = other.once(keyOf('1'), () => Promise.resolve(reading('y')), always);
    finish();
    await expect(failing).rejects.toThrow('no luck');
    expect(await next).toEqual(reading('y'));
  });

  it('are taken over when the lease of a dead holder has run out', async () => {
    const cache = open();
    await redis.set(`faktulove:ocr:lease:${Object.values(keyOf('1')).join(':')}`, 'a process that is no more', 'PX', 300);
    expect(await cache.once(keyOf('1'), () => Promise.resolve(reading('x')), always)).toEqual(reading('x'));
    expect(cache.statistics).toMatchObject({ waited: 1, computed: 1 });
  });

  it('keep the lease for as long as the computation takes, and leave none behind', async () => {
    const [cache, { compute, finish }] = [open(), slow()];
    const asked = cache.once(keyOf('1'), compute, always);
    await until('the lease', async () => (await redis.keys('*:lease:*')).length === 1);
    const [name] = await redis.keys('*:lease:*');
    await redis.pexpire(name!, 2500);
    await until('the lease to be renewed', async () => (await redis.pttl(name!)) > 2500);
    finish();
    await asked;
    expect(await redis.keys('*:lease:*')).toEqual([]);
  });

  it('are not kept when they are not worth it', async () => {
    const cache = open();
    await cache.once(keyOf('1'), () => Promise.resolve(reading('x')), () => false);
    expect([await entries(), cache.statistics.stored]).toEqual([0, 0]);
  });

  it('are computed by everybody without Redis', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    expect(await open(url).once(keyOf('1'), () => Promise.resolve(reading('x')), always)).toEqual(reading('x'));
  });
});
