import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8's collection of what is young: under a millisecond on a small heap. `gc` as V8 gives it to the shell; what it does not know as a type counts as minor. */
export function youngCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as (what: { readonly type: 'minor' }) => void;
  return () => gc({ type: 'minor' });
}
