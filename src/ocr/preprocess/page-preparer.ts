import type { PageImage, QuarterTurn } from '../image/page-image';
import type { OcrProfile } from '../ocr.types';
import { ThreadClient } from '../threads/thread-client';
import { threadFile } from '../threads/thread-file';
import type { PreparedPage } from './prepare-page';

/** Measures pages and does what their faults ask for; a page known to lie on its side is turned upright as well. */
export interface PagePreparer {
  /** @throws AppError `worker_lost`, retryable. */
  prepare(image: PageImage, profile: OcrProfile, turn: QuarterTurn): Promise<PreparedPage>;
}

/**
 * Preparation on a thread of its own, one page after another: pixels in shared memory cross without a copy, and no event loop
 * stands still meanwhile. Started with the first page, replaced when it was lost.
 */
export class ThreadedPreparer implements PagePreparer {
  private thread: ThreadClient | undefined;

  prepare(image: PageImage, { preprocess }: OcrProfile, turn: QuarterTurn): Promise<PreparedPage> {
    return this.start().call('prepare', { image, preprocess, turn });
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
