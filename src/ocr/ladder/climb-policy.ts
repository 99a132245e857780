import type { OcrLine, OcrPage, RejectedLine } from '../ocr.types';
import { calibrated } from '../recognise/calibrated';
import type { CalibrationCurve } from '../session/inference.port';

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
 * Share of the characters that Tesseract reads on a page that is right, by its mean confidence in the page's words: measured on 16 photos and scans of the
 * tuning corpus. Readings of pages that lie on their side, hardly a character right, come with 0.60 to 0.75; good ones with 0.87 and more.
 */
const TESSERACT_RIGHT: CalibrationCurve = [[0.75, 0.1], [0.87, 0.93], [0.94, 0.99]];

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

/**
 * How many characters were likely read right, blanks aside, on one scale for all engines. A line's own confidence is none: of paddle it is how likely the
 * whole line is right, of Tesseract the mean over its words, and Tesseract is as sure of its single characters where it reads nonsense.
 */
export function likelyCharacters({ lines, engine }: Pick<OcrPage, 'lines' | 'engine'>): number {
  const count = (text: string): number => text.replace(/\s/g, '').length;
  if (engine === 'tesseract') {
    const mean = lines.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, lines.length);
    return calibrated(mean, TESSERACT_RIGHT) * lines.reduce((sum, { text }) => sum + count(text), 0);
  }
  return lines.reduce((sum, { text, confidence, chars }) =>
    sum + (chars ? chars.reduce((own, { char, confidence: sure }) => own + (char.trim() === '' ? 0 : sure), 0) : count(text) * confidence), 0);
}
