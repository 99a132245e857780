import type { PageImage } from '../image/page-image';
import { drawAligned } from '../geometry/resample';
import { mapQuad, turnBack } from '../geometry/quad';
import type { Quad } from '../ocr.types';
import type { PixelScaling, TensorToFill } from '../session/inference.port';

/** A page seen as it stands or turned a quarter clockwise, which is all that finding lines needs. */
export type DetectionTurn = 0 | 90;

export interface Size { readonly width: number; readonly height: number }

/** Both sides of what the detector sees are multiples of this. */
export const STRIDE = 32;

/** Size of the detector's input: the longer side at most `longestSide`, both sides multiples of the network's stride. */
export function detectionSize(width: number, height: number, longestSide: number): Size {
  const ratio = Math.min(1, longestSide / Math.max(width, height));
  const fit = (side: number): number => Math.max(STRIDE, Math.round((side * ratio) / STRIDE) * STRIDE);
  return { width: fit(width), height: fit(height) };
}

/** Size of a page after the turn. */
export function turnedSize({ width, height }: Size, turn: DetectionTurn): Size {
  return turn === 0 ? { width, height } : { width: height, height: width };
}

/**
 * Rows `from` to `to` of what the detector sees of a page.
 * @param size of the detector's input for the whole page as turned
 * @returns 1 × channels × rows × width, each value the mean of the area it covers, normalised
 */
export function stripTensor(page: PageImage, turn: DetectionTurn, size: Size, from: number, to: number, scaling: PixelScaling): TensorToFill {
  const { width, height } = turnedSize(page, turn);
  const [top, bottom] = [(from * height) / size.height, (to * height) / size.height];
  const strip: Quad = mapQuad([[0, top], [width, top], [width, bottom], [0, bottom]], (point) => turnBack(point, turn, page.width, page.height));
  const rows = to - from;
  const channels = scaling.mean.length;
  return {
    dims: [1, channels, rows, size.width],
    fill: (data) => drawAligned(page, strip, size.width, 1, scaling, { data, offset: 0, planeLength: rows * size.width, rowLength: size.width, columns: size.width, rows }),
  };
}
