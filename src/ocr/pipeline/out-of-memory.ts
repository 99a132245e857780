/** What the runtime and the language say when memory cannot be had. */
const OUT_OF_MEMORY = /bad_alloc|failed to allocate memory|out of memory|array buffer allocation failed|invalid typed array length/i;

/** Whether an error, or what caused it, is that memory could not be had. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && (OUT_OF_MEMORY.test(error.message) || isOutOfMemory(error.cause));
}

/**
 * Runs a batch; where memory does not suffice for it, its halves, and theirs, down to single items.
 * @param run gives one result for each item, in order
 * @throws what `run` throws for any other reason, and for a single item
 */
export async function inHalves<T, R>(items: readonly T[], run: (items: readonly T[]) => Promise<readonly R[]>): Promise<R[]> {
  try {
    return [...await run(items)];
  } catch (error) {
    if (items.length < 2 || !isOutOfMemory(error)) throw error;
  }
  const middle = Math.ceil(items.length / 2);
  // One after the other: side by side they would need as much again.
  return [...await inHalves(items.slice(0, middle), run), ...await inHalves(items.slice(middle), run)];
}
