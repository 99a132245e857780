import { distance } from '../geometry/quad';
import type { PageImage, QuarterTurn } from '../image/page-image';
import type { OcrProfile, Point, PreprocessStep, Quad } from '../ocr.types';
import { multiply, rectangleToQuad, scaling, turnedBack, type Homography } from './homography';
import { flattenLight } from './flatten-light';
import { greySample } from './grey-sample';
import { lightField } from './light-field';
import { leastInk, measureQuality, type PageQuality, type PrintArea, SAMPLE_SIDE } from './measure-quality';
import { stretchContrast } from './stretch-contrast';
import { warpPage } from './warp-page';

/** A page as it goes to an engine. */
export interface PreparedPage {
  readonly image: PageImage;
  /** From the image's pixels back to those of the page as it came; `null` where they are the same. */
  readonly toSource: Homography | null;
  /** Pixels of the longer side that the detector should see at least; `null` where the profile's will do. */
  readonly detectionSide: number | null;
  readonly quality: PageQuality;
  readonly steps: readonly PreprocessStep[];
}

/** Below these a fault costs no reading (docs/preprocessing.md). */
const MIN_SKEW = 3;
const MIN_EVENNESS = 0.7;
const MIN_CONTRAST = 0.22;
/** Characters smaller than this are enlarged to `GOOD_HEIGHT`, at most `MAX_SCALE` times. */
const [MIN_HEIGHT, GOOD_HEIGHT, MAX_SCALE] = [7, 16, 3];
const MAX_SIDE = 4800;
/** Characters of a picture that is not sharp and even are found from this height on, as the detector sees them. */
const FOUND_HEIGHT = 9.5;
const [LEAST_SIDE, MOST_SIDE] = [1200, 1536];
const SHARP_EDGE = 1.9;
/** Edges wider than this: there is nothing more to be seen from nearer. */
const BLURRED_EDGE = 2.7;
const EVEN_LIGHT = 0.85;

/**
 * Measures a page and does to it what its faults ask for and the profile allows. A page without faults is handed on as it is.
 * @param turn how far clockwise the page is turned besides, because it is known to lie on its side
 */
export function preparePage(page: PageImage, preprocess: OcrProfile['preprocess'], turn: QuarterTurn): PreparedPage {
  const quality = measureQuality(page);
  const steps = stepsFor(page, quality).filter((step) => preprocess.includes(step));
  const has = (step: PreprocessStep): boolean => steps.includes(step);
  let image = page;
  if (has('shadow')) image = flattenLight(image, greySample(image, SAMPLE_SIDE));
  if (has('contrast')) image = stretchContrast(image, lightField(greySample(image, SAMPLE_SIDE)), leastInk(quality.noise));
  const frame = turnedBy(turn, placement(page, quality, has), page);
  if (frame) image = warpPage(image, frame.toSource, frame.width, frame.height);
  return { image, toSource: frame?.toSource ?? null, detectionSide: has('resolution') ? sideFor(page, quality) : null, quality, steps };
}

function stepsFor(page: PageImage, quality: PageQuality): PreprocessStep[] {
  const { evenness, contrast, sheet, skew, textHeight } = quality;
  const rectified = sheet !== null && isSlanted(sheet);
  const wanted: readonly (readonly [PreprocessStep, boolean])[] = [
    ['shadow', evenness < MIN_EVENNESS],
    ['contrast', contrast !== null && contrast < MIN_CONTRAST],
    ['rectify', rectified],
    ['deskew', !rectified && Math.abs(skew) >= MIN_SKEW],
    ['upscale', textHeight !== null && textHeight < MIN_HEIGHT && Math.max(page.width, page.height) < MAX_SIDE / 1.2],
    ['resolution', !isClear(quality) && (quality.edgeWidth ?? 0) < BLURRED_EDGE && sideFor(page, quality) >= LEAST_SIDE],
  ];
  return wanted.flatMap(([step, needed]) => (needed ? [step] : []));
}

/** Whether a picture looks as if it came from a program or a good scanner. */
function isClear({ sheet, edgeWidth, evenness }: PageQuality): boolean {
  return sheet === null && evenness >= EVEN_LIGHT && (edgeWidth ?? 0) < SHARP_EDGE;
}

/** The side at which the detector sees the page's characters large enough. */
function sideFor({ width, height }: PageImage, { textHeight }: PageQuality): number {
  return textHeight === null ? 0 : Math.min(MOST_SIDE, Math.round((Math.max(width, height) * FOUND_HEIGHT) / textHeight));
}

interface Placement { readonly toSource: Homography; readonly width: number; readonly height: number }

/** Where the pixels of the prepared page come from; `null` where they stay where they are. All geometry is one drawing. */
function placement(page: PageImage, { sheet, skew, print, textHeight }: PageQuality, has: (step: PreprocessStep) => boolean): Placement | null {
  const straight = (has('rectify') && sheet ? rectified(sheet) : null) ?? (has('deskew') && print ? straightened(page, skew, print) : null);
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

/** So much paper is kept around the print of a straightened page, as a part of the page's longer side. */
const BORDER = 0.03;

/** Straightened, and cut to what is printed: the corners that turning adds would only make the print smaller. */
function straightened(page: PageImage, skew: number, print: PrintArea): Placement {
  const border = BORDER * Math.max(page.width, page.height);
  const [width, height] = [Math.ceil(print.right - print.left + 2 * border), Math.ceil(print.bottom - print.top + 2 * border)];
  const centre = [(print.left + print.right) / 2, (print.top + print.bottom) / 2] as const;
  const toSource = multiply(turnedBack(-skew, page, page), [1, 0, centre[0] + page.width / 2 - width / 2, 0, 1, centre[1] + page.height / 2 - height / 2, 0, 0, 1]);
  return { toSource, width, height };
}

/** Degrees by which opposite edges of a sheet run apart before it is drawn anew: a slight slant is read as it is. */
const MIN_SLANT = 5;

function isSlanted([topLeft, topRight, bottomRight, bottomLeft]: Quad): boolean {
  const direction = ([x0, y0]: Point, [x1, y1]: Point): number => (Math.atan2(y1 - y0, x1 - x0) * 180) / Math.PI;
  return Math.max(Math.abs(direction(topLeft, bottomLeft) - direction(topRight, bottomRight)), Math.abs(direction(topLeft, topRight) - direction(bottomLeft, bottomRight))) >= MIN_SLANT;
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
