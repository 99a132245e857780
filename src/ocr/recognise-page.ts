import type { OcrLine, RejectedLine } from './ocr.types';
import { onPage, turnUpright } from './classify/classify-angle';
import { detectBoxes } from './detect/detect-boxes';
import type { DetectingProfile } from './detect/settings-for-detector';
import type { DetectionTurn } from './detect/strip-tensor';
import type { PageImage, QuarterTurn } from './image/page-image';
import { assembleLines, type LineRules } from './lines/assemble-lines';
import { readInPieces } from './lines/long-lines';
import type { Lanes } from './pipeline/lanes';
import { sharedPixels } from './image/shared-pixels';
import { startStopwatch } from './stopwatch';

/** A profile with what its model set adds. */
export type PageSettings = DetectingProfile & LineRules;

/** What was read on one picture; quads in its own pixels. */
export interface PageReading {
  readonly lines: readonly OcrLine[];
  readonly rejected: readonly RejectedLine[];
  readonly rotation: QuarterTurn;
  /** Share of sharp steps in brightness, see `inkShare`: tells an empty page from one that could not be read. */
  readonly ink: number;
  readonly timings: Readonly<Record<string, number>>;
}

/**
 * Reads one page: find the lines, see which way up it is, read the lines, put them in order. Only decisions are made here: every pixel is looked at
 * on the engines, in small tasks that take turns with those of other pages.
 */
export async function recognisePage(image: PageImage, profile: PageSettings, lanes: Lanes): Promise<PageReading> {
  const watch = startStopwatch();
  const engines = lanes.forPage(watch.add);
  const page = sharedPixels(image);
  const detect = (turn: DetectionTurn) => detectBoxes(page, turn, profile, engines);
  const found = await watch.time('detectMs', () => detect(0));
  const upright = await watch.time('classifyMs', () => turnUpright(page, found, detect, profile.modelSet, engines));
  const quads = upright.boxes.map(({ quad }) => onPage(quad, upright.rotation, page));
  const decoded = await watch.time('recogniseMs', () => readInPieces(quads, (short) => engines.read({ modelSet: profile.modelSet, page, quads: short, batch: profile.recognitionBatch })));
  const { lines, rejected } = assembleLines(upright, decoded, profile, image.width, image.height);
  return { lines, rejected, rotation: upright.rotation, ink: found.ink, timings: watch.read() };
}
