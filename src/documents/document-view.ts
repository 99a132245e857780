import type { DocumentWithState } from './documents.repository';

export const DOCUMENT_STATUSES = ['queued', 'processing', 'done', 'failed', 'cancelled'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

export interface DocumentView {
  readonly id: string;
  readonly status: DocumentStatus;
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
  readonly pages: number;
  readonly fileName: string;
  readonly attempts: number;
  readonly engine: string | null;
  readonly error?: { readonly code: string; readonly message: string; readonly retryable: boolean };
  readonly timings: unknown;
  readonly fallbacks: unknown;
  readonly invoiceId: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** The status that a client sees is derived, so that no column can contradict another. */
export function documentView(document: DocumentWithState): DocumentView {
  const run = document.runs[0];
  const status = statusOf(run?.status);
  const failed = run && status === 'failed' && run.errorCode !== null;
  return {
    id: document.id, status, sha256: document.sha256, mime: document.mime, bytes: document.bytes, pages: document.pages, fileName: document.fileName,
    attempts: run ? run.attempt : 0, engine: run?.engine ?? null,
    ...(failed ? { error: { code: run.errorCode ?? 'internal', message: run.errorText ?? '', retryable: run.retryable ?? false } } : {}),
    timings: run?.timings ?? {}, fallbacks: run?.fallbacks ?? [], invoiceId: document.invoice?.id ?? null,
    createdAt: document.createdAt.toISOString(), finishedAt: run?.finishedAt?.toISOString() ?? null,
  };
}

function statusOf(run: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | undefined): DocumentStatus {
  switch (run) {
    case undefined: return 'queued';
    case 'running': return 'processing';
    case 'queued': case 'done': case 'failed': case 'cancelled': return run;
  }
}
