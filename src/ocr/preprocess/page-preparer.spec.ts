import { AppError } from '../../common/errors/app-error';
import type { PageImage } from '../image/page-image';
import { OCR_PROFILES } from '../ocr-profiles';
import { PageMemory } from '../pipeline/page-memory';
import { ThreadedPreparer } from './page-preparer';

/** What becomes of a thread at each call for a page. */
type Fate = 'answers' | 'dies' | 'throws' | 'refuses' | 'hangs';
const fates = new Map<unknown, Fate[]>();
let made = 0;
let stopped = 0;
const given: unknown[] = [];
jest.mock('../threads/thread-client', () => ({
  /** Answers one call after another; its death fails all that wait. */
  ThreadClient: class {
    alive = true;
    private readonly fails: ((error: AppError) => void)[] = [];
    constructor() { made++; }
    call(_method: string, { image, bytes, spare }: { image?: PageImage; bytes?: Uint8Array; spare: unknown }): Promise<unknown> {
      given.push(spare);
      return new Promise((resolve, reject) => {
        this.fails.push(reject);
        setImmediate(() => {
          if (!this.alive) return;
          const fate = fates.get(image ?? bytes)!.shift();
          if (fate === 'hangs') return;
          this.alive = fate !== 'dies';
          if (fate === 'answers') resolve({ image: null });
          else if (fate === 'refuses') reject(new AppError('file_damaged', 'scripted'));
          else if (fate === 'throws') reject(new AppError('internal', 'scripted'));
          else for (const fail of this.fails) fail(new AppError('worker_lost', 'scripted', { retryable: true }));
        });
      });
    }
    stop(): Promise<void> { stopped++; return Promise.resolve(); }
  },
}));

const PAGE = { grey: new Uint8Array(1), width: 1, height: 1 };

/** `prepared` when the page came back as it was, which is what the thread answers here. */
const preparing = async (preparer: ThreadedPreparer, ...itsFates: Fate[]): Promise<unknown> => {
  const page = { ...PAGE };
  fates.set(page, itsFates);
  return (await preparer.prepare(page, OCR_PROFILES.balanced, 0)).image === page ? 'prepared' : 'another page';
};

const decoding = (preparer: ThreadedPreparer, ...itsFates: Fate[]): Promise<unknown> => {
  const bytes = new Uint8Array(1);
  fates.set(bytes, itsFates);
  return preparer.decode(bytes, 1, { maxPages: 1, maxPixels: 1, minSide: 1 }, 1);
};

describe('ThreadedPreparer', () => {
  let preparer: ThreadedPreparer;
  let memory: PageMemory;
  beforeEach(() => {
    [made, stopped] = [0, 0];
    memory = new PageMemory(2);
    given.length = 0;
    preparer = new ThreadedPreparer(60_000, memory);
  });

  it('replaces a thread that was lost and prepares its page once more', async () => {
    expect([await preparing(preparer, 'dies', 'answers'), made]).toEqual(['prepared', 2]);
  });

  it('says that preparation failed, and not an engine, when a page loses two threads', async () => {
    await expect(preparing(preparer, 'dies', 'dies', 'answers')).rejects.toMatchObject({ code: 'preparation_failed', retryable: true });
    expect(made).toBe(2);
  });

  it('tells the same of a page that cannot be prepared, and keeps the thread for the next', async () => {
    await expect(preparing(preparer, 'throws')).rejects.toMatchObject({ code: 'preparation_failed', retryable: true });
    expect([await preparing(preparer, 'answers'), made]).toEqual(['prepared', 1]);
  });

  it('prepares the pages that wait beside one that kills its threads', async () => {
    const results = await Promise.allSettled([preparing(preparer, 'dies', 'dies'), preparing(preparer, 'answers'), preparing(preparer, 'answers')]);
    expect([results.map(({ status }) => status), made]).toEqual([['rejected', 'fulfilled', 'fulfilled'], 3]);
  });

  it('says what is wrong with a picture, and blames a lost thread on none', async () => {
    await expect(decoding(preparer, 'refuses')).rejects.toMatchObject({ code: 'file_damaged' });
    expect(await decoding(preparer, 'dies', 'answers')).toEqual({ image: null });
    await expect(decoding(preparer, 'dies', 'dies')).rejects.toMatchObject({ code: 'preparation_failed', retryable: true });
  });

  it('leaves a thread behind that never answers, reads the next page and can be closed', async () => {
    const impatient = new ThreadedPreparer(20, memory);
    const [hung, next] = await Promise.allSettled([decoding(impatient, 'hangs'), preparing(impatient, 'answers')]);
    expect(hung).toMatchObject({ status: 'rejected', reason: { code: 'preparation_failed', retryable: true, cause: { code: 'engine_timeout' } } });
    expect(next).toMatchObject({ status: 'fulfilled', value: 'prepared' });
    await impatient.close();
    expect([made, stopped]).toEqual([2, 2]);
  });

  it('never lends memory again that a late thread may still write to', async () => {
    const spare = new SharedArrayBuffer(8);
    memory.giveBack({ ...PAGE, grey: new Uint8Array(spare) });
    const impatient = new ThreadedPreparer(20, memory);
    await Promise.allSettled([decoding(impatient, 'refuses'), decoding(impatient, 'hangs'), decoding(impatient, 'answers')]);
    await impatient.close();
    expect(given).toEqual([spare, spare, undefined]);
  });

  it('does what waits before it closes', async () => {
    const pages = [decoding(preparer, 'answers'), decoding(preparer, 'answers')];
    let stoppedBefore: number | undefined;
    void pages[1]!.then(() => { stoppedBefore = stopped; });
    await preparer.close();
    expect([stoppedBefore, stopped, made]).toEqual([0, 1, 1]);
  });
});
