import { AppError } from '../../common/errors/app-error';
import { OCR_PROFILES } from '../ocr-profiles';
import { ThreadedPreparer } from './page-preparer';

/** What each thread does with its calls, in the order in which threads are made. */
let script: ('answers' | 'dies' | 'throws')[] = [];
let made = 0;
jest.mock('../threads/thread-client', () => ({
  ThreadClient: class {
    alive = true;
    private readonly fate = script[made++];
    call(): Promise<string> {
      if (this.fate === 'answers') return Promise.resolve('prepared');
      this.alive = this.fate !== 'dies';
      return Promise.reject(new AppError(this.fate === 'dies' ? 'worker_lost' : 'internal', 'scripted', { retryable: true }));
    }
  },
}));

const PAGE = { grey: new Uint8Array(1), width: 1, height: 1 };
const prepare = (fates: typeof script): Promise<unknown> => {
  [script, made] = [fates, 0];
  return new ThreadedPreparer().prepare(PAGE, OCR_PROFILES.balanced, 0);
};

describe('ThreadedPreparer', () => {
  it('replaces a thread that was lost and prepares its page once more', async () => {
    expect([await prepare(['dies', 'answers']), made]).toEqual(['prepared', 2]);
  });

  it('says that preparation failed, and not an engine, when a page loses two threads', async () => {
    await expect(prepare(['dies', 'dies', 'answers'])).rejects.toMatchObject({ code: 'preparation_failed', retryable: true });
    expect(made).toBe(2);
  });

  it('tells the same of a page that cannot be prepared, and keeps the thread', async () => {
    await expect(prepare(['throws', 'answers'])).rejects.toMatchObject({ code: 'preparation_failed', retryable: true });
    expect(made).toBe(1);
  });
});
