import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DocumentQueue } from './document-queue';

const CHANNEL = 'documents';

/**
 * Tells who waits for a document that it is worth another look: a worker is done with it, or it was cancelled. Only a shortcut: whoever waits looks now and
 * then all the same, so what is said while Redis is away, or nobody listens yet, is lost without harm.
 */
@Injectable()
export class DocumentNews implements OnApplicationShutdown {
  private readonly waiting = new Map<string, Set<AbortController>>();
  /** Ends listening, which begins with the first wait. */
  private deafen: (() => void) | undefined;

  constructor(private readonly queue: DocumentQueue) {}

  /** Nobody waits for this to be heard. */
  tell(documentId: string): void {
    void this.queue.publish(CHANNEL, documentId);
  }

  /** Runs `work` with a signal that is given as soon as news of the document arrive. */
  async whileListening<T>(documentId: string, work: (news: AbortSignal) => Promise<T>): Promise<T> {
    this.deafen ??= this.queue.subscribe(CHANNEL, (id) => { for (const wait of this.waiting.get(id) ?? []) wait.abort(); });
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
    this.deafen?.();
  }
}
