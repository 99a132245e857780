import { quadSize } from '../geometry/quad';
import type { Quad } from '../ocr.types';
import type { DecodedLine } from '../recognise/ctc-decode';
import { readInPieces } from './long-lines';

const HEIGHT = 10;
const line = (length: number): Quad => [[0, 0], [length * HEIGHT, 0], [length * HEIGHT, HEIGHT], [0, HEIGHT]];

/** Print of which every character is half a line height wide; who reads a part of it sees half characters at its ends as something else. */
function reader(print: string, seen: number[] = []): (quads: readonly Quad[]) => Promise<DecodedLine[]> {
  return (quads) => Promise.resolve(quads.map((quad) => {
    const { width } = quadSize(quad);
    seen.push(width / HEIGHT);
    const [from, to] = [quad[0][0] / (HEIGHT / 2), quad[1][0] / (HEIGHT / 2)];
    const chars = Array.from(print).flatMap((char, index) => {
      if (index + 1 <= from || index >= to) return [];
      const whole = index >= from - 1e-9 && index + 1 <= to + 1e-9;
      return [{ char: whole || char === ' ' ? char : '?', confidence: 0.9, at: Math.min(1, Math.max(0, (index + 0.5 - from) / (to - from))) }];
    });
    return { text: chars.map(({ char }) => char).join(''), chars };
  }));
}

const words = (characters: number): string => Array.from({ length: characters }, (_, index) => (index % 7 === 6 ? ' ' : String.fromCharCode(97 + (index % 26)))).join('');

describe('readInPieces', () => {
  it.each([['no longer than one piece', 60], ['two pieces', 100], ['many pieces', 1501], ['many pieces without a space', -1500]])('reads a line of %s as it stands', async (_name, given) => {
    const characters = Math.abs(given);
    const print = given < 0 ? words(characters).replaceAll(' ', 'x') : words(characters);
    const [read] = await readInPieces([line(characters / 2)], reader(print));
    expect(read!.text).toBe(print);
  });

  it('tells where each character of a joined line stands', async () => {
    const [read] = await readInPieces([line(100)], reader(words(200)));
    const away = read!.chars.map(({ at }, index) => Math.abs(at - (index + 0.5) / 200));
    expect(Math.max(...away)).toBeLessThan(1e-9);
  });

  it('gives nobody a line longer than recognisers are trained for', async () => {
    const seen: number[] = [];
    await readInPieces([line(2000), line(20)], reader('', seen));
    expect([Math.max(...seen) <= 1600 / 48, seen.length]).toEqual([true, 67]);
  });

  it('keeps lines apart and in order', async () => {
    const print = words(200);
    const lines = await readInPieces([line(5), line(100), line(10)], reader(print));
    expect(lines.map(({ text }) => text)).toEqual([print.slice(0, 10), print, print.slice(0, 20)]);
  });
});
