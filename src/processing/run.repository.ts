import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error';
import type { Document, Prisma, Run } from '../common/prisma/generated/client';
import { PrismaService } from '../common/prisma/prisma.service';
import type { Transaction } from '../common/prisma/transaction';
import { FIRST_ATTEMPT } from '../common/queue/jobs';
import { type Start, decideStart } from './run-status';

export interface RunInHand { readonly run: Run; readonly document: Document }
export interface RunOutcome { engine: string; modelHash: string; configHash: string; timings: Prisma.InputJsonObject; fallbacks: Prisma.InputJsonArray }
export interface Waiting { readonly documentId: string; readonly attempt: number }

/**
 * The only writer of `Run`. Every move happens under a lock on the document's row, so that a crash, a second worker or a cancel can
 * come at any moment and still exactly one attempt counts.
 */
@Injectable()
export class RunRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Takes the document's next attempt in hand; null when there is nothing (more) to do. */
  async begin(documentId: string, leaseMs: number, maxAttempts: number): Promise<RunInHand | null> {
    return this.prisma.$transaction(async (tx) => {
      const document = await lockDocument(tx, documentId);
      if (!document) return null;
      const latest = await latestRun(tx, documentId);
      const start: Start = decideStart(latest, new Date(), leaseMs, maxAttempts);
      if (start.lost && latest) await tx.run.update({ where: { id: latest.id }, data: lostRun(start.kind === 'new_attempt') });
      const now = new Date();
      switch (start.kind) {
        case 'nothing': return null;
        case 'waiting_run': {
          const run = await tx.run.update({ where: { id: start.runId }, data: { status: 'running', startedAt: now, heartbeatAt: now } });
          return { run, document };
        }
        case 'new_attempt': {
          const run = await tx.run.create({ data: { documentId, attempt: start.attempt, status: 'running', startedAt: now, heartbeatAt: now } });
          return { run, document };
        }
      }
    });
  }

  /** Says that the work goes on; false when the run is no longer ours (cancelled, deleted, taken over). */
  async beat(runId: string): Promise<boolean> {
    const { count } = await this.prisma.run.updateMany({ where: { id: runId, status: 'running' }, data: { heartbeatAt: new Date() } });
    return count > 0;
  }

  /**
   * Ends a run well, together with what `write` writes: all or nothing.
   * @returns false, and nothing is written, when the run is no longer ours.
   */
  async complete(hand: RunInHand, outcome: RunOutcome, write: (tx: Transaction) => Promise<unknown>): Promise<boolean> {
    return this.prisma.$transaction(async (tx) => {
      if (!(await lockDocument(tx, hand.document.id))) return false;
      const { count } = await tx.run.updateMany({ where: { id: hand.run.id, status: 'running' }, data: { status: 'done', finishedAt: new Date(), ...outcome } });
      if (count === 0) return false;
      await write(tx);
      return true;
    }, { timeout: 30_000, maxWait: 10_000 });
  }

  /** Ends a run badly. What can heal gets a next attempt, returned so that it can be announced. */
  async fail(hand: RunInHand, error: AppError, maxAttempts: number, delayMs: number): Promise<Waiting | null> {
    const { id: documentId } = hand.document;
    return this.prisma.$transaction(async (tx) => {
      if (!(await lockDocument(tx, documentId))) return null;
      const { count } = await tx.run.updateMany({
        where: { id: hand.run.id, status: 'running' },
        data: { status: 'failed', finishedAt: new Date(), errorCode: error.code, errorText: error.message, retryable: error.retryable },
      });
      if (count === 0 || !error.retryable || hand.run.attempt >= maxAttempts) return null;
      const attempt = hand.run.attempt + 1;
      await tx.run.create({ data: { documentId, attempt, status: 'queued', availableAt: new Date(Date.now() + delayMs) } });
      return { documentId, attempt };
    });
  }

  /** @throws AppError `not_found`, `document_finished`. */
  async cancel(organisationId: string, documentId: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      await lockOwned(tx, organisationId, documentId);
      const latest = await latestRun(tx, documentId);
      const cancelled = { status: 'cancelled', finishedAt: new Date() } as const;
      if (!latest) { await tx.run.create({ data: { documentId, attempt: FIRST_ATTEMPT, ...cancelled } }); return; }
      if (latest.status === 'cancelled') return;
      if (latest.status === 'done' || latest.status === 'failed') throw new AppError('document_finished', 'The document is finished already: there is nothing to cancel.');
      await tx.run.update({ where: { id: latest.id }, data: cancelled });
    });
  }

  /** A new attempt for a document that failed or was cancelled. @throws AppError `not_found`, `document_finished`, `document_not_finished`. */
  async retry(organisationId: string, documentId: string): Promise<Waiting> {
    return this.prisma.$transaction(async (tx) => {
      await lockOwned(tx, organisationId, documentId);
      const latest = await latestRun(tx, documentId);
      if (latest?.status === 'done') throw new AppError('document_finished', 'The document has been read already. Its invoice can be corrected in review.');
      if (latest?.status !== 'failed' && latest?.status !== 'cancelled') throw new AppError('document_not_finished', 'The document is still being worked on.');
      const attempt = latest.attempt + 1;
      await tx.run.create({ data: { documentId, attempt, status: 'queued' } });
      return { documentId, attempt };
    });
  }

  /**
   * Documents that should be on their way but may not be: a waiting run, a run whose heart stopped, or no run yet. The last are
   * sought among documents that came `since` then, so that a frequent look stays cheap however many there have ever been. Oldest first.
   */
  async findWaiting(leaseMs: number, limit: number, since: Date): Promise<Waiting[]> {
    const dead = new Date(Date.now() - leaseMs);
    return this.prisma.$queryRaw<Waiting[]>`
      SELECT waiting."documentId", waiting.attempt FROM (
        SELECT r."documentId", r.attempt, d."createdAt" FROM "Run" r JOIN "Document" d ON d.id = r."documentId"
        WHERE (r.status = 'queued' AND (r."availableAt" IS NULL OR r."availableAt" <= now())) OR (r.status = 'running' AND r."heartbeatAt" < ${dead})
        UNION ALL
        SELECT d.id, ${FIRST_ATTEMPT}::int, d."createdAt" FROM "Document" d
        WHERE d."createdAt" >= ${since} AND NOT EXISTS (SELECT 1 FROM "Run" r WHERE r."documentId" = d.id)
      ) waiting
      ORDER BY waiting."createdAt" LIMIT ${limit}`;
  }
}

async function lockDocument(tx: Transaction, documentId: string): Promise<Document | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM "Document" WHERE id = ${documentId}::uuid FOR UPDATE`;
  return rows.length === 0 ? null : tx.document.findUnique({ where: { id: documentId } });
}

async function lockOwned(tx: Transaction, organisationId: string, documentId: string): Promise<void> {
  const document = await lockDocument(tx, documentId);
  if (document?.organisationId !== organisationId) throw new AppError('not_found', 'There is no such document.');
}

function latestRun(tx: Transaction, documentId: string): Promise<Run | null> {
  return tx.run.findFirst({ where: { documentId }, orderBy: { attempt: 'desc' } });
}

function lostRun(retryable: boolean): Prisma.RunUpdateInput {
  return { status: 'failed', finishedAt: new Date(), errorCode: 'worker_lost', errorText: 'The worker died while it read this document.', retryable };
}
