import { join, sep } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../../common/config/config';
import { AppError } from '../../common/errors/app-error';
import type { ExtractedInvoice, ExtractionOptions } from '../../extraction/extraction.types';
import type { OcrDocument } from '../../ocr/ocr.types';
import { ThreadClient } from '../../ocr/threads/thread-client';

/** Threads do not pass through a test runner's transform: code that runs from `src` starts what was built into `dist`. */
const BUILT = __filename.endsWith('.ts') ? __dirname.replace(`${sep}src${sep}processing${sep}`, `${sep}dist${sep}processing${sep}`) : __dirname;

/** The thread as this client needs it; a test scripts one. */
export type ExtractionWorker = Pick<ThreadClient, 'alive' | 'call' | 'kill'>;

/**
 * Extraction away from the main thread, where heartbeats and the queue live: a document made to keep the finders busy costs
 * its own run and nobody else's lease. One document at a time; a thread past its deadline is ended (it runs JavaScript only)
 * and the next document gets a new one.
 */
@Injectable()
export class ExtractionThread implements OnApplicationShutdown {
  private thread: ExtractionWorker | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(private readonly config: AppConfig) {}

  /** @throws AppError `extraction_timeout` (not retryable) past EXTRACTION_TIMEOUT_S; `worker_lost`, `pool_closed` (retryable). */
  extract(document: OcrDocument, options: ExtractionOptions): Promise<ExtractedInvoice> {
    const done = this.turn.then(() => this.timed(document, options));
    this.turn = done.catch(() => undefined);
    return done;
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    await this.thread?.kill();
  }

  protected start(): ExtractionWorker {
    return new ThreadClient(join(BUILT, 'extraction.thread.js'), undefined, 'extraction');
  }

  private async timed(document: OcrDocument, options: ExtractionOptions): Promise<ExtractedInvoice> {
    if (this.closed) throw new AppError('pool_closed', 'The worker is shutting down.', { retryable: true });
    if (!this.thread?.alive) this.thread = this.start();
    const thread = this.thread;
    const seconds = this.config.get('EXTRACTION_TIMEOUT_S');
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<'late'>((resolve) => { timer = setTimeout(() => resolve('late'), seconds * 1000); });
    try {
      const invoice = await Promise.race([thread.call<ExtractedInvoice>('extract', { document, options }), deadline]);
      if (invoice !== 'late') return invoice;
      await this.replace(thread);
      throw new AppError('extraction_timeout', `The fields of this document could not be found within ${seconds} seconds.`);
    } finally {
      clearTimeout(timer);
    }
  }

  private async replace(thread: ExtractionWorker): Promise<void> {
    this.thread = undefined;
    await thread.kill();
  }
}
