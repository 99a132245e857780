import { AppError } from '../../common/errors/app-error';
import type { ModelCacheReport } from '../../common/queue/engine-report';
import type { Done, LinesTask, PageTasks, StripFinding, StripTask } from '../pipeline/page-tasks';
import type { DecodedLine } from '../recognise/ctc-decode';
import { type PackedLines, unpackLines } from '../recognise/packed-lines';
import type { SessionOptions } from '../session/onnx-session';
import { ThreadClient } from '../threads/thread-client';
import { builtFile } from '../threads/built-file';
import type { EngineStart, PooledEngine } from './ocr-engine.port';

/** What the thread gives for a task. */
export interface Answer<T> { readonly done: Done<T>; readonly models: ModelCacheReport }

/**
 * PP-OCR models under ONNX Runtime, on a worker thread: the runtime blocks its thread for the whole of a run. The thread is
 * never terminated, only asked to stop, because ending it inside a run aborts the process. Pixels in shared memory cross without a
 * copy, and outlive a crashed thread.
 */
export class PaddleEngine implements PooledEngine, PageTasks {
  readonly kind = 'paddle';
  models: ModelCacheReport | null = null;
  private readonly thread: ThreadClient;

  /** @param modelSets the sets whose models are opened at start, to stay */
  constructor(modelsDir: string, session: SessionOptions, modelSets: readonly (string | null)[]) {
    this.thread = new ThreadClient(builtFile(__dirname, 'paddle.thread.js'), { modelsDir, session, modelSets }, 'paddle');
  }

  get alive(): boolean {
    return this.thread.alive;
  }

  start(): Promise<EngineStart> {
    return this.thread.call('start', undefined);
  }

  detect(task: StripTask): Promise<Done<StripFinding>> {
    return this.call('detect', task);
  }

  upsideDown(task: LinesTask): Promise<Done<readonly number[]>> {
    return this.call('upsideDown', task);
  }

  async recognise(task: LinesTask): Promise<Done<readonly DecodedLine[]>> {
    const { value, spent } = await this.call<PackedLines>('recognise', task);
    return { value: unpackLines(value), spent };
  }

  close(): Promise<void> {
    return this.thread.stop();
  }

  private async call<T>(method: keyof PageTasks, task: StripTask | LinesTask): Promise<Done<T>> {
    try {
      const { done, models } = await this.thread.call<Answer<T>>(method, task);
      this.models = models;
      return done;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code !== 'internal') throw thrown;
      throw new AppError('engine_failed', 'The recognition engine failed on a page.', { retryable: true, cause: thrown });
    }
  }
}
