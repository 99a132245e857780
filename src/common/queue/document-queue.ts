import { InjectQueue } from '@nestjs/bull';
import { Injectable, Logger } from '@nestjs/common';
import type { JobCounts, Queue } from 'bull';
import { DOCUMENT_QUEUE, documentJobId, type Jobs } from './jobs';

const REDIS_PATIENCE_MS = 2000;

/** The thin service in front of the queue. */
@Injectable()
export class DocumentQueue {
  private readonly logger = new Logger(DocumentQueue.name);

  constructor(@InjectQueue(DOCUMENT_QUEUE) readonly queue: Queue<Jobs['process-document']>) {
    // Without a listener a lost Redis would end the process; the client reconnects by itself.
    queue.on('error', (error) => this.logger.warn(`queue: ${error.message}`));
  }

  /**
   * Announces an attempt. Says false when Redis does not take it in time: the row in PostgreSQL is the promise,
   * and the sweeper announces it again.
   */
  async announce(documentId: string, attempt: number, delayMs = 0): Promise<boolean> {
    const job = this.queue.add('process-document', { documentId }, { jobId: documentJobId(documentId, attempt), ...(delayMs > 0 ? { delay: delayMs } : {}) });
    return this.within(job.then(() => true), false);
  }

  /** True when this attempt already waits, runs or is delayed in Redis. */
  async knows(documentId: string, attempt: number): Promise<boolean> {
    return this.within(this.queue.getJob(documentJobId(documentId, attempt)).then((job) => job !== null), true);
  }

  async counts(): Promise<JobCounts | null> {
    return this.within<JobCounts | null>(this.queue.getJobCounts(), null);
  }

  async ping(): Promise<boolean> {
    return this.within(this.queue.client.ping().then((answer) => answer === 'PONG'), false);
  }

  /** Commands to a lost Redis wait for its return; a request must not: after two seconds `otherwise` is the answer. */
  async within<T>(work: Promise<T>, otherwise: T): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<T>((resolve) => { timer = setTimeout(() => resolve(otherwise), REDIS_PATIENCE_MS); });
    try {
      return await Promise.race([work.catch((error: unknown) => { this.logger.warn(`queue: ${String(error)}`); return otherwise; }), patience]);
    } finally { clearTimeout(timer); }
  }
}
