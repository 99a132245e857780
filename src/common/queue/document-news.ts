import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/config';
import { DocumentQueue } from './document-queue';

/**
 * Tells who waits for a document that it is worth another look. Only a shortcut: whoever waits looks now and then all the same, so
 * what is said while Redis is away, or nobody listens, is lost without harm.
 */
@Injectable()
export class DocumentNews implements OnApplicationShutdown {
  private readonly logger = new Logger(DocumentNews.name);
  private readonly waiting = new Map<string, Set<AbortController>>();
  private subscriber: DocumentQueue['queue']['client'] | undefined;

  constructor(private readonly config: AppConfig, private readonly queue: DocumentQueue) {}

  /** Says that a document has changed its state. */
  async tell(documentId: string): Promise<void> {
    await this.queue.within(this.queue.queue.client.publish(this.channel, documentId), 0);
  }

  /** Runs `work` with a signal that is given as soon as news of the document arrive. */
  async whileListening<T>(documentId: string, work: (news: AbortSignal) => Promise<T>): Promise<T> {
    this.subscriber ??= this.listen();
    const mine = new AbortController();
    const all = this.waiting.get(documentId) ?? new Set();
    this.waiting.set(documentId, all.add(mine));
    try {
      return await work(mine.signal);
    } finally {
      all.delete(mine);
      if (all.size === 0) this.waiting.delete(documentId);
    }
  }

  onApplicationShutdown(): void {
    this.subscriber?.disconnect();
  }

  /** From the first wait on, over a connection of its own. */
  private listen(): DocumentQueue['queue']['client'] {
    const subscriber = this.queue.queue.client.duplicate();
    subscriber.on('error', (error) => this.logger.warn(`news: ${error.message}`));
    subscriber.on('message', (_channel: string, documentId: string) => { for (const wait of this.waiting.get(documentId) ?? []) wait.abort(); });
    // Waits for a Redis that is away, and is repeated by the client when it comes back.
    subscriber.subscribe(this.channel).catch((error: unknown) => this.logger.warn(`news: ${String(error)}`));
    return subscriber;
  }

  /** Channels of Redis are common to all its databases; keys are not. */
  private get channel(): string {
    return `${this.config.get('QUEUE_PREFIX')}:${this.queue.queue.client.options.db ?? 0}:documents`;
  }
}
