/** Every job by name and payload. Payloads carry ids only: bytes stay in storage, truth stays in PostgreSQL. */
export interface Jobs {
  'process-document': { readonly documentId: string };
}
export type JobName = keyof Jobs;

export const DOCUMENT_QUEUE = 'documents';

/** Id of a job. A kept job with the same id would swallow the next one, so every attempt has its own. */
export function documentJobId(documentId: string, attempt: number): string {
  return `doc-${documentId}-run-${attempt}`;
}

export const FIRST_ATTEMPT = 1;
