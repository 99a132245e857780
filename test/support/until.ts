import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is there, and returns it. `null`, `undefined` and `false` mean: not yet.
 * A question that throws is asked again too; its last error is the cause when time runs out. The pauses grow, so that asking
 * does not slow down what is waited for.
 */
export async function until<T>(what: string, question: () => Promise<T | null | undefined | false>, withinMs = 30_000): Promise<T> {
  let cause: unknown;
  let pauseMs = 10;
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(pauseMs)) {
    pauseMs = Math.min(pauseMs * 1.3, 300);
    try {
      const answer = await question();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
  }
  throw new Error(`${what}: not within ${withinMs} ms`, { cause });
}
