import { decideStart, type RunState } from './run-status';

const NOW = new Date('2026-03-16T12:00:00Z');
const LEASE_MS = 12_000;
const MAX_ATTEMPTS = 3;
const run = (status: RunState['status'], attempt = 1, beatAgoMs: number | null = null): RunState => ({
  id: 'r', attempt, status, heartbeatAt: beatAgoMs === null ? null : new Date(NOW.getTime() - beatAgoMs),
});

describe('decideStart', () => {
  it.each([
    ['a document without a run starts its first attempt', null, { kind: 'new_attempt', attempt: 1, lost: false }],
    ['a waiting attempt is taken', run('queued', 2), { kind: 'waiting_run', runId: 'r', lost: false }],
    ['a finished document is left alone', run('done'), { kind: 'nothing', lost: false }],
    ['a failed document waits for its next attempt to be queued', run('failed'), { kind: 'nothing', lost: false }],
    ['a cancelled document is left alone', run('cancelled'), { kind: 'nothing', lost: false }],
    ['a run that beats belongs to its worker', run('running', 1, LEASE_MS - 1), { kind: 'nothing', lost: false }],
    ['a run whose heart stopped is taken over', run('running', 1, LEASE_MS), { kind: 'new_attempt', attempt: 2, lost: true }],
    ['a run that never beat is taken over', run('running', 1), { kind: 'new_attempt', attempt: 2, lost: true }],
    ['a document that killed every worker is given up', run('running', MAX_ATTEMPTS, LEASE_MS), { kind: 'nothing', lost: true }],
  ])('%s', (_title, latest, expected) => {
    expect(decideStart(latest, NOW, LEASE_MS, MAX_ATTEMPTS)).toEqual(expected);
  });
});
