import type { OcrLine, OcrProfile, RejectedLine } from './ocr.types';
import { turnUpright } from './classify/classify-angle';
import { detectBoxes } from './detect/detect-boxes';
import type { PageImage, QuarterTurn } from './image/page-image';
import { assembleLines } from './lines/assemble-lines';
import { cropLines } from './recognise/crop-lines';
import { recogniseLines } from './recognise/recognise-lines';
import type { PageModels } from './session/inference.port';
import { startStopwatch } from './stopwatch';

/** What was read on one picture; quads in its own pixels. */
export interface PageReading {
  readonly lines: readonly OcrLine[];
  readonly rejected: readonly RejectedLine[];
  readonly rotation: QuarterTurn;
  readonly timings: Readonly<Record<string, number>>;
}

/** Reads one page: find the lines, turn the page upright, cut the lines out, read them, put them in order. */
export async function recognisePage(image: PageImage, profile: OcrProfile, models: PageModels): Promise<PageReading> {
  const watch = startStopwatch();
  const detect = (page: PageImage) => detectBoxes(page, profile, models.detection);
  const boxes = await watch.time('detectMs', () => detect(image));
  const upright = await watch.time('classifyMs', () => turnUpright(image, boxes, detect, models.angle));
  const crops = await watch.time('cropMs', () => cropLines(upright.image, upright.boxes.map(({ quad }) => quad), models.recognition.height));
  const decoded = await watch.time('recogniseMs', () => recogniseLines(crops, profile.recognitionBatch, models.recognition));
  const { lines, rejected } = assembleLines(upright, decoded, profile.minLineConfidence, image.width, image.height);
  return { lines, rejected, rotation: upright.rotation, timings: watch.read() };
}
