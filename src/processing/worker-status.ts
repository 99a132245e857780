import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ResultCache } from '../cache/result-cache';
import { type WorkerReport, WorkerReports } from '../common/queue/worker-reports';
import { DocumentReader } from '../ocr/document-reader';

const REPORT_EVERY_MS = 1000;

/** Tells the HTTP processes, through Redis, which engines this worker has and how they do. */
@Injectable()
export class WorkerStatus implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WorkerStatus.name);
  private readonly id = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  private readonly startedAt = new Date().toISOString();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly reader: DocumentReader, private readonly reports: WorkerReports, private readonly cache: ResultCache) {}

  /** Engines warm up in the background: documents may wait in the queue meanwhile, readiness tells. */
  onApplicationBootstrap(): void {
    const warming = performance.now();
    this.reader.warmUp().then(
      () => { this.logger.log(`engines warm after ${Math.round(performance.now() - warming)} ms`); return this.report(); },
      (error: unknown) => this.logger.error(`engines could not warm up: ${String(error)}`),
    ).catch((error: unknown) => this.logger.warn(String(error)));
    this.timer = setInterval(() => void this.report(), REPORT_EVERY_MS);
    void this.report();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.reports.withdraw(this.id);
  }

  private async report(): Promise<void> {
    const report: WorkerReport = {
      id: this.id, pid: process.pid, startedAt: this.startedAt, at: new Date().toISOString(), rssBytes: process.memoryUsage.rss(),
      engines: this.reader.engines(), cache: { ...this.cache.statistics },
    };
    await this.reports.publish(report);
  }
}
