import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DocumentQueue } from '../common/queue/document-queue';

/** A holder that dies keeps others waiting this long at most. */
const LEASE_MS = 6000;
const RENEW_EVERY_MS = LEASE_MS / 3;
/** How often those who wait ask; each ask is one short command. */
const ASK_EVERY_MS = { first: 20, most: 150 };

/** Acts only while the lease is still ours (Redis documentation, "Distributed Locks": compare the token, then act, in one script). */
const IF_OURS = (command: string): string => `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call(${command}) else return 0 end`;
const RENEW = IF_OURS("'pexpire', KEYS[1], ARGV[2]");
const RELEASE = IF_OURS("'del', KEYS[1]");

/** The right to do one piece of work, held by one process at a time. `waited` says whether another had it first. */
export interface WorkLease { readonly waited: boolean; release(): Promise<void> }

/**
 * Waits until this process may do the work of this name: at once when nobody does it, else when the holder has finished or has died.
 * It saves work and guards nothing: without Redis everybody may, and a holder that stalls for longer than its lease has company.
 */
export async function takeWorkLease(queue: DocumentQueue, name: string): Promise<WorkLease> {
  const token = randomUUID();
  for (let [waited, pauseMs] = [false, ASK_EVERY_MS.first]; ; waited = true, pauseMs = Math.min(ASK_EVERY_MS.most, pauseMs * 1.5)) {
    const taken = await queue.within<'OK' | null | undefined>(queue.queue.client.set(name, token, 'PX', LEASE_MS, 'NX'), undefined);
    if (taken === undefined) return { waited, release: () => Promise.resolve() };
    if (taken === 'OK') return held(queue, name, token, waited);
    await pause(pauseMs);
  }
}

function held(queue: DocumentQueue, name: string, token: string, waited: boolean): WorkLease {
  const act = (script: string): Promise<unknown> => queue.within<unknown>(queue.queue.client.eval(script, 1, name, token, LEASE_MS), 0);
  const renewing = setInterval(() => void act(RENEW), RENEW_EVERY_MS);
  return {
    waited,
    release: async () => {
      clearInterval(renewing);
      await act(RELEASE);
    },
  };
}
