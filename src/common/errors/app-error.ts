/**
 * Every failure the product can name. The code is part of the public contract: it never changes its meaning,
 * and clients, the review desk and the logs use it instead of the words of a message.
 */
export const ERROR_CODES = [
  // what a client sent
  'validation_failed', 'unauthenticated', 'forbidden', 'not_found', 'method_not_allowed', 'conflict',
  'file_missing', 'malformed_upload', 'file_empty', 'file_too_large', 'file_type_unsupported', 'file_damaged', 'file_encrypted',
  'no_pages', 'too_many_pages', 'image_too_small', 'image_too_large', 'idempotency_key_reused',
  'document_finished', 'document_not_finished', 'review_claimed', 'review_not_claimed', 'review_decided',
  // what went wrong inside
  'storage_failed', 'storage_object_missing', 'queue_unavailable', 'database_unavailable', 'model_invalid', 'preparation_failed', 'engine_failed', 'engine_timeout', 'extraction_timeout',
  'pool_closed', 'pool_full', 'worker_lost', 'no_worker', 'not_implemented_yet', 'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** HTTP status of each code: the one table between the inside and the outside. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  validation_failed: 400, unauthenticated: 401, forbidden: 403, not_found: 404, method_not_allowed: 405, conflict: 409,
  file_missing: 400, malformed_upload: 400, file_empty: 422, file_too_large: 413, file_type_unsupported: 415, file_damaged: 422, file_encrypted: 422,
  no_pages: 422, too_many_pages: 422, image_too_small: 422, image_too_large: 422, idempotency_key_reused: 422,
  document_finished: 409, document_not_finished: 409, review_claimed: 409, review_not_claimed: 409, review_decided: 409,
  storage_failed: 500, storage_object_missing: 500, queue_unavailable: 503, database_unavailable: 503, model_invalid: 500, preparation_failed: 500, engine_failed: 500, engine_timeout: 500, extraction_timeout: 500,
  pool_closed: 503, pool_full: 503, worker_lost: 500, no_worker: 503, not_implemented_yet: 501, internal: 500,
};

/**
 * An error with a stable code. `retryable` says whether doing the same again later can succeed, so that a queue
 * repeats what can heal and fails once what cannot. `details` are safe to show to a client; the cause stays inside.
 */
export class AppError extends Error {
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(readonly code: ErrorCode, message: string, options: { retryable?: boolean; cause?: unknown; details?: Record<string, unknown> } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.retryable = options.retryable ?? false;
    this.details = options.details;
  }
}

/** Any thrown value as an AppError; what nobody named becomes `internal`, which a retry may heal. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('internal', 'An unexpected error occurred.', { retryable: true, cause: error });
}
