import { parentPort } from 'node:worker_threads';
import { Handover, toPlainError, type ThreadReply, type ThreadRequest } from './thread-messages';

export type Handlers = Readonly<Record<string, (payload: never) => unknown>>;

/**
 * Answers the calls of a ThreadClient, one after another. `stop` runs when the client lets go; the thread ends after it.
 * @param afterEach runs when a call has been answered
 */
export function serveThread(handlers: Handlers, stop: () => Promise<void> | void, afterEach: () => void = () => undefined): void {
  const port = parentPort;
  if (!port) throw new Error('This file runs only as a thread.');
  let queue = Promise.resolve();
  const answer = async ({ id, method, payload }: ThreadRequest): Promise<void> => {
    try {
      const result = await (handlers[method] as (payload: unknown) => unknown)(payload);
      const [value, transfer] = result instanceof Handover ? [result.value as unknown, result.transfer] : [result, []];
      port.postMessage({ id, ok: true, value } satisfies ThreadReply, transfer);
    } catch (thrown) {
      port.postMessage({ id, ok: false, error: toPlainError(thrown) } satisfies ThreadReply);
    }
  };
  port.on('message', (message: ThreadRequest | 'stop') => {
    queue = queue.then(async () => {
      if (message !== 'stop') {
        await answer(message);
        return afterEach();
      }
      await stop();
      port.close();
    });
  });
}
