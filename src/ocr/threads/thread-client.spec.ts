import { EventEmitter } from 'node:events';
import { ThreadClient } from './thread-client';

/** Threads made so far: they take every message and do nothing of their own. */
const made: SilentThread[] = [];
class SilentThread extends EventEmitter {
  readonly posted: unknown[] = [];
  constructor() { super(); made.push(this); }
  keepsProcess = true;
  unref(): void { this.keepsProcess = false; }
  postMessage(message: unknown): void { this.posted.push(message); }
}
jest.mock('node:worker_threads', () => ({ get Worker() { return SilentThread; } }));

function client(): { client: ThreadClient; thread: SilentThread } {
  const one = new ThreadClient('thread.js', undefined, 'test');
  return { client: one, thread: made[made.length - 1]! };
}

describe('ThreadClient', () => {
  it('fails the calls of a thread that ended, and every later one', async () => {
    const { client: one, thread } = client();
    const call = one.call('read', 1);
    thread.emit('exit', 1);
    await expect(call).rejects.toMatchObject({ code: 'worker_lost', retryable: true });
    await expect(one.call('read', 2)).rejects.toMatchObject({ code: 'worker_lost' });
    expect(one.alive).toBe(false);
  });

  it('waits for a thread that ends when it is asked to', async () => {
    const { client: one, thread } = client();
    const stopped = one.stop();
    expect(thread.posted).toEqual(['stop']);
    thread.emit('exit', 0);
    await expect(stopped).resolves.toBeUndefined();
  });

  it('does not wait for ever for a thread that never ends', async () => {
    jest.useFakeTimers();
    try {
      const atExit = jest.spyOn(process, 'once').mockImplementation(() => process);
      const { client: one, thread } = client();
      let waiting = true;
      const stopped = one.stop().then(() => { waiting = false; });
      await jest.advanceTimersByTimeAsync(19_999);
      expect(waiting).toBe(true);
      await jest.advanceTimersByTimeAsync(1);
      await stopped;
      expect([waiting, thread.keepsProcess]).toEqual([false, false]);
      // Node would wait for the thread at its own exit: it must not come to that.
      expect(atExit).toHaveBeenCalledWith('exit', expect.any(Function));
    } finally {
      jest.restoreAllMocks();
      jest.useRealTimers();
    }
  });
});
