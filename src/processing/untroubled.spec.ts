import type { PageRung } from '../ocr/ocr.types';
import { isUntroubled } from './untroubled';

const rung = (facts: Partial<PageRung>): PageRung => ({ page: 1, rung: 2, from: 'paddle', to: 'paddle', profile: 'quality', dpi: 400, reason: 'low_confidence', confidence: 0.5, kept: false, ...facts });

describe('isUntroubled', () => {
  it('keeps what was read on the first rung, and what climbed because of the page', () => {
    expect([isUntroubled({ fallbacks: [] }), isUntroubled({ fallbacks: [rung({}), rung({ rung: 3, to: 'tesseract', reason: 'missing:suma_brutto' })] })]).toEqual([true, true]);
  });

  it('keeps nothing that was cut short by its time limit', () => {
    expect(isUntroubled({ fallbacks: [], cutShort: true })).toBe(false);
  });

  it('keeps nothing where the engine of the first rung failed', () => {
    expect(isUntroubled({ fallbacks: [rung({ to: 'tesseract', reason: 'engine_failed' })] })).toBe(false);
  });

  it('keeps nothing where the engine of a further rung failed: its reading might have been the better one', () => {
    expect(isUntroubled({ fallbacks: [rung({ confidence: null }), rung({ rung: 3, to: 'tesseract' })] })).toBe(false);
  });
});
