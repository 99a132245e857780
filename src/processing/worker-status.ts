import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { ResultCache } from '../cache/result-cache';
import { AppConfig } from '../common/config/config';
import { type WorkerReport, WorkerReports } from '../common/queue/worker-reports';
import { DocumentReader } from '../ocr/document-reader';
import { verifyModels } from '../ocr/session/verify-models';
import { WorkerIdentity } from './worker-identity';

const REPORT_EVERY_MS = 1000;
/** How finely the loop is watched; a loop that never waits shows this much, so it is taken off. */
const LOOP_RESOLUTION_MS = 10;

/** Tells the HTTP processes, through Redis, which engines this worker has and how they do. */
@Injectable()
export class WorkerStatus implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WorkerStatus.name);
  private readonly startedAt = new Date().toISOString();
  private readonly loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly reader: DocumentReader,
    private readonly reports: WorkerReports,
    private readonly cache: ResultCache,
    private readonly identity: WorkerIdentity,
  ) {}

  /** Before the first job and the first report. @throws AppError `model_invalid`: a worker with other models must not start. */
  async onModuleInit(): Promise<void> {
    const { models } = await verifyModels(this.config.modelsDir);
    this.logger.log(`${models.length} models verified`);
  }

  /** Engines warm up in the background: documents may wait in the queue meanwhile, readiness tells. */
  onApplicationBootstrap(): void {
    this.loop.enable();
    const warming = performance.now();
    this.reader.warmUp().then(
      () => {
        const warm = this.reader.enginePools.engines().some((engine) => engine.warm);
        this.logger.log(warm ? `engines warm after ${Math.round(performance.now() - warming)} ms` : 'engines start with the first page');
        return this.report();
      },
      (error: unknown) => this.giveUp(error),
    ).catch((error: unknown) => this.logger.warn(String(error)));
    this.timer = setInterval(() => void this.report(), REPORT_EVERY_MS);
    void this.report();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.loop.disable();
    clearInterval(this.timer);
    await this.reports.withdraw(this.identity.id);
  }

  /** A worker without engines would fail every document; another start, after the supervisor's pause, may do better. */
  private giveUp(error: unknown): void {
    if (this.stopping) return;
    this.logger.error('engines could not warm up: the worker ends', error instanceof Error ? error.stack : String(error));
    process.exit(1);
  }

  private async report(): Promise<void> {
    const loopDelayMs = Math.max(0, Math.round(this.loop.max / 1e6) - LOOP_RESOLUTION_MS);
    this.loop.reset();
    const { enginePools: pools } = this.reader;
    const report: WorkerReport = {
      id: this.identity.id, pid: process.pid, startedAt: this.startedAt, at: new Date().toISOString(), rssBytes: process.memoryUsage.rss(), loopDelayMs,
      ready: pools.ready, engines: pools.engines(), pools: pools.report(), cache: { ...this.cache.statistics },
    };
    await this.reports.publish(report);
  }
}
