import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppConfig } from '../../src/common/config/config';
import { AppError } from '../../src/common/errors/app-error';
import { PrismaService } from '../../src/common/prisma/prisma.service';
import type { DocumentQueue } from '../../src/common/queue/document-queue';
import type { PageInspector } from '../../src/ocr/document-reader';
import { LocalStorage } from '../../src/storage/local.storage';
import { BatchRepository } from '../../src/upload/batch.repository';
import { BatchService } from '../../src/upload/batch.service';
import { DocumentRepository } from '../../src/upload/document.repository';
import { OrphanSweep } from '../../src/upload/orphan-sweep';
import { ReceivedFile } from '../../src/upload/received-file';
import { UploadService } from '../../src/upload/upload.service';
import { openTestServers, type TestServers } from '../support/servers';

let servers: TestServers;
let config: AppConfig;
let prisma: PrismaService;
let storage: LocalStorage;
let documents: DocumentRepository;
let uploads: UploadService;
let organisationId: string;

const queue = { announce: () => Promise.resolve(true) } as unknown as DocumentQueue;
/** Takes every file for a page, and the words "disk full" for a moment without luck. */
const inspector = { inspect: (bytes: Uint8Array) => Buffer.from(bytes).includes('disk full')
  ? Promise.reject(new AppError('storage_failed', 'full', { retryable: true })) : Promise.resolve({ mime: 'application/pdf', pages: 1 }) } as unknown as PageInspector;

beforeAll(async () => {
  servers = await openTestServers();
  config = AppConfig.fromEnvironment(servers.env);
  prisma = new PrismaService(config);
  storage = new LocalStorage(config);
  documents = new DocumentRepository(prisma);
  uploads = new UploadService(config, documents, storage, inspector, queue);
  mkdirSync(config.incomingDir, { recursive: true });
});
beforeEach(async () => { organisationId = (await prisma.organisation.create({ data: { name: randomUUID() } })).id; });
afterAll(async () => {
  await prisma?.$disconnect();
  await servers?.close();
});

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const placeOf = (sha256: string): string => join(config.storageDir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
const incoming = (): string[] => readdirSync(config.incomingDir);

function received(text: string): ReceivedFile {
  const path = join(config.incomingDir, randomUUID());
  writeFileSync(path, text);
  return new ReceivedFile(hashOf(text), Buffer.byteLength(text), 'a.pdf', config.incomingDir, path);
}

describe('storage', () => {
  const kept = async (text: string): Promise<string> => {
    const file = received(text);
    await storage.put(file.sha256, await file.onDisk());
    return file.sha256;
  };

  it('replaces what was cut short by the whole file', async () => {
    const text = randomUUID();
    truncateSync(placeOf(await kept(text)), 3);
    expect((await storage.read(await kept(text))).toString()).toBe(text);
  });

  it('says what is missing for good and what may be tried again', async () => {
    const sha256 = await kept(randomUUID());
    rmSync(placeOf(sha256));
    await expect(storage.read(sha256)).rejects.toMatchObject({ code: 'storage_object_missing', retryable: false });
    mkdirSync(placeOf(sha256));
    await expect(storage.read(sha256)).rejects.toMatchObject({ code: 'storage_failed', retryable: true });
    rmSync(placeOf(sha256), { recursive: true });
  });

  it('goes round over all keys, wherever it begins', async () => {
    const hashes = [await kept(randomUUID()), await kept(randomUUID()), await kept(randomUUID())];
    for (const from of ['00', '80', 'ff']) {
      const found: string[] = [];
      for await (const key of storage.keysOlderThan(new Date(Date.now() + 60_000), from)) found.push(key);
      expect(found).toEqual(expect.arrayContaining(hashes));
      expect(new Set(found).size).toBe(found.length);
    }
  });
});

describe('an upload', () => {
  it('puts lost bytes of a known document again', async () => {
    const text = randomUUID();
    const first = await uploads.accept(organisationId, received(text), undefined);
    rmSync(placeOf(hashOf(text)));
    const again = await uploads.accept(organisationId, received(text), undefined);
    expect([again.answer.duplicate, again.answer.documentId, readFileSync(placeOf(hashOf(text)), 'utf8')]).toEqual([true, first.answer.documentId, text]);
  });

  it('leaves no bytes when another upload took its Idempotency-Key meanwhile', async () => {
    const texts = [1, 2, 3, 4, 5].map(() => randomUUID());
    const outcomes = await Promise.allSettled(texts.map((text) => uploads.accept(organisationId, received(text), 'one-key')));
    const stored = texts.filter((text) => existsSync(placeOf(hashOf(text))));
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as AppError).code] : []));
    expect([stored.length, refusals, incoming()]).toEqual([1, Array<string>(4).fill('idempotency_key_reused'), []]);
  });

  it('takes an Idempotency-Key for new when its answer is too old', async () => {
    const [old, now] = [await uploads.accept(organisationId, received(randomUUID()), 'k'), randomUUID()];
    await prisma.idempotencyKey.updateMany({ where: { organisationId }, data: { createdAt: new Date(0) } });
    const { answer, isNew } = await uploads.accept(organisationId, received(now), 'k');
    expect([isNew, answer.documentId === old.answer.documentId]).toEqual([true, false]);
    expect((await documents.findAnswer(organisationId, 'k'))?.sha256).toBe(hashOf(now));
  });

  it('of a batch that must be sent again leaves no file in the incoming folder', async () => {
    const batches = new BatchService(config, uploads, new BatchRepository(prisma), inspector);
    const files = [received(randomUUID()), received('disk full'), received(randomUUID())];
    await expect(batches.fromFiles(organisationId, files)).rejects.toMatchObject({ retryable: true });
    expect(incoming()).toEqual([]);
  });
});

it('the sweep deletes old bytes that no document names, and only those', async () => {
  const [owned, orphan, young] = [randomUUID(), randomUUID(), randomUUID()];
  await uploads.accept(organisationId, received(owned), undefined);
  for (const text of [orphan, young]) {
    mkdirSync(dirname(placeOf(hashOf(text))), { recursive: true });
    writeFileSync(placeOf(hashOf(text)), text);
  }
  const old = new Date(Date.now() - 2 * 3_600_000);
  for (const text of [owned, orphan]) utimesSync(placeOf(hashOf(text)), old, old);
  expect(await new OrphanSweep(documents, storage).sweep(10_000)).toBe(1);
  expect([owned, orphan, young].map((text) => existsSync(placeOf(hashOf(text))))).toEqual([true, false, true]);
  expect(statSync(placeOf(hashOf(owned))).size).toBe(owned.length);
});
