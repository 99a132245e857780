import { distance } from '../geometry/quad';
import type { PageImage, QuarterTurn } from '../image/page-image';
import type { OcrProfile, PreprocessStep, Quad } from '../ocr.types';
import { multiply, rectangleToQuad, scaling, turnedBack, type Homography } from './homography';
import { greySample } from './grey-sample';
import { lightField } from './light-field';
import { leastInk, measureQuality, type PageQuality, SAMPLE_SIDE } from './measure-quality';
import { globalLevels, localLevels, stretchLight } from './stretch-light';
import { warpPage } from './warp-page';

/** A page as it goes to an engine. */
export interface PreparedPage {
  readonly image: PageImage;
  /** From the image's pixels back to those of the page as it came; `null` where they are the same. */
  readonly toSource: Homography | null;
  readonly quality: PageQuality;
  readonly steps: readonly PreprocessStep[];
}

/** Below these a fault costs no reading (docs/preprocessing.md). */
const MIN_SKEW = 3;
const MIN_EVENNESS = 0.7;
const MIN_CONTRAST = 0.22;
/** Characters smaller than this are enlarged to `GOOD_HEIGHT`, at most `MAX_SCALE` times. */
const [MIN_HEIGHT, GOOD_HEIGHT, MAX_SCALE] = [10, 16, 3];
const MAX_SIDE = 4800;

/**
 * Measures a page and does to it what its faults ask for and the profile allows. A page without faults is handed on as it is.
 * @param turn how far clockwise the page is turned besides, because it is known to lie on its side
 */
export function preparePage(page: PageImage, preprocess: OcrProfile['preprocess'], turn: QuarterTurn): PreparedPage {
  const quality = measureQuality(page);
  const steps = stepsFor(page, quality).filter((step) => preprocess.includes(step));
  const has = (step: PreprocessStep): boolean => steps.includes(step);
  let image = page;
  if (has('shadow') || has('contrast')) {
    const [light, minInk] = [lightField(greySample(image, SAMPLE_SIDE)), leastInk(quality.noise)];
    image = stretchLight(image, has('shadow') ? localLevels(light, minInk) : globalLevels(light, minInk));
  }
  const frame = turnedBy(turn, placement(page, quality, has), page);
  if (frame) image = warpPage(image, frame.toSource, frame.width, frame.height);
  return { image, toSource: frame?.toSource ?? null, quality, steps };
}

function stepsFor(page: PageImage, { evenness, contrast, sheet, skew, textHeight }: PageQuality): PreprocessStep[] {
  const rectified = sheet !== null && leans(sheet);
  const wanted: readonly (readonly [PreprocessStep, boolean])[] = [
    ['shadow', evenness < MIN_EVENNESS],
    ['contrast', contrast !== null && contrast < MIN_CONTRAST],
    ['rectify', rectified],
    ['deskew', Math.abs(skew) >= MIN_SKEW],
    ['upscale', textHeight !== null && textHeight < MIN_HEIGHT && Math.max(page.width, page.height) < MAX_SIDE / 1.2],
  ];
  return wanted.flatMap(([step, needed]) => (needed ? [step] : []));
}

interface Placement { readonly toSource: Homography; readonly width: number; readonly height: number }

/** Where the pixels of the prepared page come from; `null` where they stay where they are. All geometry is one drawing. */
function placement(page: PageImage, { sheet, skew, textHeight }: PageQuality, has: (step: PreprocessStep) => boolean): Placement | null {
  const straight = (has('rectify') && sheet ? rectified(sheet) : null) ?? (has('deskew') ? turned(page, -skew) : null);
  if (!has('upscale') || textHeight === null) return straight;
  const from = straight ?? { toSource: scaling(1), width: page.width, height: page.height };
  const scale = Math.min(MAX_SCALE, GOOD_HEIGHT / textHeight, MAX_SIDE / Math.max(from.width, from.height));
  const [width, height] = [Math.round(from.width * scale), Math.round(from.height * scale)];
  return { toSource: multiply(from.toSource, scaling(from.width / width, from.height / height)), width, height };
}

/** The same turned clockwise by quarters. */
function turnedBy(turn: QuarterTurn, frame: Placement | null, page: PageImage): Placement | null {
  if (turn === 0) return frame;
  const { toSource, width, height } = frame ?? { toSource: scaling(1), width: page.width, height: page.height };
  const size = turn === 180 ? { width, height } : { width: height, height: width };
  return { toSource: multiply(toSource, turnedBack(turn, size, { width, height })), ...size };
}

/** Turned by any angle, in a frame that holds the whole page. */
function turned(page: PageImage, degrees: number): Placement {
  const [cos, sin] = [Math.abs(Math.cos((degrees * Math.PI) / 180)), Math.abs(Math.sin((degrees * Math.PI) / 180))];
  const size = { width: Math.ceil(page.width * cos + page.height * sin), height: Math.ceil(page.width * sin + page.height * cos) };
  return { toSource: turnedBack(degrees, size, page), ...size };
}

/** A quad's sides against the frame: more than this lean or taper is worth drawing anew. */
const MIN_LEAN = 0.015;

function leans(sheet: Quad): boolean {
  const lean = ([x0, y0]: Quad[0], [x1, y1]: Quad[0]): number => Math.min(Math.abs(x1 - x0), Math.abs(y1 - y0)) / Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  return sheet.some((corner, i) => lean(corner, sheet[(i + 1) % 4]!) > MIN_LEAN);
}

/** So much beside each edge of the sheet is kept, as a part of its size: an edge may be found a little too far in. */
const MARGIN = 0.02;

/** The sheet made a rectangle with sides as long as its longer ones. `null` where that were too large. */
function rectified(sheet: Quad): Placement | null {
  const [topLeft, topRight, bottomRight, bottomLeft] = sheet;
  const sheetWidth = Math.max(distance(topLeft, topRight), distance(bottomLeft, bottomRight));
  const sheetHeight = Math.max(distance(topLeft, bottomLeft), distance(topRight, bottomRight));
  const [width, height] = [Math.round(sheetWidth * (1 + 2 * MARGIN)), Math.round(sheetHeight * (1 + 2 * MARGIN))];
  if (Math.max(width, height) > MAX_SIDE) return null;
  const toSheet = multiply([1, 0, -sheetWidth * MARGIN, 0, 1, -sheetHeight * MARGIN, 0, 0, 1], scaling((sheetWidth * (1 + 2 * MARGIN)) / width, (sheetHeight * (1 + 2 * MARGIN)) / height));
  return { toSource: multiply(rectangleToQuad(sheetWidth, sheetHeight, sheet), toSheet), width, height };
}
