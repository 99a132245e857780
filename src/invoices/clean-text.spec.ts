import { cleanJson, cleanText } from './clean-text';

describe('cleanText', () => {
  it.each([
    ['a NUL goes', 'A\0B', 'AB'],
    ['half a surrogate pair becomes the replacement character', 'x\ud83dy', 'x\uFFFDy'],
    ['a whole pair stays', '🧾 ł', '🧾 ł'],
  ])('%s', (_title, given, expected) => expect(cleanText(given)).toBe(expected));

  it('reaches strings inside lists and objects, and leaves the rest', () => {
    expect(cleanJson({ value: 'a\0', list: [{ value: '\0b', confidence: 0.5 }], none: null, flag: true }))
      .toEqual({ value: 'a', list: [{ value: 'b', confidence: 0.5 }], none: null, flag: true });
  });
});
