import type { OcrLine } from '../ocr.types';
import type { EngineReading } from './ocr-engine.port';
import { betterReading, whyFallBack } from './fallback-policy';

const line = (text: string, confidence: number): OcrLine => ({ text, confidence, quad: [[0, 0], [1, 0], [1, 1], [0, 1]], source: 'ocr' });
const reading = (lines: OcrLine[], over: Partial<EngineReading> = {}): EngineReading => ({ lines, rejected: [], rotation: 0, timings: {}, ink: 0.02, ...over });

describe('whyFallBack', () => {
  it.each([
    ['an engine that failed', undefined, 'engine_failed'],
    ['ink and no line', reading([]), 'nothing_found'],
    ['doubtful lines', reading([line('x', 0.5)]), 'low_confidence'],
    ['clear lines', reading([line('x', 0.95)]), null],
    ['an empty page', reading([], { ink: 0.0001 }), null],
  ])('answers %s', (_what, first, expected) => {
    expect(whyFallBack(first)).toBe(expected);
  });

  it('counts lines set aside as read badly', () => {
    const rejected = [{ quad: line('', 0).quad, reason: 'low_confidence' as const }];
    expect(whyFallBack(reading([line('x', 0.9)], { rejected }))).toBe('low_confidence');
  });
});

describe('betterReading', () => {
  it('keeps the one with more characters that are likely right', () => {
    const [short, long] = [reading([line('ab', 1)]), reading([line('abcdef', 0.6)])];
    expect(betterReading(short, long)).toBe(long);
  });
});
