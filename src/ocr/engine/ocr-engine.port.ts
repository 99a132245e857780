import type { ModelCacheReport } from '../../common/queue/engine-report';
import type { EngineKind, OcrProfile } from '../ocr.types';
import type { PageReading } from '../recognise-page';
import type { PageImage } from '../image/page-image';

/** What an engine read on one picture, in the picture's own pixels. */
export type EngineReading = PageReading;

/** Whatever reads the picture of a page: one engine, or a pool of them that share its parts. */
export interface PageRecogniser {
  /** @throws AppError `engine_failed` or `worker_lost`, retryable, when the engine and not the page is at fault. */
  recognise(image: PageImage, profile: OcrProfile): Promise<EngineReading>;
}

/** What a pool needs to know of an engine: a model set on a thread of its own, which takes one call at a time and holds no options. */
export interface PooledEngine {
  readonly kind: EngineKind;
  /** Loads the models and reads a made-up page, so that the first real one is as fast as the rest. */
  start(): Promise<EngineStart>;
  /** False once the engine's thread is gone; every further call would fail. Still true after `close`: the thread hangs and could not be ended. */
  readonly alive: boolean;
  /** Its model cache after its last call; left out where there is a single model. */
  readonly models?: ModelCacheReport | null;
  /** Ends the engine after what it has in hand. */
  close(): Promise<void>;
}

/** An engine that reads a whole page in one call. */
export interface OcrEngine extends PooledEngine, PageRecogniser {}

export interface EngineStart {
  readonly initMs: number;
  readonly warmupMs: number;
  /** Execution provider of its models; null or left out where there is no choice of providers. */
  readonly runsOn?: string | null;
  /** Why it runs there and not where it should, for the log; null when all is well. */
  readonly note?: string | null;
}
