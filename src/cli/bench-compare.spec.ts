import { pageMs, timesAsLong, timesThePages } from './bench-compare';

describe('times of a bench', () => {
  it('gives every page the same weight', () => {
    expect(pageMs({ readings: [[1, 2, 90], [10, 10, 10]] })).toBe(6);
  });

  it('compares readings of the same round, so that a slow moment of the machine does not count', () => {
    const ours = { readings: [[100, 1000, 100]] };
    const theirs = { readings: [[300, 3000, 310]] };
    expect(timesAsLong(theirs, ours)).toBe(3);
  });

  it('compares pages per minute of the same round', () => {
    const one = { throughput: [{ pages: 10, ms: 1000 }, { pages: 5, ms: 1000 }, { pages: 10, ms: 1000 }] };
    const both = { throughput: [{ pages: 18, ms: 1000 }, { pages: 9, ms: 1000 }, { pages: 10, ms: 1000 }] };
    expect(timesThePages(both, one)).toBeCloseTo(1.8);
  });
});
