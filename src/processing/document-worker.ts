import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ResultCache } from '../cache/result-cache';
import { AppConfig } from '../common/config/config';
import { AppError, toAppError } from '../common/errors/app-error';
import { causeStack } from '../common/errors/cause-stack';
import { withLogIds } from '../common/logging/log-context';
import { DocumentNews } from '../common/queue/document-news';
import { DocumentQueue } from '../common/queue/document-queue';
import { InvoicesRepository } from '../invoices/invoices.repository';
import { MetricsService } from '../metrics/metrics.service';
import { DocumentReader } from '../ocr/document-reader';
import type { EngineSession } from '../ocr/engine/engine-sessions';
import { resourcePlan } from '../ocr/hardware/resource-plan';
import type { ReadingJudge } from '../ocr/ladder/judge-pages';
import { executionProviders } from '../ocr/ocr-options';
import type { OcrDocument } from '../ocr/ocr.types';
import { Storage } from '../storage/storage.port';
import { codeVersion } from './code-version';
import { BatchSessions } from './batch-sessions';
import { ExtractionThread } from './extraction-thread/extraction-thread';
import { processDocument } from './process-document';
import { processorOf } from './processor-of';
import { isUntroubled } from './untroubled';
import { extractionOptions, type ReadingSettings, readingSettings } from './reading-settings';
import { type RunInHand, RunRepository } from './run.repository';

/** Documents in hand may take this long once the worker is asked to stop; longer ones are taken over by another worker. */
const SHUTDOWN_PATIENCE_MS = 25_000;

/** The edge between the queue and the story: takes a run in hand, keeps its heart beating, records how it ended. */
@Injectable()
export class DocumentWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DocumentWorker.name);
  private readonly settings: ReadingSettings;

  constructor(
    private readonly config: AppConfig,
    private readonly queue: DocumentQueue,
    private readonly runs: RunRepository,
    private readonly storage: Storage,
    private readonly reader: DocumentReader,
    private readonly extraction: ExtractionThread,
    private readonly cache: ResultCache,
    private readonly invoices: InvoicesRepository,
    private readonly metrics: MetricsService,
    private readonly batches: BatchSessions,
    private readonly news: DocumentNews,
  ) {
    this.settings = readingSettings(config);
  }

  onApplicationBootstrap(): void {
    this.queue.queue.on('stalled', (job) => this.logger.warn(`stalled job ${String(job.id)}: its worker died or its loop stood still`));
    const consuming = this.queue.queue.process('process-document', resourcePlan(this.config).workerConcurrency.value, (job) => this.handle(job.data.documentId));
    consuming.catch((error: unknown) => this.logger.error(`queue stopped: ${String(error)}`));
  }

  /** No new jobs; the ones in hand are finished first. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.pause(SHUTDOWN_PATIENCE_MS);
  }

  private async handle(documentId: string): Promise<void> {
    await withLogIds({ documentId }, async () => {
      const hand = await this.runs.begin(documentId, this.config.get('RUN_LEASE_S') * 1000, this.config.get('RUN_MAX_ATTEMPTS'));
      if (hand) await withLogIds({ runId: hand.run.id }, () => this.work(hand));
    });
  }

  private async work(hand: RunInHand): Promise<void> {
    const beating = setInterval(() => void this.beat(hand), (this.config.get('RUN_LEASE_S') * 1000) / 4);
    const startedAt = performance.now();
    const part = await this.batches.enter(hand.document.id);
    try {
      const kept = await this.walk(hand, part.session);
      this.metrics.documentFinished(kept ? 'done' : 'discarded', performance.now() - startedAt);
      this.logger.log(`${kept ? 'done' : 'discarded'} attempt=${hand.run.attempt} pages=${hand.document.pages} ms=${Math.round(performance.now() - startedAt)}`);
    } catch (thrown) {
      await this.recordFailure(hand, toAppError(thrown));
    } finally {
      this.batches.leave(part, hand.document.pages);
      clearInterval(beating);
      this.news.tell(hand.document.id);
    }
  }

  private walk(hand: RunInHand, session: EngineSession | undefined): Promise<boolean> {
    const { document, run } = hand;
    return processDocument({
      open: () => this.storage.read(document.sha256),
      recognise: (bytes, _profile, judge) => this.recognise(document.sha256, bytes, document.mime, judge, session),
      extract: (ocr) => this.extraction.extract(ocr, extractionOptions(this.settings)),
      save: (ocr, invoice, timings) => {
        const origin = { engine: ocr.engine, modelHash: ocr.modelHash, configHash: this.settings.configHash };
        return this.runs.complete(hand, { ...origin, timings: { ...ocr.timings, ...timings }, fallbacks: ocr.fallbacks.map((rung) => ({ ...rung })) }, (tx) =>
          this.invoices.saveInvoice(tx, { organisationId: document.organisationId, documentId: document.id, runId: run.id, extracted: invoice, ...origin }));
      },
    }, this.settings.ocr);
  }

  private recognise(sha256: string, bytes: Uint8Array, mime: string, judge: ReadingJudge, session: EngineSession | undefined): Promise<OcrDocument> {
    const runsOn = this.runsOn();
    const key = { sha256, ocrHash: this.settings.ocrHash, modelHash: this.reader.modelHash(this.settings.ocr), code: codeVersion(), runsOn };
    return this.cache.once(key, async () => {
      const document = await this.reader.read(bytes, mime, this.settings.ocr, judge, session);
      this.metrics.documentRead(document);
      return document;
    }, (document) => isUntroubled(document) && this.runsOn() === runsOn);
  }

  private runsOn(): string {
    return processorOf(this.reader.enginePools.engines(), executionProviders(this.config)[0]!);
  }

  private async beat(hand: RunInHand): Promise<void> {
    const ours = await this.runs.beat(hand.run.id).catch((error: unknown) => { this.logger.warn(`heartbeat: ${String(error)}`); return true; });
    if (!ours) this.logger.warn('this run is no longer ours; its result will be discarded');
  }

  /** If even this cannot be written (database away), the heart stops and the sweeper takes the document up again. */
  private async recordFailure(hand: RunInHand, error: AppError): Promise<void> {
    const { attempt } = hand.run;
    this.logger.error(`${error.code} attempt=${attempt} retryable=${error.retryable}`, causeStack(error));
    this.metrics.documentFinished('failed', 0);
    const delayMs = this.config.get('RUN_RETRY_DELAY_MS') * 2 ** (attempt - 1);
    const next = await this.runs.fail(hand, error, this.config.get('RUN_MAX_ATTEMPTS'), delayMs)
      .catch((failure: unknown) => { this.logger.error(`the failure could not be recorded: ${String(failure)}`); return null; });
    if (next) await this.queue.announce(next.documentId, next.attempt, delayMs);
  }
}
