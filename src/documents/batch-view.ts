import { type DocumentStatus, documentView } from './document-view';
import type { BatchWithState } from './documents.repository';

export interface BatchView {
  readonly batchId: string;
  readonly createdAt: string;
  readonly total: number;
  /** No document of it is queued or processing any more. */
  readonly finished: boolean;
  readonly counts: Readonly<Record<DocumentStatus | 'refused' | 'deleted', number>>;
  readonly documents: readonly BatchItemView[];
}

export interface BatchItemView {
  readonly fileName: string;
  readonly page: number | null;
  readonly documentId: string | null;
  readonly duplicate: boolean;
  readonly status: DocumentStatus | 'refused' | 'deleted';
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly links: { readonly document?: string; readonly invoice?: string };
}

/** How far a batch is: every file in the order it was sent, with links to what became of it. */
export function batchView(batch: BatchWithState): BatchView {
  const documents = batch.items.map(itemView);
  const counts = { queued: 0, processing: 0, done: 0, failed: 0, cancelled: 0, refused: 0, deleted: 0 };
  for (const { status } of documents) counts[status] += 1;
  return { batchId: batch.id, createdAt: batch.createdAt.toISOString(), total: documents.length, finished: counts.queued + counts.processing === 0, counts, documents };
}

function itemView(item: BatchWithState['items'][number]): BatchItemView {
  const view = item.document ? documentView(item.document) : null;
  const error = view?.error ?? (item.errorCode === null ? null : { code: item.errorCode, message: item.errorText ?? '' });
  return {
    fileName: item.fileName, page: item.page, documentId: item.documentId, duplicate: item.duplicate, error,
    status: view?.status ?? (item.errorCode === null ? 'deleted' : 'refused'),
    links: { ...(view ? { document: `/api/documents/${view.id}/` } : {}), ...(view?.invoiceId ? { invoice: `/api/invoices/${view.invoiceId}/` } : {}) },
  };
}
