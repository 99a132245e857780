import { InjectQueue } from '@nestjs/bull';
import { Injectable, Logger } from '@nestjs/common';
import type { JobCounts, Queue } from 'bull';
import { DOCUMENT_QUEUE, documentJobId, type Jobs } from './jobs';

const REDIS_PATIENCE_MS = 2000;
const CLOSE_PATIENCE_MS = 3000;

/** The thin service in front of the queue. */
@Injectable()
export class DocumentQueue {
  private readonly logger = new Logger(DocumentQueue.name);

  constructor(@InjectQueue(DOCUMENT_QUEUE) readonly queue: Queue<Jobs['process-document']>) {
    // Without a listener a lost Redis would end the process; the client reconnects by itself.
    queue.on('error', (error) => this.logger.warn(`queue: ${error.message}`));
    // The module closes its queue at shutdown and waits for Redis without end: a process asked to stop must stop.
    Object.assign(queue, { onApplicationShutdown: () => this.close() });
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

  /** Says something to whoever listens now, in any process. @returns how many that were; null when Redis does not answer */
  async publish(channel: string, text: string): Promise<number | null> {
    return this.within<number | null>(this.queue.client.publish(this.channelKey(channel), text), null);
  }

  /** Hears what is published from now on, over a connection of its own. @returns what ends that */
  subscribe(channel: string, hear: (text: string) => void): () => void {
    const subscriber = this.queue.client.duplicate();
    subscriber.on('error', (error) => this.logger.warn(`${channel}: ${error.message}`));
    subscriber.on('message', (_key: string, text: string) => hear(text));
    // Waits for a Redis that is away, and is repeated by the client when it comes back.
    subscriber.subscribe(this.channelKey(channel)).catch((error: unknown) => this.logger.warn(`${channel}: ${String(error)}`));
    return () => subscriber.disconnect();
  }

  /** Channels of Redis are common to all its databases; keys are not. */
  private channelKey(channel: string): string {
    return `${this.queue.toKey(channel)}:${this.queue.client.options.db ?? 0}`;
  }

  /** Takes no new jobs and waits for the ones in hand; they have `patienceMs`, or next to none when Redis does not answer. */
  async pause(patienceMs: number): Promise<void> {
    const answers = await this.ping();
    const paused = await this.within(this.queue.pause(true, false).then(() => true), false, answers ? patienceMs : 0);
    if (!paused) this.logger.warn(answers ? 'jobs in hand were not finished in time' : 'Redis does not answer: the queue is left as it is');
  }

  /** Says goodbye to Redis, or leaves without. */
  private async close(): Promise<void> {
    if (await this.within(this.queue.close(true).then(() => true), false, CLOSE_PATIENCE_MS)) return;
    for (const client of this.queue.clients) client.disconnect();
  }

  /** Commands to a lost Redis wait for its return; a request must not: after two seconds `otherwise` is the answer. */
  async within<T>(work: Promise<T>, otherwise: T, patienceMs = REDIS_PATIENCE_MS): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<T>((resolve) => { timer = setTimeout(() => resolve(otherwise), patienceMs); });
    try {
      return await Promise.race([work.catch((error: unknown) => { this.logger.warn(`queue: ${String(error)}`); return otherwise; }), patience]);
    } finally { clearTimeout(timer); }
  }
}
