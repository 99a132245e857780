import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isSameProcess } from './process-identity.mjs';

/**
 * Ends a process by the signals in turn, each given its time, and returns once it is gone.
 * @param {number|import('./process-identity.mjs').ProcessIdentity} target
 * @param {[signal: NodeJS.Signals, graceMs: number][]} steps
 * @returns {Promise<NodeJS.Signals|null>} the signal that did it; null when it was gone already
 */
export async function stopProcess(target, steps) {
  const identity = typeof target === 'number' ? identityOf(target) : target;
  if (typeof target === 'number' && identity.born === '') return null;
  for (const [signal, graceMs] of steps) {
    if (!isSameProcess(identity)) return null;
    try {
      process.kill(identity.pid, signal);
    } catch (error) {
      if (error.code === 'ESRCH') return null;
      throw error;
    }
    for (const end = Date.now() + graceMs; Date.now() < end; await pause(20)) {
      if (!isSameProcess(identity)) return signal;
    }
  }
  return null;
}
