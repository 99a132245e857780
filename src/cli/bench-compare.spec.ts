import { pageMs, timesAsLong } from './bench-compare';

describe('times of a bench', () => {
  it('gives every page the same weight', () => {
    expect(pageMs({ readings: [[1, 2, 90], [10, 10, 10]] })).toBe(6);
  });

  it('compares readings of the same round, so that a slow moment of the machine does not count', () => {
    const ours = { readings: [[100, 1000, 100]] };
    const theirs = { readings: [[300, 3000, 310]] };
    expect(timesAsLong(theirs, ours)).toBe(3);
  });
});
