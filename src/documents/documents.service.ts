import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { ResultCache } from '../cache/result-cache';
import { AppError } from '../common/errors/app-error';
import { DocumentNews } from '../common/queue/document-news';
import { DocumentQueue } from '../common/queue/document-queue';
import { PageInspector } from '../ocr/document-reader';
import { RunRepository } from '../processing/run.repository';
import { Storage } from '../storage/storage.port';
import { DocumentRepository } from '../upload/document.repository';
import { type DocumentView, documentView } from './document-view';
import { DocumentsRepository, type DocumentWithState } from './documents.repository';

/** How often a document is looked at while nobody tells that it is done. */
const POLL_MS = { first: 50, most: 500, growth: 1.5 };

/** What clients do with documents after the upload. */
@Injectable()
export class DocumentsService {
  private readonly logger = new Logger(DocumentsService.name);

  constructor(
    private readonly documents: DocumentsRepository,
    private readonly runs: RunRepository,
    private readonly queue: DocumentQueue,
    private readonly storage: Storage,
    private readonly inspector: PageInspector,
    private readonly records: DocumentRepository,
    private readonly cache: ResultCache,
    private readonly news: DocumentNews,
  ) {}

  /** @throws AppError `not_found`. */
  async find(organisationId: string, id: string): Promise<DocumentWithState> {
    const document = await this.documents.find(organisationId, id);
    if (!document) throw new AppError('not_found', 'There is no such document.');
    return document;
  }

  async original(organisationId: string, id: string): Promise<{ document: DocumentWithState; bytes: Buffer }> {
    const document = await this.find(organisationId, id);
    return { document, bytes: await this.storage.read(document.sha256) };
  }

  async picture(organisationId: string, id: string, page: number): Promise<Buffer> {
    const document = await this.find(organisationId, id);
    if (!Number.isInteger(page) || page < 1 || page > document.pages) throw new AppError('not_found', `The document has pages 1 to ${document.pages}.`);
    return this.inspector.picture(await this.storage.read(document.sha256), document.mime, page);
  }

  async retry(organisationId: string, id: string): Promise<DocumentView> {
    const { documentId, attempt } = await this.runs.retry(organisationId, id);
    await this.queue.announce(documentId, attempt);
    return documentView(await this.find(organisationId, id));
  }

  async cancel(organisationId: string, id: string): Promise<DocumentView> {
    await this.runs.cancel(organisationId, id);
    this.news.tell(id);
    return documentView(await this.find(organisationId, id));
  }

  /** The row goes first: a crash in between leaves bytes without an owner, never a document without bytes. */
  async remove(organisationId: string, id: string): Promise<void> {
    const removed = await this.records.remove(organisationId, id);
    if (!removed) throw new AppError('not_found', 'There is no such document.');
    await this.records.releaseBytes(removed.sha256, async () => {
      await this.storage.delete(removed.sha256);
      await this.queue.within(this.cache.invalidate({ sha256: removed.sha256 }), 0);
    });
    this.logger.log(`deleted document=${id}`);
  }

  /** Waits until the document is final; null when `seconds` pass first or nobody waits any more. */
  async waitUntilFinal(organisationId: string, id: string, seconds: number, gone?: AbortSignal): Promise<DocumentView | null> {
    const end = Date.now() + seconds * 1000;
    for (let pauseMs = POLL_MS.first; ; pauseMs = Math.min(POLL_MS.most, pauseMs * POLL_MS.growth)) {
      // Listened first and looked then, so that nothing happens in between; but for the first wait of a process, which starts listening.
      const final = await this.news.whileListening(id, async (news) => {
        const view = await this.ifFinal(organisationId, id);
        const leftMs = end - Date.now();
        if (view || leftMs <= 0 || gone?.aborted) return { view };
        // A client that leaves ends the pause as well; the answer is nobody's then.
        await pause(Math.min(pauseMs, leftMs), undefined, { signal: gone ? AbortSignal.any([gone, news]) : news }).catch(() => undefined);
        return undefined;
      });
      if (final) return final.view;
    }
  }

  /** The document as it stands for good; null while it is queued or read. */
  async ifFinal(organisationId: string, id: string): Promise<DocumentView | null> {
    const view = documentView(await this.find(organisationId, id));
    return view.status === 'queued' || view.status === 'processing' ? null : view;
  }
}
