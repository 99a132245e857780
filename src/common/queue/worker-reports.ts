import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/config';
import { DocumentQueue } from './document-queue';
import type { EngineReport, PoolReport } from './engine-report';

/** What became of the questions to a worker's result cache since it started. */
export interface CacheCounts {
  /** Found in the worker's own memory. */
  readonly memoryHits: number;
  /** Found in Redis. */
  readonly sharedHits: number;
  readonly misses: number;
  /** Had the answer of a computation that was under way in the same process. */
  readonly joined: number;
  /** Misses that waited for the computation of another process. */
  readonly waited: number;
  /** Documents that were read. */
  readonly computed: number;
  readonly stored: number;
  /** Times that Redis did not do what it was asked. */
  readonly failures: number;
}

/** What a worker says of itself every few seconds. A worker that falls silent has no report after four seconds. */
export interface WorkerReport {
  readonly id: string;
  readonly pid: number;
  readonly startedAt: string;
  readonly at: string;
  readonly rssBytes: number;
  /** Longest the worker's main loop was held up since its report before. */
  readonly loopDelayMs: number;
  /** Whether a page would find a warm engine, or engines are meant to start with the first page. */
  readonly ready: boolean;
  readonly engines: readonly EngineReport[];
  readonly pools: readonly PoolReport[];
  readonly cache: CacheCounts;
}

const REPORT_LIFE_MS = 4000;

/** Reports of living workers, kept in Redis so that any number of HTTP and worker processes see each other. */
@Injectable()
export class WorkerReports {
  private readonly prefix: string;

  constructor(config: AppConfig, private readonly queue: DocumentQueue) {
    this.prefix = `${config.get('QUEUE_PREFIX')}:worker:`;
  }

  async publish(report: WorkerReport): Promise<void> {
    await this.queue.within(this.queue.queue.client.set(this.prefix + report.id, JSON.stringify(report), 'PX', REPORT_LIFE_MS), null);
  }

  async withdraw(id: string): Promise<void> {
    await this.queue.within(this.queue.queue.client.del(this.prefix + id), 0);
  }

  /** Null when Redis cannot be asked. */
  async all(): Promise<WorkerReport[] | null> {
    return this.queue.within<WorkerReport[] | null>(this.read(), null);
  }

  private async read(): Promise<WorkerReport[]> {
    const redis = this.queue.queue.client;
    const names: string[] = [];
    for (let cursor = '0', first = true; first || cursor !== '0'; first = false) {
      const [next, found] = await redis.scan(cursor, 'MATCH', `${this.prefix}*`, 'COUNT', 1000);
      names.push(...found);
      cursor = next;
    }
    if (names.length === 0) return [];
    const texts = await redis.mget(...names);
    return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as WorkerReport]));
  }
}
