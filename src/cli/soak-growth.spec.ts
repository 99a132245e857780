import { growthMib, settledPages } from './soak-growth';

describe('growth of a soak', () => {
  const samples = [{ page: 50, rssMib: 300 }, { page: 101, rssMib: 500 }, { page: 150, rssMib: 700 }, { page: 200, rssMib: 512 }];

  it('is counted from the first sample after a hundred pages to the last', () => {
    expect([growthMib(samples), settledPages(samples)]).toEqual([12, 101]);
  });

  it('is counted from the first sample of a run that is shorter', () => {
    expect([growthMib(samples.slice(0, 1)), settledPages(samples.slice(0, 1))]).toEqual([0, 50]);
  });
});
