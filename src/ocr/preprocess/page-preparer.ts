import { AppError } from '../../common/errors/app-error';
import { inTime } from '../engine/in-time';
import type { DecodedPage, PictureDecoder } from '../image/decode-image';
import type { PageImage, QuarterTurn } from '../image/page-image';
import type { OcrProfile } from '../ocr.types';
import type { PageMemory } from '../pipeline/page-memory';
import { ownCopy } from '../threads/own-copy';
import { ThreadClient } from '../threads/thread-client';
import { builtFile } from '../threads/built-file';
import type { PreparedPage } from './prepare-page';

/** Measures pages and does what their faults ask for; a page known to lie on its side is turned upright as well. */
export interface PagePreparer {
  /** @throws AppError `preparation_failed`, retryable. */
  prepare(image: PageImage, profile: OcrProfile, turn: QuarterTurn): Promise<PreparedPage>;
}

/** A prepared page as it crosses threads; without an image where nothing was done to it. */
export type Prepared = Omit<PreparedPage, 'image'> & { readonly image: PageImage | null };

/** What says that the thread is at fault and not the picture. */
const THREAD_FAILED: ReadonlySet<string> = new Set(['worker_lost', 'engine_timeout', 'internal']);

/**
 * Pictures are decoded and prepared on a thread of its own: pixels cross in shared memory, and no event loop stands still meanwhile. Decoded
 * colours, 12 MB a page, count as garbage of whichever heap asked for them: on the main thread, whose heap is large, they had it collected with every other page
 * (measured: half of what that thread did). Started with the first page. When it is lost it is replaced, and its page tried once more; one that takes too long is
 * left behind. It has one page at a time, so that a page that kills it takes no other with it: some twenty pages a second, several times what a few engines read.
 */
export class ThreadedPreparer implements PagePreparer {
  private thread: ThreadClient | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  /** Threads left behind; they may still end. */
  private readonly stuck: Promise<void>[] = [];

  /** @param timeoutMs what a page may take here @param memory where pixels are put */
  constructor(private readonly timeoutMs: number, private readonly memory: PageMemory) {}

  /** `decodePage` on the thread. @throws AppError what `decodePage` throws, or `preparation_failed`, retryable. */
  readonly decode: PictureDecoder = (bytes, page, limits, longestSide) => this.inTurn<DecodedPage>('decode', { bytes: ownCopy(bytes), page, limits, longestSide });

  async prepare(image: PageImage, { preprocess }: OcrProfile, turn: QuarterTurn): Promise<PreparedPage> {
    const prepared = await this.inTurn<Prepared>('prepare', { image, preprocess, turn });
    return { ...prepared, image: prepared.image ?? image };
  }

  /** The thread, started unless it runs. */
  start(): ThreadClient {
    if (!this.thread?.alive) this.thread = new ThreadClient(builtFile(__dirname, 'prepare.thread.js'), undefined, 'preparation');
    return this.thread;
  }

  /** Does what was asked for, then ends the threads. */
  async close(): Promise<void> {
    await this.queue;
    await Promise.all([this.thread?.stop(), ...this.stuck]);
  }

  private inTurn<T extends DecodedPage | Prepared>(method: 'decode' | 'prepare', payload: object): Promise<T> {
    const attempt = (): Promise<T> => this.memory.lend((spare) =>
      inTime(this.start().call<T>(method, { ...payload, spare }), this.timeoutMs, `Preparing a page took longer than ${this.timeoutMs} ms.`, () => this.leaveBehind()));
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

  private leaveBehind(): void {
    if (this.thread) this.stuck.push(this.thread.stop());
    this.thread = undefined;
  }
}
