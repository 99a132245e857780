import { editDistance, keptCharacters } from './edit-distance';

describe('editDistance', () => {
  it.each([['', '', 0], ['abc', 'abc', 0], ['abc', '', 3], ['', 'ab', 2], ['kot', 'kto', 2], ['łódź', 'lodz', 3], ['1234', '1254', 1], ['a😀b', 'ab', 1]])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });
});

describe('keptCharacters', () => {
  it('marks a replaced letter alone', () => expect(keptCharacters('źle', 'zle')).toEqual([false, true, true]));
  it('survives a lost letter', () => expect(keptCharacters('płatność', 'patność')).toEqual([true, false, true, true, true, true, true, true]));
  it('keeps nothing of a lost line', () => expect(keptCharacters('ab', '')).toEqual([false, false]));
});
