import { PoolCounters, poolReport } from '../ocr/engine/pool-statistics';
import type { PoolReport } from '../common/queue/engine-report';
import { batchSummary } from './batch-summary';

const NOW = { size: 2, warm: 0, busy: 0, sessions: 0, waiting: 0 };
function pool(kind: string, warm: number, counts: Partial<PoolCounters>): PoolReport {
  return poolReport(kind, Object.assign(new PoolCounters(), counts), { ...NOW, warm }, 0);
}

const WORK = { batchId: 'b', documents: 3, pages: 4, ms: 1234.4 };

describe('batchSummary', () => {
  it('tells of a batch that found its engine warm, and of the one it had to start', () => {
    const before = [pool('paddle', 1, { starts: 1, initMs: 300, warmupMs: 100, inferences: 50, pages: 2 }), pool('tesseract', 0, {})];
    const after = [pool('paddle', 1, { starts: 1, initMs: 300, warmupMs: 100, inferences: 150, pages: 6 }), pool('tesseract', 1, { starts: 1, initMs: 200, inferences: 1, pages: 1 })];
    expect(batchSummary({ ...WORK, before, after })).toBe('batch b done documents=3 pages=4 ms=1234; '
      + 'paddle: warm at first, starts=0 initMs=0 warmupMs=0 inferences=100 pages=4 savedMs=1600; tesseract: cold at first, starts=1 initMs=200 warmupMs=0 inferences=1 pages=1 savedMs=0');
  });

  it('says so when no engine was needed', () => {
    const idle = [pool('paddle', 1, { starts: 1, inferences: 5 })];
    expect(batchSummary({ ...WORK, before: idle, after: idle })).toBe('batch b done documents=3 pages=4 ms=1234; no engine was needed');
  });
});
