import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import { AppError } from '../common/errors/app-error';
import type { Document } from '../common/prisma/generated/client';
import { DocumentQueue } from '../common/queue/document-queue';
import { FIRST_ATTEMPT } from '../common/queue/jobs';
import { PageInspector } from '../ocr/document-reader';
import { Storage } from '../storage/storage.port';
import { DocumentRepository, type FirstAnswer, isTaken, type NewDocument } from './document.repository';
import type { ReceivedFile } from './received-file';

export interface UploadAnswer {
  readonly documentId: string;
  readonly status: string;
  readonly duplicate: boolean;
  readonly links: { readonly document: string; readonly file: string; readonly pages: string };
}
export interface Receipt { readonly httpStatus: number; readonly answer: UploadAnswer; readonly isNew: boolean }

const HOUR_MS = 3_600_000;

/** From a file in the incoming folder to a stored, announced document; or a refusal that leaves nothing behind. */
@Injectable()
export class UploadService implements OnModuleInit {
  private readonly logger = new Logger(UploadService.name);
  /** When answers to old Idempotency-Keys were last forgotten by this process (ms since 1970). */
  private cleanedAt = 0;

  constructor(
    private readonly config: AppConfig,
    private readonly documents: DocumentRepository,
    private readonly storage: Storage,
    private readonly inspector: PageInspector,
    private readonly queue: DocumentQueue,
  ) {}

  /** Half-received files of a process that was killed are nobody's any more. */
  async onModuleInit(): Promise<void> {
    await mkdir(this.config.incomingDir, { recursive: true });
    for (const name of await readdir(this.config.incomingDir)) {
      const path = join(this.config.incomingDir, name);
      const age = Date.now() - (await stat(path).then((found) => found.mtimeMs, () => Date.now()));
      if (age > HOUR_MS) await rm(path, { force: true });
    }
  }

  /** @throws AppError for a file that cannot be read, and for an Idempotency-Key that was used for other bytes. */
  async accept(organisationId: string, file: ReceivedFile, idempotencyKey: string | undefined): Promise<Receipt> {
    try {
      const replayed = idempotencyKey === undefined ? null : await this.replay(organisationId, idempotencyKey, file.sha256);
      return replayed ?? (await this.store(organisationId, file, idempotencyKey));
    } finally {
      await file.discard();
    }
  }

  private async store(organisationId: string, file: ReceivedFile, idempotencyKey: string | undefined): Promise<Receipt> {
    const [known, held] = await Promise.all([this.documents.findByHash(organisationId, file.sha256), this.storage.holds(file.sha256, file.bytes)]);
    // Nothing to write: the bytes are the document's own and lie there whole. Whoever deletes it now comes after this answer.
    if (known && idempotencyKey === undefined && held) {
      return { httpStatus: 200, answer: answerOf(known, true), isNew: false };
    }
    const facts = known ?? (await this.inspector.inspect(await file.read()));
    const wanted = { organisationId, sha256: file.sha256, bytes: file.bytes, fileName: file.fileName, mime: facts.mime, pages: facts.pages };
    const remember = (document: Document, duplicate: boolean): FirstAnswer | null => idempotencyKey === undefined ? null
      : { organisationId, key: idempotencyKey, sha256: file.sha256, documentId: document.id, status: duplicate ? 200 : 202, answer: { ...answerOf(document, duplicate) } };
    try {
      const { document, duplicate } = await this.register(wanted, await file.onDisk(), remember);
      if (!duplicate) await this.queue.announce(document.id, FIRST_ATTEMPT);
      return { httpStatus: duplicate ? 200 : 202, answer: answerOf(document, duplicate), isNew: !duplicate };
    } catch (error) {
      // Two requests with one Idempotency-Key at once: the second gets the first one's answer.
      const replayed = isTaken(error) && idempotencyKey !== undefined ? await this.replay(organisationId, idempotencyKey, file.sha256) : null;
      if (!replayed) throw error;
      return replayed;
    }
  }

  /** A row that could not be written leaves no bytes; what a crash leaves, `OrphanSweep` finds. */
  private async register(wanted: NewDocument, path: string, remember: (document: Document, duplicate: boolean) => FirstAnswer | null): Promise<{ document: Document; duplicate: boolean }> {
    let put = false;
    try {
      return await this.documents.register(wanted, async () => {
        put = true;
        await this.storage.put(wanted.sha256, path);
      }, remember);
    } catch (error) {
      if (put) {
        await this.documents.releaseBytes(wanted.sha256, () => this.storage.delete(wanted.sha256))
          .catch((failure: unknown) => this.logger.warn(`bytes of a refused upload remain: ${String(failure)}`));
      }
      throw error;
    }
  }

  private async replay(organisationId: string, key: string, sha256: string): Promise<Receipt | null> {
    const oldest = new Date(Date.now() - this.config.get('IDEMPOTENCY_TTL_H') * HOUR_MS);
    if (Date.now() - this.cleanedAt > HOUR_MS) {
      this.cleanedAt = Date.now();
      await this.documents.forgetAnswersBefore(oldest);
    }
    const first = await this.documents.findAnswer(organisationId, key);
    if (!first) return null;
    if (first.createdAt <= oldest) {
      await this.documents.forgetAnswer(organisationId, key, oldest);
      return null;
    }
    if (first.sha256 !== sha256) throw new AppError('idempotency_key_reused', 'This Idempotency-Key was used for another file. Use a new key for a new file.');
    return { httpStatus: first.status, answer: first.answer as unknown as UploadAnswer, isNew: false };
  }
}

function answerOf(document: Document, duplicate: boolean): UploadAnswer {
  const self = `/api/documents/${document.id}/`;
  return { documentId: document.id, status: 'queued', duplicate, links: { document: self, file: `${self}file/`, pages: `${self}pages/1/` } };
}
