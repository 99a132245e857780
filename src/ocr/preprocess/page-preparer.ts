import { AppError } from '../../common/errors/app-error';
import type { PageLimits } from '../document-reader';
import type { DecodedPage, PictureDecoder } from '../image/decode-image';
import type { PageImage, QuarterTurn } from '../image/page-image';
import type { OcrProfile } from '../ocr.types';
import { ThreadClient } from '../threads/thread-client';
import { threadFile } from '../threads/thread-file';
import type { PreparedPage } from './prepare-page';

/** Measures pages and does what their faults ask for; a page known to lie on its side is turned upright as well. */
export interface PagePreparer {
  /** @throws AppError `preparation_failed`, retryable. */
  prepare(image: PageImage, profile: OcrProfile, turn: QuarterTurn): Promise<PreparedPage>;
}

/** What says that the thread is at fault and not the picture. */
const THREAD_FAILED: ReadonlySet<string> = new Set(['worker_lost', 'internal']);

/**
 * Pictures are decoded and prepared on a thread of its own: pixels in shared memory cross without a copy, and no event loop stands still meanwhile. Decoded colours,
 * 12 MB a page, count as garbage of whichever heap asked for them: on the main thread, whose heap is large, they had it collected with every other page (measured:
 * half of what that thread did). Started with the first page. When it was lost it is replaced, and its page tried once more. It has one page at a time, so that a page
 * that kills it takes no other with it.
 */
export class ThreadedPreparer implements PagePreparer {
  private thread: ThreadClient | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  /** `decodePage` on the thread. @throws AppError what `decodePage` throws, or `preparation_failed`, retryable. */
  readonly decode: PictureDecoder = (bytes: Uint8Array, page: number, limits: PageLimits, longestSide: number): Promise<DecodedPage> => this.inTurn('decode', { bytes, page, limits, longestSide });

  prepare(image: PageImage, { preprocess }: OcrProfile, turn: QuarterTurn): Promise<PreparedPage> {
    return this.inTurn('prepare', { image, preprocess, turn });
  }

  /** The thread, started unless it runs. */
  start(): ThreadClient {
    if (!this.thread?.alive) this.thread = new ThreadClient(threadFile(__dirname, 'prepare.thread'), undefined, 'preparation');
    return this.thread;
  }

  /** Does what was asked for, then ends the thread. */
  async close(): Promise<void> {
    await this.queue;
    await this.thread?.stop();
  }

  private inTurn<T>(method: 'decode' | 'prepare', payload: unknown): Promise<T> {
    const attempt = (): Promise<T> => this.start().call(method, payload);
    const done = this.queue.then(attempt).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'worker_lost') return attempt();
      throw error;
    }).catch((cause: unknown) => {
      if (cause instanceof AppError && !THREAD_FAILED.has(cause.code)) throw cause;
      // Under a name of its own: the codes of engines would have another engine read the page.
      throw new AppError('preparation_failed', 'The picture of a page could not be prepared for reading.', { retryable: true, cause });
    });
    this.queue = done.catch(() => undefined);
    return done;
  }
}
