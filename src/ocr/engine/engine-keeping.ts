import type { EngineKind } from '../ocr.types';
import { readMachine } from '../hardware/machine';
import type { PoolsOptions } from './engine-pools';
import type { PoolOptions, RecycleTurn } from './pool-options';

/** How engines are kept, from configuration. Zero means never or none. */
export interface EngineKeeping {
  /** False: an engine for every page, to show what that costs. */
  readonly pooling: boolean;
  /** False: engines start with the first page. */
  readonly warmup: boolean;
  readonly perKind: Readonly<Record<EngineKind, { readonly recycleAfter: number; readonly idleStopMs: number }>>;
  readonly tesseractEngines: number;
  readonly rssLimit: number;
  readonly lowMemory: number;
  readonly sessionLeaseMs: number;
  /** Told of what an operator should know. */
  readonly warn?: (message: string) => void;
}

const LOOK_AT_MEMORY_EVERY_MS = 5000;

/** For whoever reads a few files and goes: engines are pooled and memory is not watched. The rare engine ends when it is idle. */
export const PLAIN_KEEPING: EngineKeeping = Object.freeze({
  pooling: true, warmup: true, tesseractEngines: 1, rssLimit: 0, lowMemory: 0, sessionLeaseMs: 60_000,
  perKind: { paddle: { recycleAfter: 0, idleStopMs: 0 }, tesseract: { recycleAfter: 0, idleStopMs: 20_000 } },
});

type KeepingOfPool = Pick<PoolOptions, 'kind' | 'recycleAfter' | 'idleStopMs' | 'reuse' | 'warn' | 'turn'>;

/** The part of a pool's options that says how its engines are kept; pools that share a turn replace one engine at a time. */
export function keepingOf(kind: EngineKind, { perKind, pooling, warn }: EngineKeeping, turn: RecycleTurn): KeepingOfPool {
  const { recycleAfter, idleStopMs } = perKind[kind];
  return { kind, reuse: pooling, turn, ...(warn ? { warn } : {}), ...(recycleAfter > 0 ? { recycleAfter } : {}), ...(idleStopMs > 0 ? { idleStopMs } : {}) };
}

export function poolsOptions({ pooling, warmup, perKind, rssLimit, lowMemory, sessionLeaseMs, warn = () => undefined }: EngineKeeping): PoolsOptions {
  return {
    coldIsReady: !pooling || !warmup || perKind.paddle.idleStopMs > 0, sessionLeaseMs,
    memory: { rssLimit, lowMemory, warn, everyMs: LOOK_AT_MEMORY_EVERY_MS, rss: () => process.memoryUsage.rss(), available: () => readMachine().memoryAvailable },
  };
}
