import type { PageImage, QuarterTurn } from '../image/page-image';
import type { OcrProfile, PreprocessStep, Quad } from '../ocr.types';
import { mapPoint, multiply, rectangleToQuad, scaling, turnedBack, type Homography } from './homography';
import { greySample } from './grey-sample';
import { lightField } from './light-field';
import { leastInk, measureQuality, type PageQuality, SAMPLE_SIDE } from './measure-quality';
import { reduceGrain } from './reduce-grain';
import { globalLevels, invertPage, localLevels, stretchLight } from './stretch-light';
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
const MIN_SKEW = 0.5;
const MIN_EVENNESS = 0.7;
const MIN_CONTRAST = 0.22;
const MAX_NOISE = 6;
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
  if (has('invert')) image = invertPage(image);
  if (has('denoise')) image = reduceGrain(image);
  if (has('shadow') || has('contrast')) {
    const [light, minInk] = [lightField(greySample(image, SAMPLE_SIDE)), leastInk(quality.noise)];
    image = stretchLight(image, has('shadow') ? localLevels(light, minInk) : globalLevels(light, minInk));
  }
  const frame = turnedBy(turn, placement(page, quality, has), page);
  if (frame) image = warpPage(image, frame.toSource, frame.width, frame.height);
  return { image, toSource: frame?.toSource ?? null, quality, steps };
}

function stepsFor(page: PageImage, { inverted, noise, evenness, contrast, sheet, skew, textHeight }: PageQuality): PreprocessStep[] {
  const rectified = sheet !== null && leans(sheet);
  const wanted: readonly (readonly [PreprocessStep, boolean])[] = [
    ['invert', inverted],
    ['denoise', noise > MAX_NOISE],
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
  const straight = (has('rectify') && sheet ? rectified(page, sheet) : null) ?? (has('deskew') ? turned(page, -skew) : null);
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
const MIN_LEAN = 0.008;

function leans(sheet: Quad): boolean {
  const lean = ([x0, y0]: Quad[0], [x1, y1]: Quad[0]): number => Math.min(Math.abs(x1 - x0), Math.abs(y1 - y0)) / Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  return sheet.some((corner, i) => lean(corner, sheet[(i + 1) % 4]!) > MIN_LEAN);
}

/** What lies beside the sheet is kept up to this part of its size: nothing on the page may be lost to a sheet that is none. */
const MARGIN = 0.25;

/** The sheet made a rectangle with sides as long as its longer ones. `null` where the picture is seen too flatly for that. */
function rectified(page: PageImage, sheet: Quad): Placement | null {
  const [topLeft, topRight, bottomRight, bottomLeft] = sheet;
  const length = (a: Quad[0], b: Quad[0]): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const width = Math.max(length(topLeft, topRight), length(bottomLeft, bottomRight));
  const height = Math.max(length(topLeft, bottomLeft), length(topRight, bottomRight));
  const toSource = rectangleToQuad(width, height, sheet);
  const outside = ([x, y]: Quad[0]): boolean => x < 0 || y < 0 || x > page.width || y > page.height;
  // The margin on each side ends where the picture ends.
  const reach = (at: (part: number) => Quad[0]): number => {
    let part = 0;
    while (part < MARGIN && !outside(mapPoint(toSource, at(part)))) part += 0.01;
    return part;
  };
  const left = Math.max(reach((part) => [-part * width, 0]), reach((part) => [-part * width, height])) * width;
  const right = Math.max(reach((part) => [width + part * width, 0]), reach((part) => [width + part * width, height])) * width;
  const above = Math.max(reach((part) => [0, -part * height]), reach((part) => [width, -part * height])) * height;
  const below = Math.max(reach((part) => [0, height + part * height]), reach((part) => [width, height + part * height])) * height;
  const [fullWidth, fullHeight] = [Math.round(width + left + right), Math.round(height + above + below)];
  if (!(Math.max(fullWidth, fullHeight) <= MAX_SIDE)) return null;
  return { toSource: multiply(toSource, [1, 0, -left, 0, 1, -above, 0, 0, 1]), width: fullWidth, height: fullHeight };
}
