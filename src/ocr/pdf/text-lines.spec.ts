import type { Glyph } from './glyph';
import { textLines } from './text-lines';

/** Characters six pixels wide, ten high, one after another from `x` on a baseline. */
function typed(text: string, x: number, y: number, over: Partial<Glyph> = {}): Glyph[] {
  return [...text].map((char, index) => {
    const left = x + index * 6;
    return { char, origin: [left, y], angle: 0, size: 10, box: [left + 1, y - 7, left + 5, y], advance: [left, y - 8, left + 6, y + 2], object: 1, visible: true, mapped: true, ...over };
  });
}
const texts = (glyphs: Glyph[]): string[] => textLines(glyphs, 1000, 1000).map(({ text }) => text);

describe('textLines', () => {
  it('reads words of one baseline as one line', () => {
    expect(texts(typed('NIP 123', 10, 50))).toEqual(['NIP 123']);
  });

  it('puts a space where the file only leaves room', () => {
    expect(texts([...typed('do', 10, 50), ...typed('dnia', 25, 50)])).toEqual(['do dnia']);
  });

  it('parts table columns', () => {
    expect(texts([...typed('Netto', 10, 50), ...typed('VAT', 55, 50)])).toEqual(['Netto', 'VAT']);
  });

  it('orders by place, whatever the order of drawing', () => {
    expect(texts([...typed('second', 10, 80), ...typed('first', 10, 50)])).toEqual(['first', 'second']);
  });

  it('prints double printing once', () => {
    expect(texts([...typed('Razem', 10, 50), ...typed('Razem', 10.4, 50)])).toEqual(['Razem']);
  });

  it('keeps both letters of a shape that stands for two', () => {
    const letters = typed('Neto', 10, 50);
    expect(texts([...letters.slice(0, 3), letters[2]!, letters[3]!])).toEqual(['Netto']);
  });

  it('keeps a doubled letter', () => {
    expect(texts(typed('Wanna', 10, 50))).toEqual(['Wanna']);
  });

  it('leaves out what is hidden', () => {
    expect(texts([...typed('seen', 10, 50), ...typed('hidden', 10, 80, { visible: false })])).toEqual(['seen']);
  });

  it('takes ligatures apart, one entry per character', () => {
    const [line] = textLines(typed('ﬁrma', 10, 50), 1000, 1000);
    expect([line!.text, line!.chars!.length]).toEqual(['firma', 5]);
  });

  it('starts the quad where the text starts, also when it runs up the page', () => {
    const glyphs: Glyph[] = [...'ab'].map((char, index) => ({
      char, origin: [50, 100 - index * 6], angle: -Math.PI / 2, size: 10, box: [43, 95 - index * 6, 50, 99 - index * 6],
      advance: [42, 94 - index * 6, 52, 100 - index * 6], object: 1, visible: true, mapped: true,
    }));
    const [line] = textLines(glyphs, 1000, 1000);
    expect(line!.text).toBe('ab');
    expect(line!.quad[0][1]).toBeGreaterThan(line!.quad[1][1]);
  });
});
