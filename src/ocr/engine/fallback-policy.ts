import type { EngineReading } from './ocr-engine.port';

export type FallbackReason = 'engine_failed' | 'nothing_found' | 'low_confidence';

/** Below this share of sharp edges a page counts as empty, and an empty result as right. */
const INK_ON_A_PAGE = 0.0004;
const LOW_CONFIDENCE = 0.6;

/**
 * Why the other engine should have a turn at a page, or `null` when what there is will do. A page with nothing on it is a
 * result, not a failure.
 * @param reading what the first engine read; `undefined` when it failed twice
 */
export function whyFallBack(reading: EngineReading | undefined): FallbackReason | null {
  if (!reading) return 'engine_failed';
  if (reading.ink < INK_ON_A_PAGE) return null;
  if (reading.lines.length === 0) return 'nothing_found';
  return meanConfidence(reading) < LOW_CONFIDENCE ? 'low_confidence' : null;
}

/** Which of two readings to keep: the one with more characters that are likely right. */
export function betterReading(first: EngineReading, second: EngineReading): EngineReading {
  return likelyCharacters(second) > likelyCharacters(first) ? second : first;
}

function meanConfidence({ lines, rejected }: EngineReading): number {
  const doubtful = rejected.filter(({ reason }) => reason === 'low_confidence').length;
  return lines.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, lines.length + doubtful);
}

function likelyCharacters({ lines }: EngineReading): number {
  return lines.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
}
