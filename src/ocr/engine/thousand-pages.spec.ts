import { AppError } from '../../common/errors/app-error';
import type { PageImage } from '../image/page-image';
import { OCR_PROFILES } from '../ocr-profiles';
import type { EngineKind, OcrLine } from '../ocr.types';
import type { PageSource } from '../page-source';
import { mapPages } from '../read-document';
import { readPage } from '../read-page';
import { keepingOf, PLAIN_KEEPING, poolsOptions } from './engine-keeping';
import { EnginePool } from './engine-pool';
import { EnginePools } from './engine-pools';
import type { EngineReading, PageRecogniser, PooledEngine } from './ocr-engine.port';

const PAGES = 1000;
/** The failing tenth comes in two heaps, with a pause between them that is far longer than the rare engine is kept when nobody holds it. */
const fails = (page: number): boolean => page <= 50 || page > 950;
/** Every other failing page is an engine's failure, the rest are read badly at any resolution. */
const breaks = (page: number): boolean => fails(page) && page % 2 === 0;

const COSTS: Readonly<Record<EngineKind, { initMs: number; warmupMs: number; callMs: number; calls: number }>> = {
  paddle: { initMs: 350, warmupMs: 150, callMs: 40, calls: 8 },
  tesseract: { initMs: 600, warmupMs: 0, callMs: 2000, calls: 1 },
};

// Time here is the test's own: nothing waits.
// eslint-disable-next-line no-restricted-syntax
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Reads nothing and takes its time, on the test's clock. */
class SlowEngine implements PooledEngine {
  alive = true;
  constructor(readonly kind: EngineKind) {}
  async start(): Promise<{ initMs: number; warmupMs: number }> {
    const { initMs, warmupMs } = COSTS[this.kind];
    await pause(initMs + warmupMs);
    return { initMs, warmupMs };
  }
  call(): Promise<void> { return pause(COSTS[this.kind].callMs); }
  close(): Promise<void> { this.alive = false; return Promise.resolve(); }
}

function reading(page: number, confidence: number): EngineReading {
  const line: OcrLine = { text: `page ${page}`, confidence, quad: [[0, 0], [9, 0], [9, 9], [0, 9]], source: 'ocr' };
  return { lines: [line], rejected: [], rotation: 0, timings: {}, ink: 0.02 };
}

/** A picture that says which page it is by its width. */
const SOURCE: PageSource = {
  pages: PAGES, close: () => Promise.resolve(), text: () => Promise.resolve(null),
  pixels: (page) => Promise.resolve({ image: { grey: new Uint8Array(1), width: page, height: 1 }, width: page, height: 1 }),
};

function recogniser(pool: EnginePool<SlowEngine>): PageRecogniser {
  const { calls } = COSTS[pool.kind];
  const read = async ({ width: page }: PageImage): Promise<EngineReading> => {
    for (let call = 0; call < calls; call++) await pool.run((engine) => engine.call());
    if (pool.kind === 'tesseract' || !fails(page)) return reading(page, 0.95);
    if (breaks(page)) throw new AppError('engine_failed', 'scripted', { retryable: true });
    return reading(page, 0.3);
  };
  return { recognise: (image) => pool.servePage(() => read(image)) };
}

/** Reads the batch as the service does: real pools, real page walk, real ladder; the engines and the clock are scripted. */
async function readBatch({ pooling, inSession }: { pooling: boolean; inSession: boolean }, count = PAGES) {
  const keeping = { ...PLAIN_KEEPING, pooling };
  const pool = (kind: EngineKind, size: number) => new EnginePool(() => new SlowEngine(kind), { ...keepingOf(kind, keeping, { taken: false }), size, maxWaiting: 100, taskTimeoutMs: 60_000 });
  const own = { paddle: pool('paddle', 2), tesseract: pool('tesseract', 1) };
  const pools = new EnginePools(own, poolsOptions(keeping));
  const plain = { paddle: recogniser(own.paddle), tesseract: recogniser(own.tesseract) };
  const session = pools.sessions.startSession('paddle');
  const recognisers = inSession ? pools.recognisersIn(session, plain) : plain;
  if (!inSession) pools.sessions.endSession(session);

  const began = performance.now();
  let over = false;
  const allRead = mapPages(count, 3, (page) => readPage(SOURCE, page, OCR_PROFILES.balanced, recognisers)).finally(() => { over = true; });
  // A failure, too, ends the loop; it comes out below.
  allRead.catch(() => undefined);
  while (!over) await jest.advanceTimersByTimeAsync(500);
  const results = await allRead;
  const totalMs = performance.now() - began;
  const [paddle, tesseract] = [own.paddle.report(), own.tesseract.report()];
  await pools.close();
  return { results, paddle, tesseract, totalMs, startMs: [paddle, tesseract].reduce((sum, { initMs, warmupMs }) => sum + initMs + warmupMs, 0) };
}

describe('a batch of 1,000 pages of which a tenth fails on the first rung', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  it('starts two paddle engines and one tesseract, spends under 1 % of its time on that, and keeps the order', async () => {
    const { results, paddle, tesseract, totalMs, startMs } = await readBatch({ pooling: true, inSession: true });
    expect([paddle.starts, tesseract.starts]).toEqual([2, 1]);
    expect(startMs / totalMs).toBeLessThan(0.01);
    expect(results.map(({ page }) => page.lines[0]!.text)).toEqual(Array.from({ length: PAGES }, (_, index) => `page ${index + 1}`));
    expect(results.filter(({ page }) => page.engine === 'tesseract').map(({ page }) => page.page)).toEqual(Array.from({ length: PAGES }, (_, index) => index + 1).filter(fails));
    expect(new Set(results.flatMap(({ ladder }) => ladder!.history.map(({ reason }) => reason)))).toEqual(new Set(['engine_failed', 'low_confidence']));
    expect(tesseract.pages).toBe(100);
  });

  it('starts the rare engine again after a pause where no session holds it', async () => {
    const { tesseract } = await readBatch({ pooling: true, inSession: false });
    expect(tesseract.starts).toBe(2);
  });

  it('without a pool pays a start for every reading of a page', async () => {
    const { paddle, tesseract, startMs } = await readBatch({ pooling: false, inSession: true }, 60);
    expect([paddle.starts + tesseract.starts, paddle.savedMs + tesseract.savedMs]).toEqual([60 + 25 + 50, 0]);
    expect(startMs).toBe((60 + 25) * 500 + 50 * 600);
  });
});
