import type { OcrChar } from '../ocr.types';
import type { CalibrationCurve } from '../session/inference.port';

/** What a raw confidence is worth by a measured curve: straight between its corners, level beyond them; itself without a curve. */
export function calibrated(raw: number, curve: CalibrationCurve | undefined): number {
  if (!curve || curve.length === 0) return raw;
  const right = curve.findIndex(([from]) => from >= raw);
  if (right === 0) return curve[0]![1];
  if (right < 0) return curve[curve.length - 1]![1];
  const [[x0, y0], [x1, y1]] = [curve[right - 1]!, curve[right]!];
  return x1 === x0 ? y1 : y0 + ((raw - x0) / (x1 - x0)) * (y1 - y0);
}

/** How likely characters are right on the average; 0 for none. Tells text from smudges, whatever its length. */
export function meanConfidence(chars: readonly OcrChar[]): number {
  return chars.length === 0 ? 0 : chars.reduce((sum, { confidence }) => sum + confidence, 0) / chars.length;
}

/**
 * How likely a line is right to its last character: the product of its characters' confidences, mapped by what was measured for
 * such products. A model without that curve gives the mean, which is no probability.
 */
export function lineConfidence(chars: readonly OcrChar[], curve: CalibrationCurve | undefined): number {
  return curve && chars.length > 0 ? calibrated(chars.reduce((product, { confidence }) => product * confidence, 1), curve) : meanConfidence(chars);
}
