import type { OcrLine, Point, Quad, RejectedLine } from '../ocr.types';
import { clipQuad, mapQuad, turnBack } from '../geometry/quad';
import type { UprightPage } from '../classify/classify-angle';
import type { DecodedLine } from '../recognise/ctc-decode';
import { lineConfidence, meanConfidence } from '../recognise/calibrated';
import type { CalibrationCurve } from '../session/inference.port';
import { readingOrder } from './order-lines';
import { splitColumns, type Run } from './split-columns';

export interface AssembledLines { readonly lines: OcrLine[]; readonly rejected: RejectedLine[] }

/** Which lines count, and what their confidence is worth. */
export interface LineRules { readonly minLineConfidence: number; readonly lineCalibration?: CalibrationCurve | undefined }

/**
 * Joins boxes with what was read in them, in reading order, and takes their quads back to the page as it was given:
 * `width` and `height` are those before turning. Empty and doubtful lines are set aside with the reason; doubtful by the mean of their
 * characters, as a long line with one wrong letter is worth keeping.
 */
export function assembleLines({ boxes, rotation }: UprightPage, decoded: readonly DecodedLine[], rules: LineRules, width: number, height: number): AssembledLines {
  const runs = boxes.flatMap(({ quad }, index): Run[] => {
    const found = splitColumns(quad, decoded[index]!.chars);
    return found.length > 0 ? found : [{ quad, chars: [] }];
  });
  const lines: OcrLine[] = [];
  const rejected: RejectedLine[] = [];
  const back = (point: Point): Point => turnBack(point, rotation, width, height);
  for (const index of readingOrder(runs.map(({ quad }) => quad))) {
    const { chars, quad: upright } = runs[index]!;
    const quad: Quad = clipQuad(mapQuad(upright, back), width, height);
    if (chars.length === 0) rejected.push({ quad, reason: 'empty' });
    else if (meanConfidence(chars) < rules.minLineConfidence) rejected.push({ quad, reason: 'low_confidence' });
    else lines.push({ text: chars.map(({ char }) => char).join(''), confidence: lineConfidence(chars, rules.lineCalibration), quad, source: 'ocr', chars });
  }
  return { lines, rejected };
}
