import type { OcrChar } from '../ocr.types';
import { calibrated, lineConfidence } from './calibrated';

const chars = (...confidences: number[]): OcrChar[] => confidences.map((confidence) => ({ char: 'x', confidence, at: 0 }));

describe('calibrated', () => {
  it.each([
    [0, 0.1], [0.1, 0.1], [0.3, 0.3], [0.5, 0.5], [0.75, 0.7], [1, 0.9],
  ])('maps %f to %f', (raw, expected) => {
    expect(calibrated(raw, [[0.1, 0.1], [0.5, 0.5], [1, 0.9]])).toBeCloseTo(expected, 9);
  });

  it('leaves a confidence alone without a curve', () => {
    expect(calibrated(0.3, undefined)).toBe(0.3);
  });
});

describe('lineConfidence', () => {
  it('is the mapped product where a curve was measured', () => {
    expect(lineConfidence(chars(0.5, 0.5), [[0, 0], [1, 0.8]])).toBeCloseTo(0.2, 9);
  });

  it('is the mean without one', () => {
    expect(lineConfidence(chars(0.5, 1), undefined)).toBe(0.75);
  });

  it('is nothing for a line without characters', () => {
    expect(lineConfidence([], [[0, 0.3], [1, 1]])).toBe(0);
  });
});
