import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import { DocumentQueue } from '../common/queue/document-queue';
import { RunRepository } from './run.repository';

const BATCH = 500;
const HOUR_MS = 3_600_000;
const RECENT_MS = 24 * HOUR_MS;

/**
 * Announces again what Redis has forgotten and what a dead worker left behind. PostgreSQL knows every document that is owed a
 * result; the queue is only how workers hear of it. Announcing too often does no harm: job ids are per attempt, and the
 * start of a job decides under a lock whether there is anything to do.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Sweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private stopping = false;
  /** When a look at all documents, not only at recent ones, is due: at start and then every hour. */
  private fullSweepAt = 0;

  constructor(private readonly config: AppConfig, private readonly runs: RunRepository, private readonly queue: DocumentQueue) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => { this.sweeping = this.sweeping.then(() => this.sweep()); }, this.config.get('SWEEP_INTERVAL_S') * 1000);
    this.sweeping = this.sweep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.sweeping;
  }

  async sweep(): Promise<void> {
    try {
      const now = Date.now();
      const full = now >= this.fullSweepAt;
      const waiting = await this.runs.findWaiting(this.config.get('RUN_LEASE_S') * 1000, BATCH, new Date(full ? 0 : now - RECENT_MS));
      let announced = 0;
      for (const { documentId, attempt } of waiting) {
        if (this.stopping) return;
        if (await this.queue.knows(documentId, attempt)) continue;
        if (await this.queue.announce(documentId, attempt)) announced += 1;
      }
      // A full batch may have left older ones unseen.
      if (full && waiting.length < BATCH) this.fullSweepAt = now + HOUR_MS;
      if (announced > 0) this.logger.warn(`announced ${announced} documents again`);
    } catch (error) {
      this.logger.warn(`sweep: ${String(error)}`);
    }
  }
}
