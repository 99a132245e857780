import { Worker, type Transferable } from 'node:worker_threads';
import { AppError } from '../../common/errors/app-error';
import { fromPlainError, type ThreadReply, type ThreadRequest } from './thread-messages';

/** Grace for a call that its caller no longer waits for; shorter than the patience of a supervisor. */
const STOP_LIMIT_MS = 20_000;

interface Waiting { readonly resolve: (value: never) => void; readonly reject: (error: AppError) => void }

/** The near end of one worker thread: calls with promises, and one way to learn that the thread is gone. */
export class ThreadClient {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly ended: Promise<void>;
  private nextId = 1;
  private lostBecause: AppError | undefined;

  constructor(file: string, workerData: unknown, private readonly name: string) {
    this.worker = new Worker(file, { workerData, name });
    this.worker.on('message', (reply: ThreadReply) => this.settle(reply));
    this.worker.on('error', (cause) => this.lose(cause));
    this.ended = new Promise((resolve) => this.worker.once('exit', (code) => {
      this.lose(new Error(`exit code ${code}`));
      resolve();
    }));
  }

  /** Whether the thread still takes calls. */
  get alive(): boolean {
    return this.lostBecause === undefined;
  }

  /** @throws AppError what the handler threw, or `worker_lost` (retryable) when the thread ended before it answered. */
  call<T>(method: string, payload: unknown, transfer: readonly Transferable[] = []): Promise<T> {
    if (this.lostBecause) return Promise.reject(this.lostBecause);
    const id = this.nextId++;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve, reject });
      this.worker.postMessage({ id, method, payload } satisfies ThreadRequest, transfer);
    });
  }

  /**
   * Lets the thread finish what it has in hand, then ends it. Safe while it runs native code. Native code that never returns
   * can be neither interrupted nor ended, so after a while nobody waits any more: the owner can let go of the rest, and the process
   * can end all the same.
   */
  async stop(): Promise<void> {
    this.worker.postMessage('stop');
    let timer: NodeJS.Timeout | undefined;
    const givenUp = new Promise<'stuck'>((resolve) => { timer = setTimeout(() => resolve('stuck'), STOP_LIMIT_MS); });
    if ((await Promise.race([this.ended, givenUp])) === 'stuck') leaveBehind(this.worker);
    clearTimeout(timer);
  }

  /** Ends the thread at once. Never while it runs native code that cannot be interrupted (ONNX Runtime aborts the process). */
  async kill(): Promise<void> {
    await this.worker.terminate();
  }

  private settle(reply: ThreadReply): void {
    const call = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (reply.ok) call?.resolve(reply.value as never);
    else call?.reject(fromPlainError(reply.error));
  }

  private lose(cause: unknown): void {
    this.lostBecause ??= new AppError('worker_lost', `The ${this.name} thread ended.`, { retryable: true, cause });
    for (const { reject } of this.waiting.values()) reject(this.lostBecause);
    this.waiting.clear();
  }
}

let exitIsForced = false;

/** Node joins its threads when it exits, and would wait for this one as long as the native code runs: so the process ends itself hard. */
function leaveBehind(worker: Worker): void {
  worker.unref();
  if (exitIsForced) return;
  exitIsForced = true;
  process.once('exit', () => process.kill(process.pid, 'SIGKILL'));
}
