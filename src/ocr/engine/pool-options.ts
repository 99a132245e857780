import type { EngineKind } from '../ocr.types';

export interface PoolOptions {
  readonly kind: EngineKind;
  /** Engines at most; each is made when it is first needed. */
  readonly size: number;
  /** Tasks that may wait for an engine; one more is refused. */
  readonly maxWaiting: number;
  /** A task, or a start, that takes longer loses its engine. */
  readonly taskTimeoutMs: number;
  /** An engine without a task for this long is ended, and made again when it is needed: for kinds that rarely have a turn. */
  readonly idleStopMs?: number;
  /** An engine is replaced after so many tasks. */
  readonly recycleAfter?: number;
  /** Shared by pools of which only one engine may be replaced at a time. */
  readonly turn?: RecycleTurn;
  /** False: every page starts an engine of its own and ends it. Only there to show what that costs. */
  readonly reuse?: boolean;
  /** Told of what an operator should know. */
  readonly warn?: (message: string) => void;
}

/** Whoever has it may replace an engine. */
export interface RecycleTurn { taken: boolean }
