import { AppError } from '../../common/errors/app-error';
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

/**
 * Preparation on a thread of its own: pixels in shared memory cross without a copy, and no event loop stands still meanwhile. Started
 * with the first page. When it was lost it is replaced, and its page prepared once more. It has one page at a time, so that a page
 * that kills it takes no other with it.
 */
export class ThreadedPreparer implements PagePreparer {
  private thread: ThreadClient | undefined;
  private queue: Promise<unknown> = Promise.resolve();

  prepare(image: PageImage, { preprocess }: OcrProfile, turn: QuarterTurn): Promise<PreparedPage> {
    const attempt = (): Promise<PreparedPage> => this.start().call('prepare', { image, preprocess, turn });
    const done = this.queue.then(attempt).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'worker_lost') return attempt();
      throw error;
    }).catch((cause: unknown) => {
      // Under a name of its own: the codes of engines would have another engine read the page.
      throw new AppError('preparation_failed', 'The picture of a page could not be prepared for reading.', { retryable: true, cause });
    });
    this.queue = done.catch(() => undefined);
    return done;
  }

  /** The thread, started unless it runs. */
  start(): ThreadClient {
    if (!this.thread?.alive) this.thread = new ThreadClient(threadFile(__dirname, 'prepare.thread'), undefined, 'preparation');
    return this.thread;
  }

  /** Prepares what was asked for, then ends the thread. */
  async close(): Promise<void> {
    await this.queue;
    await this.thread?.stop();
  }
}
