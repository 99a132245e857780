import type { PageImage } from '../image/page-image';
import type { Point } from '../ocr.types';
import { mapPoint, type Homography } from './homography';

/** Pages for tests: rows of words made of upright boxes, and one grey mark. */
export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  /** From the picture's pixels to those of the upright page that is drawn. */
  readonly toUpright: Homography;
  readonly upright: { readonly width: number; readonly height: number };
  readonly paper?: number;
  readonly ink?: number;
  readonly table?: number;
  /** Share of the full size of letters: 12 by 18 pixels. */
  readonly size?: number;
}

/** Where the mark stands on the upright page, and half its side. */
export const MARK: Point = [300, 200];
/** Its level, between ink and paper. */
const MARK_LEVEL = 128;
const HALF = 8;

export function drawPage({ width, height, toUpright, upright, paper = 255, ink = 0, table = paper, size = 1 }: DrawnPage): PageImage {
  const grey = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      const [u, v] = mapPoint(toUpright, [x + 0.5, y + 0.5]);
      const outside = u < 0 || v < 0 || u >= upright.width || v >= upright.height;
      const level = outside ? table : isLetter(u / size, v / size) ? ink : paper;
      const marked = Math.abs(u - MARK[0]) <= HALF && Math.abs(v - MARK[1]) <= HALF;
      grey[to] = marked ? MARK_LEVEL : level;
    }
  }
  return { grey, width, height };
}

/** Rows every 36 pixels; words of two to six letters, letters every 16. */
function isLetter(u: number, v: number): boolean {
  if (u < 60 || v < 60) return false;
  const [row, letter] = [Math.floor((v - 60) / 36), Math.floor((u - 60) / 16)];
  return (v - 60) % 36 < 18 && (u - 60) % 16 < 12 && (letter * 7 + row * 3) % 11 > 2;
}

/** Middle of the mark's pixels: of its level, and so are those two away on all sides, as no edge is that was drawn anew. */
export function findMark({ grey, width }: PageImage): Point {
  const isMark = (at: number): boolean => Math.abs(grey[at]! - MARK_LEVEL) <= 4;
  let [sumX, sumY, count] = [0, 0, 0];
  for (let at = 0; at < grey.length; at++) {
    if (![0, -2, 2, -2 * width, 2 * width].every((by) => isMark(at + by))) continue;
    sumX += (at % width) + 0.5;
    sumY += Math.floor(at / width) + 0.5;
    count++;
  }
  return [sumX / count, sumY / count];
}
