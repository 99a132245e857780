import type { OcrLine, Point, Quad, RejectedLine } from '../ocr.types';
import { clipQuad, mapQuad, turnBack } from '../geometry/quad';
import type { UprightPage } from '../classify/classify-angle';
import type { DecodedLine } from '../recognise/ctc-decode';
import { readingOrder } from './order-lines';

export interface AssembledLines { readonly lines: OcrLine[]; readonly rejected: RejectedLine[] }

/**
 * Joins boxes with what was read in them, in reading order, and takes their quads back to the page as it was given:
 * `width` and `height` are those before turning. Empty and doubtful lines are set aside with the reason.
 */
export function assembleLines({ boxes, rotation }: UprightPage, decoded: readonly DecodedLine[], minConfidence: number, width: number, height: number): AssembledLines {
  const lines: OcrLine[] = [];
  const rejected: RejectedLine[] = [];
  const back = (point: Point): Point => turnBack(point, rotation, width, height);
  for (const index of readingOrder(boxes.map(({ quad }) => quad))) {
    const quad: Quad = clipQuad(mapQuad(boxes[index]!.quad, back), width, height);
    const { text, confidence, chars } = decoded[index]!;
    if (text.trim() === '') rejected.push({ quad, reason: 'empty' });
    else if (confidence < minConfidence) rejected.push({ quad, reason: 'low_confidence' });
    else lines.push({ text, confidence, quad, source: 'ocr', chars });
  }
  return { lines, rejected };
}
