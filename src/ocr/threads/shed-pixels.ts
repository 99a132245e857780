import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8's collectors. */
export interface Collector {
  /** Of what is young. */
  readonly young: () => void;
  /** Of everything. */
  readonly all: () => void;
}

/** Pixels that pile up between two collections are a dozen pages', 4 MB each. */
const EVERY_MS = 2000;
/**
 * Collecting what is young takes under a millisecond and frees nearly every page. Collecting everything takes 25 ms and drops what V8 has compiled of functions that are
 * not running just then, which costs the pages after it a tenth of their time where it comes every time: it comes once in so many, for the pages that lived through others.
 */
const ALL_EVERY = 8;

export interface Shedding {
  /** Collects what is young after each piece of work as well. */
  readonly atOnce?: boolean;
  /** One time in so many everything is collected. */
  readonly allEvery?: number;
  readonly collector?: Collector;
}

/**
 * For threads that pages pass through. Pixels lie in memory that threads share, outside the heap that V8 watches: a thread with little
 * of its own has no reason to collect, and every page it has ever held a handle of stays (measured: 2.6 MiB more with every page, 2.3 GB after
 * 450). Call what this returns after each piece of work: within two seconds it collects, once for all work done until then.
 */
export function shedsPixels({ atOnce = false, allEvery = ALL_EVERY, collector = v8Collector() }: Shedding = {}): () => void {
  let later: NodeJS.Timeout | undefined;
  let times = 0;
  const shed = (): void => {
    later = undefined;
    if (++times % allEvery === 0) collector.all();
    else collector.young();
  };
  return () => {
    if (atOnce) collector.young();
    later ??= setTimeout(shed, EVERY_MS).unref();
  };
}

/** `gc` as V8 gives it to the shell: of everything without an argument; what it does not know as a type counts as minor. */
export function v8Collector(): Collector {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as (what?: { readonly type: 'minor' }) => void;
  return { young: () => gc({ type: 'minor' }), all: () => gc() };
}
