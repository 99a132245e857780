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
  it('counts a long doubtful line more than a short sure one', () => {
    expect(likelyCharacters(reading([line('abcdef', 0.6)]))).toBeGreaterThan(likelyCharacters(reading([line('ab', 1)])));
  });
});
