import { AppError } from '../../common/errors/app-error';
import type { OcrProfile } from '../ocr.types';
import type { PageImage } from '../image/page-image';
import type { SessionOptions } from '../session/onnx-session';
import { ThreadClient } from '../threads/thread-client';
import { threadFile } from '../threads/thread-file';
import type { EngineReading, EngineStart, OcrEngine } from './ocr-engine.port';

/**
 * PP-OCR models under ONNX Runtime, on a worker thread: the runtime blocks its thread for the whole of a run. The thread is
 * never terminated, only asked to stop, because ending it inside a run aborts the process.
 */
export class PaddleEngine implements OcrEngine {
  readonly kind = 'paddle';
  private readonly thread: ThreadClient;

  constructor(modelsDir: string, session: SessionOptions) {
    this.thread = new ThreadClient(threadFile(__dirname, 'paddle.thread'), { modelsDir, session }, 'paddle');
  }

  get alive(): boolean {
    return this.thread.alive;
  }

  start(): Promise<EngineStart> {
    return this.thread.call('start', undefined);
  }

  /** Pixels in shared memory cross without a copy, and outlive a crashed thread. */
  async recognise(image: PageImage, profile: OcrProfile): Promise<EngineReading> {
    try {
      return await this.thread.call('recognise', { image, profile });
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code !== 'internal') throw thrown;
      throw new AppError('engine_failed', 'The recognition engine failed on a page.', { retryable: true, cause: thrown });
    }
  }

  close(): Promise<void> {
    return this.thread.stop();
  }
}
