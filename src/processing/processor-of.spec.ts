import { processorOf } from './processor-of';

describe('processorOf', () => {
  it.each([
    ['what is configured before any engine started', [null, null], 'cuda'],
    ['what the engines run on instead', ['cpu', 'cpu', null], 'cpu'],
    ['a mixture, in whatever order', ['cuda', 'cpu'], 'cpu+cuda'],
  ])('names %s', (_what, found, expected) => {
    expect(processorOf(found.map((runsOn) => ({ runsOn })), 'cuda')).toBe(expected);
  });
});
