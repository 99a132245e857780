export interface SoakSample { readonly page: number; readonly rssMib: number }

/** By then every engine has seen pages of every kind: memory that it keeps is there to be reused. */
const SETTLED_AFTER = 100;

/** Page of the first sample that growth is counted from; of the first of all in a shorter run. */
export function settledPages(samples: readonly SoakSample[]): number {
  return settled(samples)?.page ?? 0;
}

/** Resident memory of the last sample over that of the settled one, MiB; negative when it fell. */
export function growthMib(samples: readonly SoakSample[]): number {
  const from = settled(samples);
  return from ? samples[samples.length - 1]!.rssMib - from.rssMib : 0;
}

function settled(samples: readonly SoakSample[]): SoakSample | undefined {
  return samples.find(({ page }) => page >= SETTLED_AFTER) ?? samples[0];
}
