import type { OcrLine } from '../ocr.types';
import { likelyCharacters, type RungReading, whyClimb } from './climb-policy';

const line = (text: string, confidence: number): OcrLine => ({ text, confidence, quad: [[0, 0], [1, 0], [1, 1], [0, 1]], source: 'ocr' });
const reading = (lines: OcrLine[], over: Partial<RungReading> = {}): RungReading => ({ lines, rejected: [], ink: 0.02, ...over });

describe('whyClimb', () => {
  it.each([
    ['an engine that failed', undefined, 'engine_failed'],
    ['ink and no line', reading([]), 'nothing_found'],
    ['doubtful lines', reading([line('x', 0.5)]), 'low_confidence'],
    ['clear lines', reading([line('x', 0.95)]), null],
    ['an empty page', reading([], { ink: 0.0001 }), null],
  ])('answers %s', (_what, first, expected) => {
    expect(whyClimb(first)).toBe(expected);
  });

  it('counts lines set aside as read badly', () => {
    const rejected = [{ quad: line('', 0).quad, reason: 'low_confidence' as const }];
    expect(whyClimb(reading([line('x', 0.9)], { rejected }))).toBe('low_confidence');
  });
});

describe('likelyCharacters', () => {
  const by = (engine: 'paddle' | 'tesseract', ...lines: OcrLine[]): number => likelyCharacters({ lines, engine });
  const read = (text: string, confidence: number, sure: number): OcrLine => ({ ...line(text, confidence), chars: Array.from(text, (char, at) => ({ char, confidence: sure, at })) });

  it('counts a long doubtful line more than a short sure one', () => {
    expect(by('paddle', line('abcdef', 0.6))).toBeGreaterThan(by('paddle', line('ab', 1)));
  });

  it('goes by the characters of a line, not by how likely all of them are right, and counts no blanks', () => {
    expect(by('paddle', read('ab cd', 0.4, 0.9))).toBeCloseTo(3.6);
  });

  it('does not take the word of Tesseract for nonsense', () => {
    expect([by('tesseract', read('abcd efghij', 0.72, 0.96)), by('tesseract', read('abcd efghij', 0.91, 0.99))]).toEqual([expect.closeTo(1), expect.closeTo(9.64, 1)]);
  });
});
