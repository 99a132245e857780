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
 * Preparation on a thread of its own, one page after another: pixels in shared memory cross without a copy, and no event loop
 * stands still meanwhile. Started with the first page. When it was lost it is replaced, and its page prepared once more.
 */
export class ThreadedPreparer implements PagePreparer {
  private thread: ThreadClient | undefined;

  async prepare(image: PageImage, { preprocess }: OcrProfile, turn: QuarterTurn): Promise<PreparedPage> {
    const attempt = (): Promise<PreparedPage> => this.start().call('prepare', { image, preprocess, turn });
    try {
      return await attempt().catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'worker_lost') return attempt();
        throw error;
      });
    } catch (cause) {
      // Under a name of its own: the codes of engines would have another engine read the page.
      throw new AppError('preparation_failed', 'The picture of a page could not be prepared for reading.', { retryable: true, cause });
    }
  }

  /** The thread, started unless it runs. */
  start(): ThreadClient {
    if (!this.thread?.alive) this.thread = new ThreadClient(threadFile(__dirname, 'prepare.thread'), undefined, 'preparation');
    return this.thread;
  }

  async close(): Promise<void> {
    await this.thread?.stop();
  }
}
