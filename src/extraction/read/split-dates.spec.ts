import type { Glyph } from './sheet.types';
import { withoutSplits } from './split-dates';

/** A line whose characters stand one em apart, spaces as wide as told. */
function glyphs(text: string, space: number): Glyph[] {
  let centre = 0;
  return [...text].map((char) => {
    centre += char === ' ' ? space : 1;
    return { char, centre, confidence: 1, x0: centre, x1: centre + 1, from: 0, to: 1, line: undefined as never };
  });
}
const read = (text: string, space: number): string => withoutSplits(glyphs(text, space)).map(({ char }) => char).join('');

describe('a space within a date', () => {
  it.each([['usługi: 3 1.10.2025', 'usługi: 31.10.2025'], ['Termin: 07.1 1.2025 r.', 'Termin: 07.11.2025 r.'], ['dnia 1 7.10.2025', 'dnia 17.10.2025']])('leaves where its figures stand as close as any: %j', (text, whole) => {
    expect(read(text, 0.1)).toBe(whole);
  });

  it.each(['rata 1 5.10.2025', 'poz. 2 1.10.2025'])('stays where they do not: %j', (text) => expect(read(text, 0.6)).toBe(text));
  it('stays before another month', () => expect(read('12 3.10.2025', 0.1)).toBe('12 3.10.2025'));
});
