import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A collection takes some 25 ms, though these heaps are small; the pixels that pile up between two are a dozen pages', 4 MB each. */
const EVERY_MS = 2000;

/**
 * For threads that pages pass through. Pixels lie in memory that threads share, outside the heap that V8 watches: a thread with little
 * of its own has no reason to collect, and every page it has ever held a handle of stays (measured: 2.6 MiB more with every page, 2.3 GB after
 * 450). Call what this returns after each piece of work: it collects, at most every two seconds, and once more after the last one.
 */
export function shedsPixels(collect = collector()): () => void {
  let last = performance.now();
  let later: NodeJS.Timeout | undefined;
  const shed = (): void => {
    clearTimeout(later);
    later = undefined;
    collect();
    last = performance.now();
  };
  return () => {
    const early = last + EVERY_MS - performance.now();
    if (early <= 0) shed();
    else later ??= setTimeout(shed, early).unref();
  };
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
