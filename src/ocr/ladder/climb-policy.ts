import type { OcrLine, RejectedLine } from '../ocr.types';

export type ClimbReason = 'engine_failed' | 'nothing_found' | 'low_confidence';

/** What the policy looks at: what one rung read, whatever engine stood on it. */
export interface RungReading {
  readonly lines: readonly OcrLine[];
  readonly rejected: readonly RejectedLine[];
  /** Share of sharp steps in brightness, see `inkShare`. */
  readonly ink: number;
}

/** Below this share of sharp edges a page counts as empty, and an empty result as right. */
const INK_ON_A_PAGE = 0.0004;
const LOW_CONFIDENCE = 0.6;
/** From here on a page is taken at its word: what it does not say is not on it. Clean print is read with 0.98 and more. */
const SURE = 0.97;

/**
 * Why a page should climb to the next rung, or `null` when what there is will do. A page with nothing on it is a
 * result, not a failure.
 * @param reading what the last rung read; `undefined` when its engine failed twice
 */
export function whyClimb(reading: RungReading | undefined): ClimbReason | null {
  if (!reading) return 'engine_failed';
  if (reading.ink < INK_ON_A_PAGE) return null;
  if (reading.lines.length === 0) return 'nothing_found';
  return meanConfidence(reading) < LOW_CONFIDENCE ? 'low_confidence' : null;
}

/** Whether what is missing on a page may have been overlooked. */
export function isDoubtful(reading: RungReading): boolean {
  return reading.ink >= INK_ON_A_PAGE && meanConfidence(reading) < SURE;
}

/** Mean over the lines, 0..1; lines set aside as doubtful count as nothing read. */
export function meanConfidence({ lines, rejected }: Pick<RungReading, 'lines' | 'rejected'>): number {
  const doubtful = rejected.filter(({ reason }) => reason === 'low_confidence').length;
  return lines.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, lines.length + doubtful);
}

/** How much was likely read right: characters, each line's counting by its confidence. */
export function likelyCharacters({ lines }: Pick<RungReading, 'lines'>): number {
  return lines.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
}
