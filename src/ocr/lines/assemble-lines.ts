import type { OcrChar, OcrLine, Point, Quad, RejectedLine } from '../ocr.types';
import { clipQuad, mapQuad, turnBack } from '../geometry/quad';
import type { UprightPage } from '../classify/classify-angle';
import type { DecodedLine } from '../recognise/ctc-decode';
import { readingOrder } from './order-lines';
import { splitColumns, type Run } from './split-columns';

export interface AssembledLines { readonly lines: OcrLine[]; readonly rejected: RejectedLine[] }

/**
 * Joins boxes with what was read in them, in reading order, and takes their quads back to the page as it was given:
 * `width` and `height` are those before turning. Empty and doubtful lines are set aside with the reason.
 */
export function assembleLines({ boxes, rotation }: UprightPage, decoded: readonly DecodedLine[], minConfidence: number, width: number, height: number): AssembledLines {
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
    const confidence = meanConfidence(chars);
    if (chars.length === 0) rejected.push({ quad, reason: 'empty' });
    else if (confidence < minConfidence) rejected.push({ quad, reason: 'low_confidence' });
    else lines.push({ text: chars.map(({ char }) => char).join(''), confidence, quad, source: 'ocr', chars });
  }
  return { lines, rejected };
}

function meanConfidence(chars: readonly OcrChar[]): number {
  return chars.length === 0 ? 0 : chars.reduce((sum, { confidence }) => sum + confidence, 0) / chars.length;
}
