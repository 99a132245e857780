import type { Point, Quad } from '../ocr.types';
import { mapQuad } from '../geometry/quad';
import type { PageImage } from '../image/page-image';
import { estimateSkew } from './estimate-skew';
import { findComponents, type InkBoxes } from './find-components';
import { findSheet, insideOf } from './find-sheet';
import { greySample, type GreySample } from './grey-sample';
import { type LightField, lightField } from './light-field';
import { measureGrain } from './measure-grain';

/** What a page's picture is like, measured in a few milliseconds on a sample of it. */
export interface PageQuality {
  /** Pixels over which the edge of a printed stroke rises: under 2 is sharp. `null` without strokes. */
  readonly edgeWidth: number | null;
  /** How much darker ink is than the paper around it, as a part of that paper, 0..1; the median over the written parts. `null` without any. */
  readonly contrast: number | null;
  /** Darkest over brightest paper, 0..1; 1 is even light. */
  readonly evenness: number;
  /** Standard deviation of the grain, in levels of 0..255. */
  readonly noise: number;
  /** Median height of characters in page pixels; `null` without characters. */
  readonly textHeight: number | null;
  /** Degrees clockwise from the nearest quarter turn; 0 when nothing lines up. */
  readonly skew: number;
  /** Everything printed, once the page is straightened about its centre: page pixels from there. `null` for an empty page. */
  readonly print: PrintArea | null;
  /** Bright writing on a dark page. */
  readonly inverted: boolean;
  /** Corners of a sheet on a darker background, in page pixels. */
  readonly sheet: Quad | null;
}

export interface PrintArea { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Pixels of the longer side of what is measured, at most. */
export const SAMPLE_SIDE = 1000;
/** Squares whose ink is nearer than this to their paper are blank; on a grainy page what grain alone makes of a square counts as blank too. */
const MIN_INK = 24;
const GRAIN_RANGE = 5;
/** Plausible characters, in sample pixels. */
const [MIN_CHARACTER, MAX_CHARACTER] = [3, 60];

/** Share of what looks like characters that may lie beside a sheet: the grain of a table. */
const MAX_OUTSIDE = 0.04;

/** Measures a page. Costs a pass over one channel and a few over a sample of at most 1000 pixels a side. */
export function measureQuality(page: PageImage): PageQuality {
  let sample = greySample(page, SAMPLE_SIDE);
  let light = lightField(sample);
  const inverted = isInverted(light);
  if (inverted) {
    sample = { ...sample, grey: sample.grey.map((value) => 255 - value) };
    light = lightField(sample);
  }
  const grain = measureGrain(page);
  const minInk = leastInk(grain.noise);
  const { textHeight, skew, feet, print } = measureText(sample, light, minInk);
  const sheet = holdsThePrint(findSheet(sample, light), feet);
  return {
    ...grain, contrast: contrastOf(light, minInk), evenness: evennessOf(light, minInk, sheet, sample), inverted, skew, print,
    textHeight: textHeight === null ? null : textHeight * sample.factor,
    sheet: sheet && mapQuad(sheet, ([x, y]): Point => [x * sample.factor, y * sample.factor]),
  };
}

/** How far apart ink and paper of a square must be for it to count as written. */
export function leastInk(noise: number): number {
  return Math.max(MIN_INK, GRAIN_RANGE * noise);
}

/** Whether squares with writing are dark for the most part and their writing brighter. */
function isInverted({ ink, middle, glare }: LightField): boolean {
  let [dark, written] = [0, 0];
  for (let tile = 0; tile < ink.length; tile++) {
    if (glare[tile]! - ink[tile]! < 2 * MIN_INK) continue;
    written++;
    if (middle[tile]! < 128 && glare[tile]! - middle[tile]! > 2 * (middle[tile]! - ink[tile]!)) dark++;
  }
  return dark > written / 2;
}

function contrastOf({ ink, paper }: LightField, minInk: number): number | null {
  const written = [...paper.keys()].filter((tile) => paper[tile]! - ink[tile]! >= minInk);
  const steps = written.map((tile) => 1 - ink[tile]! / paper[tile]!).sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? null;
}

/** Paper levels of the darkest and the brightest written squares of the sheet but for an eighth at the dark end, where boxes of colour are. */
function evennessOf({ ink, paper, columns, rows }: LightField, minInk: number, sheet: Quad | null, { width, height }: GreySample): number {
  const depth = sheet && insideOf(sheet);
  const onSheet = (tile: number): boolean => depth === null || depth((((tile % columns) + 0.5) * width) / columns, ((Math.floor(tile / columns) + 0.5) * height) / rows) >= 0;
  const levels = [...paper].filter((level, tile) => level - ink[tile]! >= minInk && onSheet(tile)).sort((a, b) => a - b);
  const at = (part: number): number => levels[Math.floor((levels.length - 1) * part)] ?? 255;
  return at(0.125) / Math.max(1, at(0.95));
}

/** A bright box on a page is no sheet: beside a sheet there is hardly any print. */
function holdsThePrint(sheet: Quad | null, feet: readonly Point[]): Quad | null {
  if (!sheet) return null;
  const depth = insideOf(sheet);
  return feet.filter(([x, y]) => depth(x, y) < 0).length <= feet.length * MAX_OUTSIDE ? sheet : null;
}

function measureText(sample: GreySample, light: LightField, minInk: number): { readonly textHeight: number | null; readonly skew: number; readonly feet: readonly Point[]; readonly print: PrintArea | null } {
  const boxes = findComponents(inkOf(sample, light, minInk), sample.width, sample.height);
  const { left, top, right, bottom, count } = boxes;
  const [feet, sides, heights, widths]: [Point[], Point[], number[], number[]] = [[], [], [], []];
  for (let i = 0; i < count; i++) {
    const [width, height] = [right[i]! - left[i]! + 1, bottom[i]! - top[i]! + 1];
    const [longer, shorter] = width > height ? [width, height] : [height, width];
    if (longer < MIN_CHARACTER || longer > MAX_CHARACTER || longer > 6 * shorter) continue;
    feet.push([(left[i]! + right[i]!) / 2, bottom[i]!]);
    sides.push([left[i]!, (top[i]! + bottom[i]!) / 2]);
    heights.push(height);
    widths.push(width);
  }
  const skew = estimateSkew(feet, sides);
  const across = (skew?.along === 'y' ? widths : heights).filter((size) => size > MIN_CHARACTER).sort((a, b) => a - b);
  return { textHeight: across[across.length >> 1] ?? null, skew: skew?.degrees ?? 0, feet, print: printArea(boxes, skew?.degrees ?? 0, sample) };
}

/** Around all boxes but specks, turned back by the skew about the sample's middle. */
function printArea({ count, left, top, right, bottom }: InkBoxes, skew: number, { width, height, factor }: GreySample): PrintArea | null {
  const [cos, sin] = [Math.cos((skew * Math.PI) / 180), Math.sin((skew * Math.PI) / 180)];
  const area = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let i = 0; i < count; i++) {
    if (Math.max(right[i]! - left[i]!, bottom[i]! - top[i]!) < MIN_CHARACTER) continue;
    for (const x of [left[i]! - width / 2, right[i]! + 1 - width / 2]) {
      for (const y of [top[i]! - height / 2, bottom[i]! + 1 - height / 2]) {
        const [u, v] = [(x * cos + y * sin) * factor, (y * cos - x * sin) * factor];
        area.left = Math.min(area.left, u);
        area.right = Math.max(area.right, u);
        area.top = Math.min(area.top, v);
        area.bottom = Math.max(area.bottom, v);
      }
    }
  }
  return area.left < area.right ? area : null;
}

/** 1 where a sample pixel is nearer to the ink than to the paper of its square, 0 elsewhere and in blank squares. */
function inkOf({ grey, width, height }: GreySample, { columns, rows, ink, paper }: LightField, minInk: number): Uint8Array {
  const out = new Uint8Array(grey.length);
  for (let r = 0, tile = 0; r < rows; r++) {
    const [top, bottom] = [Math.floor((r * height) / rows), Math.floor(((r + 1) * height) / rows)];
    for (let c = 0; c < columns; c++, tile++) {
      if (paper[tile]! - ink[tile]! < minInk) continue;
      const limit = (paper[tile]! + ink[tile]!) >> 1;
      const [left, right] = [Math.floor((c * width) / columns), Math.floor(((c + 1) * width) / columns)];
      for (let y = top; y < bottom; y++) for (let at = y * width + left, end = y * width + right; at < end; at++) if (grey[at]! < limit) out[at] = 1;
    }
  }
  return out;
}
