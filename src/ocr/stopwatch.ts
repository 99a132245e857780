/** Milliseconds per stage of one call; a stage timed twice adds up. */
export interface Stopwatch {
  time<T>(stage: string, work: () => T | Promise<T>): Promise<T>;
  /** All stages so far and `totalMs` since the start. */
  read(): Record<string, number>;
}

export function startStopwatch(): Stopwatch {
  const began = performance.now();
  const stages: Record<string, number> = {};
  return {
    async time(stage, work) {
      const from = performance.now();
      try {
        return await work();
      } finally {
        stages[stage] = (stages[stage] ?? 0) + performance.now() - from;
      }
    },
    read: () => ({ ...stages, totalMs: performance.now() - began }),
  };
}
