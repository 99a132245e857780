import type { ModelCacheReport } from '../../common/queue/engine-report';
import { EnginePool } from './engine-pool';
import type { EngineReading, EngineStart, OcrEngine } from './ocr-engine.port';
import type { PoolOptions } from './pool-options';

/** An engine that starts at once and only notes what happens to it. */
export class ScriptedEngine implements OcrEngine {
  readonly kind = 'paddle';
  alive = true;
  closed = false;
  models: ModelCacheReport | null = null;
  start = (): Promise<EngineStart> => Promise.resolve({ initMs: 5, warmupMs: 7 });
  recognise = (): Promise<EngineReading> => Promise.reject(new Error('not scripted'));
  close = (): Promise<void> => { this.closed = true; this.alive = false; return Promise.resolve(); };
}

/** A promise the test settles by hand. */
export function gate(): { promise: Promise<string>; open: (value: string) => void } {
  let open!: (value: string) => void;
  return { promise: new Promise((resolve) => { open = resolve; }), open };
}

export const turnOfLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** @param script prepares each engine, the first being number 1 */
export function scriptedPool(options: Partial<PoolOptions> = {}, script: (engine: ScriptedEngine, number: number) => void = () => undefined): { pool: EnginePool<OcrEngine>; made: ScriptedEngine[] } {
  const made: ScriptedEngine[] = [];
  const create = (): OcrEngine => {
    const engine = new ScriptedEngine();
    script(engine, made.push(engine));
    return engine;
  };
  return { made, pool: new EnginePool(create, { kind: 'paddle', size: 2, maxWaiting: 2, taskTimeoutMs: 60_000, ...options }) };
}
