import { randomUUID } from 'node:crypto';
import { AppConfig } from '../../src/common/config/config';
import { AppError } from '../../src/common/errors/app-error';
import { PrismaService } from '../../src/common/prisma/prisma.service';
import { type RunInHand, RunRepository } from '../../src/processing/run.repository';
import { openTestServers, type TestServers } from '../support/servers';

const LEASE_MS = 60_000;
const MAX = 3;
const OUTCOME = { engine: 'paddle', modelHash: 'm', configHash: 'c', timings: {}, fallbacks: [] };

describe('runs', () => {
  let servers: TestServers;
  let prisma: PrismaService;
  let runs: RunRepository;
  let organisationId: string;

  beforeAll(async () => {
    servers = await openTestServers();
    prisma = new PrismaService(AppConfig.fromEnvironment(servers.env));
    runs = new RunRepository(prisma);
    organisationId = (await prisma.organisation.create({ data: { name: `runs-${randomUUID()}` } })).id;
  });
  afterAll(async () => {
    await prisma?.$disconnect();
    await servers?.close();
  });

  const newDocument = async (): Promise<string> =>
    (await prisma.document.create({ data: { organisationId, sha256: randomUUID(), mime: 'application/pdf', bytes: 1, pages: 1, fileName: 'a.pdf' } })).id;
  const begin = (documentId: string): Promise<RunInHand | null> => runs.begin(documentId, LEASE_MS, MAX);
  const begun = async (documentId: string): Promise<RunInHand> => {
    const hand = await begin(documentId);
    if (!hand) throw new Error('there was nothing to begin');
    return hand;
  };
  const stopHeart = (hand: RunInHand): Promise<unknown> =>
    prisma.run.update({ where: { id: hand.run.id }, data: { heartbeatAt: new Date(Date.now() - 2 * LEASE_MS) } });
  const story = async (documentId: string): Promise<string[]> =>
    (await prisma.run.findMany({ where: { documentId }, orderBy: { attempt: 'asc' } })).map((run) => `${run.attempt} ${run.status}${run.errorCode ? ` ${run.errorCode}` : ''}`);
  const waits = async (documentId: string): Promise<boolean> => (await runs.findWaiting(LEASE_MS, 1000, new Date(0))).some((one) => one.documentId === documentId);

  it('gives a document to one of many that want it at once', async () => {
    const id = await newDocument();
    const hands = await Promise.all(Array.from({ length: 6 }, () => begin(id)));
    expect(hands.filter((hand) => hand !== null)).toHaveLength(1);
    expect(await story(id)).toEqual(['1 running']);
  });

  it('takes a dead worker\'s document over, and discards what the dead one still delivers', async () => {
    const id = await newDocument();
    const dead = await begun(id);
    await stopHeart(dead);
    const next = await begun(id);
    let written = 0;
    const write = (): Promise<void> => { written += 1; return Promise.resolve(); };
    expect(await runs.complete(dead, OUTCOME, write)).toBe(false);
    expect(await runs.complete(next, OUTCOME, write)).toBe(true);
    expect(await runs.complete(next, OUTCOME, write)).toBe(false);
    expect([written, await story(id)]).toEqual([1, ['1 failed worker_lost', '2 done']]);
  });

  it('gives up on a document that killed every worker', async () => {
    const id = await newDocument();
    for (let attempt = 1; attempt <= MAX; attempt += 1) await stopHeart(await begun(id));
    expect(await begin(id)).toBeNull();
    expect((await story(id)).at(-1)).toBe(`${MAX} failed worker_lost`);
    expect(await waits(id)).toBe(false);
  });

  it('writes nothing when the writing fails', async () => {
    const id = await newDocument();
    const hand = await begun(id);
    await expect(runs.complete(hand, OUTCOME, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full');
    expect(await story(id)).toEqual(['1 running']);
  });

  it('queues another attempt for what can heal, and none for what cannot', async () => {
    const [heals, stays] = [await newDocument(), await newDocument()];
    const again = await runs.fail(await begun(heals), new AppError('engine_failed', 'x', { retryable: true }), MAX, 0);
    const never = await runs.fail(await begun(stays), new AppError('file_damaged', 'x'), MAX, 0);
    expect([again, never]).toEqual([{ documentId: heals, attempt: 2 }, null]);
    expect([await waits(heals), await waits(stays)]).toEqual([true, false]);
    expect((await begun(heals)).run.attempt).toBe(2);
  });

  it('does not hurry a pause', async () => {
    const id = await newDocument();
    await runs.fail(await begun(id), new AppError('engine_failed', 'x', { retryable: true }), MAX, 3_600_000);
    expect(await waits(id)).toBe(false);
  });

  it('finds documents that nobody has begun', async () => {
    const id = await newDocument();
    expect(await waits(id)).toBe(true);
    await begun(id);
    expect(await waits(id)).toBe(false);
  });

  it('looks for documents that nobody has begun only as far back as asked, and for the others everywhere', async () => {
    const [unbegun, dead] = [await newDocument(), await newDocument()];
    await stopHeart(await begun(dead));
    const found = (await runs.findWaiting(LEASE_MS, 1000, new Date(Date.now() + LEASE_MS))).map(({ documentId }) => documentId);
    expect([found.includes(unbegun), found.includes(dead)]).toEqual([false, true]);
  });

  it('cancels before and during the work, so that its result is discarded', async () => {
    const [early, late] = [await newDocument(), await newDocument()];
    await runs.cancel(organisationId, early);
    expect(await begin(early)).toBeNull();
    const hand = await begun(late);
    await runs.cancel(organisationId, late);
    expect(await runs.beat(hand.run.id)).toBe(false);
    expect(await runs.complete(hand, OUTCOME, () => Promise.resolve())).toBe(false);
  });

  it('retries what failed or was cancelled and refuses the rest', async () => {
    const id = await newDocument();
    await runs.cancel(organisationId, id);
    expect(await runs.retry(organisationId, id)).toEqual({ documentId: id, attempt: 2 });
    await expect(runs.retry(organisationId, id)).rejects.toMatchObject({ code: 'document_not_finished' });
    await runs.complete(await begun(id), OUTCOME, () => Promise.resolve());
    await expect(runs.retry(organisationId, id)).rejects.toMatchObject({ code: 'document_finished' });
    await expect(runs.cancel(organisationId, id)).rejects.toMatchObject({ code: 'document_finished' });
  });

  it('knows nothing of another organisation\'s documents', async () => {
    const id = await newDocument();
    await expect(runs.cancel(randomUUID(), id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(runs.retry(randomUUID(), id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
