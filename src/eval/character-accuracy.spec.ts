import type { OcrLine, Point, Quad } from '../ocr/ocr.types';
import { characterAccuracy, scoreCharacters } from './character-accuracy';

const box = (x: number, y: number, width: number, height = 20): Quad => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
const read = (text: string, quad: Quad): OcrLine => ({ text, quad, confidence: 0.9, source: 'ocr' });
const turnHalf = (quad: Quad): Quad => quad.map(([x, y]): Point => [1000 - x, 1000 - y]) as unknown as Quad;

describe('scoreCharacters', () => {
  it('finds nothing wrong with the same lines', () => {
    expect(scoreCharacters([{ text: 'Łódź 12', quad: box(0, 0, 70) }], [read('Łódź 12', box(1, 1, 69))])).toEqual({ characters: 6, errors: 0, polish: 3, polishRight: 3, lines: 1, missedLines: 0, extraLines: 0 });
  });
  it('takes a label and its value read as one line', () => {
    const truth = [{ text: 'NIP:', quad: box(0, 0, 40) }, { text: '1234563218', quad: box(60, 0, 100) }];
    expect(scoreCharacters(truth, [read('NIP: 1234563218', box(0, 0, 160))]).errors).toBe(0);
  });
  it('takes one run read as two, on a page that stands on its head', () => {
    const truth = [{ text: 'Razem brutto', quad: turnHalf(box(0, 0, 120)) }];
    expect(scoreCharacters(truth, [read('brutto', turnHalf(box(60, 1, 60))), read('Razem', turnHalf(box(0, 0, 50)))]).errors).toBe(0);
  });
  it('counts a lost line in full', () => {
    const score = scoreCharacters([{ text: 'abcd', quad: box(0, 0, 40) }, { text: 'efgh', quad: box(0, 100, 40) }], [read('abcd', box(0, 0, 40))]);
    expect([score.errors, score.missedLines, characterAccuracy(score)]).toEqual([4, 1, 0.5]);
  });
  it('counts a Polish letter read without its mark', () => {
    const score = scoreCharacters([{ text: 'złoty', quad: box(0, 0, 50) }], [read('zloty', box(0, 0, 50))]);
    expect([score.errors, score.polish, score.polishRight]).toEqual([1, 1, 0]);
  });
  it('does not count a stamp as an error', () => {
    const score = scoreCharacters([{ text: 'abcd', quad: box(0, 0, 40) }], [read('abcd', box(0, 0, 40)), read('WPŁYNĘŁO', box(300, 300, 100))]);
    expect([score.errors, score.extraLines]).toEqual([0, 1]);
  });
  it('keeps neighbouring rows apart', () => {
    const truth = [{ text: 'one', quad: box(0, 0, 200) }, { text: 'two', quad: box(0, 24, 200) }];
    expect(scoreCharacters(truth, [read('one', box(0, -4, 200, 28)), read('twx', box(0, 20, 200, 28))]).errors).toBe(1);
  });
});
