import type { Quad } from '../ocr.types';
import { turnPage, type PageImage, type QuarterTurn } from '../image/page-image';
import { mapQuad, quadSize, turnForward } from '../geometry/quad';
import type { DetectedBox } from '../detect/db-postprocess';
import { cropLine, type LineCrop } from '../recognise/crop-lines';
import { batchTensor } from '../recognise/batch-lines';
import type { AngleModel } from '../session/inference.port';

/** A page turned so that its text reads upright, and its boxes there. `rotation` is how far it was turned clockwise. */
export interface UprightPage {
  readonly image: PageImage;
  readonly boxes: readonly DetectedBox[];
  readonly rotation: QuarterTurn;
}

/** Long lines tell up from down best; a handful of them settle it for the page. */
const VOTERS = 8;
const MIN_VOTER_RATIO = 2;

/**
 * Turns a page upright. Boxes that stand taller than wide speak for a page on its side, which is turned and searched again,
 * because detectors see lying text better than standing text. The angle model then votes on upside-down.
 */
export async function turnUpright(
  image: PageImage, boxes: readonly DetectedBox[], detect: (image: PageImage) => Promise<readonly DetectedBox[]>, model: AngleModel,
): Promise<UprightPage> {
  const sideways = standsOnItsSide(boxes.map(({ quad }) => quad));
  const lying = sideways ? turnPage(image, 90) : image;
  const found = sideways ? await detect(lying) : boxes;
  if (!(await readsUpsideDown(lying, found, model))) return { image: lying, boxes: found, rotation: sideways ? 90 : 0 };
  const { width, height } = lying;
  return {
    image: turnPage(lying, 180),
    // The box keeps its own frame (start top left, as seen after the turn), so its corners change places too.
    boxes: found.map(({ quad: [a, b, c, d], score }) => ({ score, quad: mapQuad([c, d, a, b], (point) => turnForward(point, 180, width, height)) })),
    rotation: sideways ? 270 : 180,
  };
}

/** Whether boxes clearly longer one way stand rather than lie, each counting by its length. */
export function standsOnItsSide(quads: readonly Quad[]): boolean {
  let standing = 0;
  let lying = 0;
  for (const quad of quads) {
    const { width, height } = quadSize(quad);
    if (height > width * 1.5) standing += height;
    else if (width > height * 1.5) lying += width;
  }
  return standing > lying;
}

async function readsUpsideDown(image: PageImage, boxes: readonly DetectedBox[], model: AngleModel): Promise<boolean> {
  const voters = boxes.map(({ quad }) => ({ quad, ...quadSize(quad) })).filter(({ width, height }) => width >= height * MIN_VOTER_RATIO)
    .sort((a, b) => b.width - a.width).slice(0, VOTERS);
  if (voters.length === 0) return false;
  const crops = voters.map(({ quad }) => start(cropLine(image, quad, model.height), model.width));
  const { data } = await model.infer(batchTensor(crops, model.width, model.height, model));
  const upsideDown = voters.reduce((sum, _, index) => sum + data[index * 2 + 1]!, 0);
  return upsideDown > voters.length / 2;
}

/** The first `width` columns of a strip: the angle model looks at a window, and a long line shows its angle anywhere. */
function start(crop: LineCrop, width: number): LineCrop {
  if (crop.width <= width) return crop;
  const rgb = new Uint8Array(width * crop.height * 3);
  for (let y = 0; y < crop.height; y++) rgb.set(crop.rgb.subarray(y * crop.width * 3, (y * crop.width + width) * 3), y * width * 3);
  return { rgb, width, height: crop.height };
}
