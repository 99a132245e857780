import type { Transferable } from 'node:worker_threads';
import { AppError, toAppError, type ErrorCode } from '../../common/errors/app-error';

export interface ThreadRequest { readonly id: number; readonly method: string; readonly payload: unknown }
export type ThreadReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: PlainError };

/** An AppError as it crosses between threads, where classes do not survive. */
export interface PlainError { readonly code: ErrorCode; readonly message: string; readonly retryable: boolean; readonly details?: Record<string, unknown>; readonly stack?: string }

/** A handler's answer when parts of it are handed over instead of copied. */
export class Handover<T> {
  constructor(readonly value: T, readonly transfer: readonly Transferable[]) {}
}

export function toPlainError(thrown: unknown): PlainError {
  const { code, message, retryable, details, cause } = toAppError(thrown);
  const stack = cause instanceof Error ? cause.stack : undefined;
  return { code, message, retryable, ...(details ? { details } : {}), ...(stack ? { stack } : {}) };
}

export function fromPlainError({ code, message, retryable, details, stack }: PlainError): AppError {
  return new AppError(code, message, { retryable, ...(details ? { details } : {}), ...(stack ? { cause: new Error(stack) } : {}) });
}
