import { keptCharacters } from './kept-characters';

describe('keptCharacters', () => {
  it('marks a replaced letter alone', () => expect(keptCharacters('źle', 'zle')).toEqual([false, true, true]));
  it('survives a lost letter', () => expect(keptCharacters('płatność', 'patność')).toEqual([true, false, true, true, true, true, true, true]));
  it('keeps nothing of a lost line', () => expect(keptCharacters('ab', '')).toEqual([false, false]));
});
