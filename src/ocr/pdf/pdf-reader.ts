import { AppError } from '../../common/errors/app-error';
import type { PageLimits } from '../document-reader';
import type { DecodedPage } from '../image/decode-image';
import type { ColourImage } from '../image/page-image';
import type { PageMemory } from '../pipeline/page-memory';
import { ownCopy } from '../threads/own-copy';
import { ThreadClient } from '../threads/thread-client';
import { builtFile } from '../threads/built-file';
import type { PdfPageReading, PdfPageRequest, PictureRequest, RenderRequest } from './pdf-calls';

/** The library's memory only grows. A thread above this is replaced once a file is done with; other files open again on the new one. */
const RECYCLE_BYTES = 160 * 2 ** 20;

export interface PdfReaderOptions {
  readonly limits: PageLimits;
  /** A call that takes longer loses its thread. */
  readonly timeoutMs: number;
  /**
   * What a call that takes too long says of its file. `file_damaged`: the file is built to hang, do not send it again.
   * `engine_timeout`: the file was looked at before and the machine may be starved, so try again later.
   */
  readonly tooSlow: 'file_damaged' | 'engine_timeout';
  /** Where pixels of drawn pages are put. */
  readonly memory: PageMemory;
}

/** One open PDF. Pages count from 1. */
export interface OpenPdf {
  readonly pages: number;
  /** Checks the size of every page and draws this one small. @throws AppError `file_damaged`, `image_too_small`, `image_too_large`. */
  prove(page: number): Promise<void>;
  /** Its text layer with boxes, or why it cannot be trusted. */
  text(page: number): Promise<PdfPageReading>;
  /** The page as pixels and its size in page pixels. @param longestSide in pixels; caps the resolution */
  render(page: number, dpi: number, longestSide: number): Promise<DecodedPage>;
  /** The page in colour, for people. */
  picture(page: number, dpi: number): Promise<ColourImage>;
  /** A PDF of this page alone. @throws AppError `file_damaged`. */
  extract(page: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * PDF work on a thread of its own. One call runs at a time, so a call that outlives its time is the one that hangs: the thread
 * is ended (WebAssembly can be), the call fails, and others go on with a new thread on which their file is opened again.
 */
export class PdfReader {
  private thread: ThreadClient | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private nextId = 1;
  private closed = false;
  private files = 0;

  constructor(private readonly options: PdfReaderOptions) {}

  /** Files opened and not closed yet: each may have a call waiting. */
  get openFiles(): number {
    return this.files;
  }

  /** @throws AppError `file_encrypted`, `file_damaged`, `no_pages`, `too_many_pages`, `engine_timeout`. */
  async open(bytes: Uint8Array): Promise<OpenPdf> {
    this.files++;
    try {
      return await this.openFile(bytes);
    } catch (error) {
      this.files--;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.queue;
    await this.thread?.stop();
  }

  private async openFile(bytes: Uint8Array): Promise<OpenPdf> {
    const { limits, memory } = this.options;
    const id = this.nextId++;
    let openOn: ThreadClient | undefined;
    let pages = 0;
    const onThread = <T>(work: (thread: ThreadClient) => Promise<T>): Promise<T> => this.exclusive(async (thread) => {
      if (openOn !== thread) {
        ({ pages } = await thread.call<{ pages: number }>('open', { id, bytes: ownCopy(bytes), limits }));
        openOn = thread;
      }
      return work(thread);
    });
    const request = (page: number): PdfPageRequest => ({ id, page, limits });
    await onThread(() => Promise.resolve());
    return {
      pages,
      prove: (page) => onThread((thread) => thread.call('prove', request(page))),
      text: (page) => onThread((thread) => thread.call('readText', request(page))),
      render: (page, dpi, longestSide) => memory.lend((spare) => onThread((thread) => thread.call<DecodedPage>('render', { ...request(page), dpi, longestSide, spare } satisfies RenderRequest))),
      picture: (page, dpi) => onThread((thread) => thread.call('picture', { ...request(page), dpi } satisfies PictureRequest)),
      extract: (page) => onThread((thread) => thread.call('extract', request(page))),
      close: async () => {
        this.files--;
        // A thread that is gone, or goes with this call, took the file with it: what was read of it stays good.
        if (openOn?.alive) await this.exclusive((thread) => (openOn === thread ? this.closeOn(thread, id) : Promise.resolve())).catch(() => undefined);
      },
    };
  }

  private async closeOn(thread: ThreadClient, id: number): Promise<void> {
    if (await thread.call<number>('close', { id }) > RECYCLE_BYTES) await this.discard(thread);
  }

  private exclusive<T>(work: (thread: ThreadClient) => Promise<T>): Promise<T> {
    if (this.closed) return Promise.reject(new AppError('pool_closed', 'The PDF reader is closed.', { retryable: true }));
    const done = this.queue.then(() => this.timed(work));
    this.queue = done.catch(() => undefined);
    return done;
  }

  private async timed<T>(work: (thread: ThreadClient) => Promise<T>): Promise<T> {
    if (!this.thread?.alive) this.thread = new ThreadClient(builtFile(__dirname, 'pdf.thread.js'), undefined, 'pdf');
    const thread = this.thread;
    let timer: NodeJS.Timeout | undefined;
    let late = false;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        late = true;
        reject(tooSlow(this.options.tooSlow));
      }, this.options.timeoutMs);
    });
    try {
      return await Promise.race([work(thread), deadline]);
    } catch (thrown) {
      const trapped = !(thrown instanceof AppError) || thrown.code === 'internal';
      // A trap inside the library may leave its memory in any state: no other file goes there.
      if (late || trapped) await this.discard(thread);
      throw trapped ? new AppError('file_damaged', 'The PDF cannot be read; export or scan it again.', { cause: thrown }) : thrown;
    } finally {
      clearTimeout(timer);
    }
  }

  private async discard(thread: ThreadClient): Promise<void> {
    if (this.thread === thread) this.thread = undefined;
    await thread.kill();
  }
}

function tooSlow(code: PdfReaderOptions['tooSlow']): AppError {
  return code === 'file_damaged'
    ? new AppError('file_damaged', 'The PDF takes too long to open or to draw; export or scan it again.')
    : new AppError('engine_timeout', 'A page of the PDF took too long to draw.', { retryable: true });
}
