import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import type { PoolReport } from '../common/queue/engine-report';
import { DocumentReader } from '../ocr/document-reader';
import type { EngineSession } from '../ocr/engine/engine-sessions';
import { BatchProgressRepository } from './batch-progress.repository';
import { batchSummary } from './batch-summary';

/** A document in this worker's hands. */
export interface DocumentPart {
  readonly documentId: string;
  readonly beganAt: number;
  readonly before: readonly PoolReport[];
  pages: number;
  ended: boolean;
  batch?: BatchInHand;
  /** Holds the engines for its batch; absent for a document of its own. */
  readonly session: EngineSession | undefined;
}

interface BatchInHand {
  readonly id: string;
  readonly session: EngineSession;
  documents: number;
  pages: number;
  inHand: number;
  beganAt: number;
  before: readonly PoolReport[];
  lastAt: number;
}

const LOOK_EVERY_MS = 1000;
/** So long after it was begun a document that has ended may still turn out to belong to a batch that was not written yet. */
const UNASSIGNED_MS = 60_000;
/** A batch that others finish, or nobody, is not waited for longer. */
const FORGOTTEN_MS = 3_600_000;

/**
 * Keeps a session for every batch this worker reads documents of, so that its engines stay until it is done, and sums the batch up.
 * What fails here costs a session or a line in the log, never a document.
 */
@Injectable()
export class BatchSessions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(BatchSessions.name);
  private readonly batches = new Map<string, BatchInHand>();
  private readonly unassigned = new Set<DocumentPart>();
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(private readonly config: AppConfig, private readonly reader: DocumentReader, private readonly progress: BatchProgressRepository) {}

  /** Before a document is read. */
  async enter(documentId: string): Promise<DocumentPart> {
    const [beganAt, before] = [performance.now(), this.reader.enginePools.report()];
    const batchId = await this.progress.batchesOf([documentId]).then((found) => found.get(documentId), (error: unknown) => { this.logger.warn(`batches: ${String(error)}`); return undefined; });
    const batch = batchId === undefined ? undefined : this.batchOf(batchId);
    const part: DocumentPart = { documentId, beganAt, before, pages: 0, ended: false, session: batch?.session };
    if (batch) join(part, batch);
    else this.unassigned.add(part);
    return part;
  }

  /** After it, whatever became of it. */
  leave(part: DocumentPart, pages: number): void {
    part.pages = pages;
    part.ended = true;
    if (part.batch) finish(part, part.batch);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private batchOf(id: string): BatchInHand {
    let batch = this.batches.get(id);
    if (!batch) {
      const now = performance.now();
      batch = { id, session: this.reader.enginePools.sessions.startSession(this.config.get('OCR_ENGINE')), documents: 0, pages: 0, inHand: 0, beganAt: now, before: this.reader.enginePools.report(), lastAt: now };
      this.batches.set(id, batch);
    }
    return batch;
  }

  /** Here and not with the first document, whose ids every line of the log would carry. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (this.looking) return;
      this.looking = true;
      this.look().catch((error: unknown) => this.logger.warn(`batches: ${String(error)}`)).finally(() => { this.looking = false; });
    }, LOOK_EVERY_MS).unref();
  }

  private async look(): Promise<void> {
    await this.assign();
    const now = performance.now();
    for (const batch of this.batches.values()) if (batch.inHand === 0 && now - batch.lastAt > FORGOTTEN_MS) this.forget(batch);
    const quiet = [...this.batches.values()].filter(({ inHand }) => inHand === 0);
    if (quiet.length === 0) return;
    const finished = await this.progress.finished(quiet.map(({ id }) => id));
    for (const batch of quiet) {
      if (!finished.has(batch.id) || batch.inHand > 0) continue;
      this.forget(batch);
      this.logger.log(batchSummary({ batchId: batch.id, documents: batch.documents, pages: batch.pages, ms: batch.lastAt - batch.beganAt, before: batch.before, after: this.reader.enginePools.report() }));
    }
  }

  /** Documents whose batch was written after they were begun. */
  private async assign(): Promise<void> {
    if (this.unassigned.size === 0) return;
    const found = await this.progress.batchesOf([...this.unassigned].map(({ documentId }) => documentId));
    const now = performance.now();
    for (const part of this.unassigned) {
      const batchId = found.get(part.documentId);
      if (batchId !== undefined) {
        const batch = this.batchOf(batchId);
        join(part, batch);
        if (part.ended) finish(part, batch);
      }
      if (batchId !== undefined || (part.ended && now - part.beganAt > UNASSIGNED_MS)) this.unassigned.delete(part);
    }
  }

  private forget(batch: BatchInHand): void {
    this.batches.delete(batch.id);
    this.reader.enginePools.sessions.endSession(batch.session);
  }
}

function join(part: DocumentPart, batch: BatchInHand): void {
  part.batch = batch;
  batch.inHand++;
  if (part.beganAt >= batch.beganAt) return;
  batch.beganAt = part.beganAt;
  batch.before = part.before;
}

function finish(part: DocumentPart, batch: BatchInHand): void {
  batch.inHand--;
  batch.documents++;
  batch.pages += part.pages;
  batch.lastAt = performance.now();
}
