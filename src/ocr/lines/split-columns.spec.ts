import type { Quad } from '../ocr.types';
import { splitColumns } from './split-columns';

const LINE: Quad = [[0, 0], [200, 0], [200, 10], [0, 10]];
const at = (char: string, place: number): { char: string; confidence: number; at: number } => ({ char, confidence: 1, at: place });
const texts = (runs: ReturnType<typeof splitColumns>): string[] => runs.map(({ chars }) => chars.map(({ char }) => char).join(''));

describe('splitColumns', () => {
  it('leaves words of one column together', () => {
    expect(texts(splitColumns(LINE, [at('1', 0.02), at(' ', 0.04), at('2', 0.06)]))).toEqual(['1 2']);
  });

  it('parts characters further apart than the line is high, and drops the space between', () => {
    expect(texts(splitColumns(LINE, [at('1', 0.02), at(' ', 0.1), at('2', 0.5)]))).toEqual(['1', '2']);
  });

  it('gives each run its part of the quad', () => {
    const [, second] = splitColumns(LINE, [at('1', 0.02), at('2', 0.5)]);
    expect(second!.quad[0][0]).toBeCloseTo(0.5 * 200 - 3.5);
    expect(second!.quad[1]).toEqual([200, 0]);
  });

  it('trims white space at the ends', () => {
    expect(texts(splitColumns(LINE, [at(' ', 0), at('a', 0.1), at(' ', 0.14)]))).toEqual(['a']);
  });

  it('finds nothing in nothing', () => {
    expect(splitColumns(LINE, [at(' ', 0.1)])).toEqual([]);
  });
});
