import { FIRST_ATTEMPT } from '../common/queue/jobs';

export interface RunState {
  readonly id: string;
  readonly attempt: number;
  readonly status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly heartbeatAt: Date | null;
}

/** What a job that names a document may do now. `lost`: the latest run belongs to a worker that died. */
export type Start =
  | { readonly kind: 'nothing'; readonly lost: boolean }
  | { readonly kind: 'waiting_run'; readonly runId: string; readonly lost: false }
  | { readonly kind: 'new_attempt'; readonly attempt: number; readonly lost: boolean };

/**
 * The legal moves at the start of a job. Jobs come at least once: a second one for a finished, cancelled or living run must do
 * nothing, and a run whose heart has not beaten for `leaseMs` is taken over, until `maxAttempts` have died.
 */
export function decideStart(latest: RunState | null, now: Date, leaseMs: number, maxAttempts: number): Start {
  if (!latest) return { kind: 'new_attempt', attempt: FIRST_ATTEMPT, lost: false };
  switch (latest.status) {
    case 'done':
    case 'failed':
    case 'cancelled':
      return { kind: 'nothing', lost: false };
    case 'queued':
      return { kind: 'waiting_run', runId: latest.id, lost: false };
    case 'running': {
      const alive = latest.heartbeatAt !== null && now.getTime() - latest.heartbeatAt.getTime() < leaseMs;
      if (alive) return { kind: 'nothing', lost: false };
      return latest.attempt >= maxAttempts ? { kind: 'nothing', lost: true } : { kind: 'new_attempt', attempt: latest.attempt + 1, lost: true };
    }
  }
}
