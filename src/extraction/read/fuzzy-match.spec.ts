import { editDistance } from './fuzzy-match';

describe('editDistance', () => {
  it.each([['', '', 0], ['abc', 'abc', 0], ['abc', '', 3], ['', 'ab', 2], ['kot', 'kto', 2], ['łódź', 'lodz', 3], ['1234', '1254', 1]])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('counts code points where it is given them', () => {
    expect([editDistance([...'a😀b'], [...'ab']), editDistance('a😀b', 'ab')]).toEqual([1, 2]);
  });

  it.each([['abcdef', 'x'], ['abcdef', 'uvwxyz']])('gives up on %s and %s beyond the limit', (a, b) => {
    expect(editDistance(a, b, 2)).toBe(3);
  });
});
