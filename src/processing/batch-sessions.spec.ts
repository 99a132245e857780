import { Logger } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import type { DocumentReader } from '../ocr/document-reader';
import type { EngineKind } from '../ocr/ocr.types';
import { EngineSessions } from '../ocr/engine/engine-sessions';
import type { BatchProgressRepository } from './batch-progress.repository';
import { BatchSessions } from './batch-sessions';

const MINUTE_MS = 60_000;

/** The database as the test has it: which document is in which batch, and which batches are done. */
class Progress {
  readonly batches = new Map<string, string>();
  readonly done = new Set<string>();
  away = false;
  asked = 0;
  batchesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    this.asked++;
    if (this.away) return Promise.reject(new Error('database away'));
    return Promise.resolve(new Map(ids.flatMap((id) => (this.batches.has(id) ? [[id, this.batches.get(id)!]] : []))));
  }
  finished(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(ids.filter((id) => this.done.has(id))));
  }
}

function setUp() {
  const held: Record<EngineKind, number> = { paddle: 0, tesseract: 0 };
  const holder = (kind: EngineKind) => ({ hold: () => { held[kind]++; return () => { held[kind]--; }; } });
  const sessions = new EngineSessions({ paddle: holder('paddle'), tesseract: holder('tesseract') }, 24 * 60 * MINUTE_MS);
  const reader = { enginePools: { sessions, report: () => [] } } as unknown as DocumentReader;
  const progress = new Progress();
  const batches = new BatchSessions(AppConfig.fromEnvironment({}), reader, progress as unknown as BatchProgressRepository);
  batches.onApplicationBootstrap();
  return { batches, progress, held, sessions };
}

const looks = (ms = 2000): Promise<void> => jest.advanceTimersByTimeAsync(ms);

describe('BatchSessions', () => {
  let said: string[];
  beforeEach(() => {
    jest.useFakeTimers();
    said = [];
    jest.spyOn(Logger.prototype, 'log').mockImplementation((message: string) => { said.push(message); });
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => { jest.useRealTimers(); jest.restoreAllMocks(); });

  it('holds the engines from the first document of a batch until all of it is done, and sums it up once', async () => {
    const { batches, progress, held } = setUp();
    progress.batches.set('a', 'batch').set('b', 'batch');
    const a = await batches.enter('a');
    batches.leave(a, 2);
    await looks();
    expect([a.session !== undefined, held.paddle, said]).toEqual([true, 1, []]);
    const b = await batches.enter('b');
    progress.done.add('batch');
    await looks();
    expect([b.session === a.session, held.paddle]).toEqual([true, 1]);
    batches.leave(b, 3);
    await looks(5000);
    expect([held.paddle, said]).toEqual([0, [expect.stringContaining('batch batch done documents=2 pages=5')]]);
  });

  it('counts a document whose batch was written after it was begun, whether it has ended by then or not', async () => {
    const { batches, progress, held } = setUp();
    const [ended, going] = [await batches.enter('a'), await batches.enter('b')];
    batches.leave(ended, 1);
    progress.batches.set('a', 'batch').set('b', 'batch');
    await looks();
    expect(held.paddle).toBe(1);
    progress.done.add('batch');
    batches.leave(going, 1);
    await looks();
    expect([held.paddle, said]).toEqual([0, [expect.stringContaining('documents=2 pages=2')]]);
  });

  it('asks no more about a document of its own once it cannot belong to a batch any more', async () => {
    const { batches, progress } = setUp();
    batches.leave(await batches.enter('alone'), 1);
    await looks(MINUTE_MS + 2000);
    const before = progress.asked;
    await looks(5000);
    expect(progress.asked).toBe(before);
  });

  it('lets go of a batch that is never done', async () => {
    const { batches, progress, held, sessions } = setUp();
    progress.batches.set('a', 'batch');
    batches.leave(await batches.enter('a'), 1);
    await looks(59 * MINUTE_MS);
    expect(held.paddle).toBe(1);
    await looks(2 * MINUTE_MS);
    expect([held.paddle, sessions.count]).toEqual([0, 0]);
  });

  it('costs no document when the database is away', async () => {
    const { batches, progress, held } = setUp();
    progress.away = true;
    const part = await batches.enter('a');
    await looks();
    batches.leave(part, 1);
    progress.away = false;
    progress.batches.set('a', 'batch');
    await looks();
    expect([part.session, held.paddle]).toEqual([undefined, 1]);
  });
});
