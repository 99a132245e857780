import { AppError } from '../../common/errors/app-error';

/** @throws AppError `engine_timeout` when the work takes longer; `onLate` runs before. */
export async function inTime<T>(work: Promise<T>, timeoutMs: number, message: string, onLate?: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onLate?.();
      reject(new AppError('engine_timeout', message, { retryable: true }));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
