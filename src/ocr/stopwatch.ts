/** Milliseconds per stage of one call; a stage timed twice adds up. */
export interface Stopwatch {
  time<T>(stage: string, work: () => T | Promise<T>): Promise<T>;
  /** Counts milliseconds that were spent elsewhere. */
  readonly add: (spent: Readonly<Record<string, number>>) => void;
  /** All stages so far and `totalMs` since the start. */
  read(): Record<string, number>;
}

export function startStopwatch(): Stopwatch {
  const began = performance.now();
  const stages: Record<string, number> = {};
  const add: Stopwatch['add'] = (spent) => {
    for (const [stage, ms] of Object.entries(spent)) stages[stage] = (stages[stage] ?? 0) + ms;
  };
  return {
    async time(stage, work) {
      const from = performance.now();
      try {
        return await work();
      } finally {
        add({ [stage]: performance.now() - from });
      }
    },
    add,
    read: () => ({ ...stages, totalMs: performance.now() - began }),
  };
}
