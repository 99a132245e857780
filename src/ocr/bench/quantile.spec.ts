import { quantile } from './quantile';

describe('quantile', () => {
  it.each([[[3, 1, 2], 0.5, 2], [[4, 1, 3, 2], 0.5, 2], [[1, 2, 3, 4, 5], 0.95, 5], [[], 0.5, 0]])('of %j at %f is %f', (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });
});
