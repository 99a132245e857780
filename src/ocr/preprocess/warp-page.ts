import type { PageImage } from '../image/page-image';
import type { Homography } from './homography';

/** So many pixels of a row are drawn along a straight line of the source: a perspective bends by a few hundredths of a pixel over them. */
const SEGMENT = 32;
/** Places in the source are whole numbers of these parts of a pixel. Sides are below 2^15 pixels. */
const [PLACE_BITS, ONE] = [16, 1 << 16];
/** Shares of neighbours in an interpolated pixel, in parts of 256. */
const [SHARE_BITS, WHOLE, HALF] = [8, 256, 1 << 15];

/**
 * A page drawn anew: every pixel of the result is taken, bilinear, from where `toSource` says it stood. What lies beyond the
 * source takes its nearest pixel.
 * @param toSource homography from the result's pixels to the source's
 */
export function warpPage(page: PageImage, toSource: Homography, width: number, height: number): PageImage {
  const out = new Uint8Array(width * height);
  const [a, b, c, d, e, f, g, h, i] = toSource;
  for (let y = 0; y < height; y++) {
    const [across, down, depth] = [b * (y + 0.5) + c, e * (y + 0.5) + f, h * (y + 0.5) + i];
    // Of the pixel whose middle is `x` + 0.5; places are those of the middles of source pixels.
    const sourceX = (x: number): number => (a * (x + 0.5) + across) / (g * (x + 0.5) + depth) - 0.5;
    const sourceY = (x: number): number => (d * (x + 0.5) + down) / (g * (x + 0.5) + depth) - 0.5;
    let [fromX, fromY] = [sourceX(0), sourceY(0)];
    for (let x = 0; x < width; x += SEGMENT) {
      const toX = sourceX(x + SEGMENT), toY = sourceY(x + SEGMENT);
      drawSegment(page, fromX, fromY, (toX - fromX) / SEGMENT, (toY - fromY) / SEGMENT, out, y * width + x, Math.min(SEGMENT, width - x));
      fromX = toX;
      fromY = toY;
    }
  }
  return { grey: out, width, height };
}

/** Draws `length` pixels from `out[at]` on; the first stands at (`fromX`, `fromY`) in the page, each next one a step further. */
function drawSegment(page: PageImage, fromX: number, fromY: number, stepX: number, stepY: number, out: Uint8Array, at: number, length: number): void {
  const { grey, width, height } = page;
  const lastX = fromX + stepX * (length - 1), lastY = fromY + stepY * (length - 1);
  const inside = Math.min(fromX, lastX) >= 0 && Math.max(fromX, lastX) < width - 1.01 && Math.min(fromY, lastY) >= 0 && Math.max(fromY, lastY) < height - 1.01;
  if (!inside) {
    for (let k = 0; k < length; k++) out[at + k] = atEdge(page, fromX + k * stepX, fromY + k * stepY);
    return;
  }
  let x = (fromX * ONE) | 0, y = (fromY * ONE) | 0;
  const dx = (stepX * ONE) | 0, dy = (stepY * ONE) | 0;
  for (let k = at; k < at + length; k++, x += dx, y += dy) {
    const p = (y >> PLACE_BITS) * width + (x >> PLACE_BITS);
    const right = (x >> SHARE_BITS) & (WHOLE - 1), below = (y >> SHARE_BITS) & (WHOLE - 1);
    const upper = grey[p]! * (WHOLE - right) + grey[p + 1]! * right;
    const lower = grey[p + width]! * (WHOLE - right) + grey[p + width + 1]! * right;
    out[k] = (upper * (WHOLE - below) + lower * below + HALF) >> PLACE_BITS;
  }
}

/** One pixel near the edge of the source or beyond it. */
function atEdge({ grey, width, height }: PageImage, sourceX: number, sourceY: number): number {
  const [maxX, maxY] = [width - 1, height - 1];
  const [x, y] = [Math.min(maxX, Math.max(0, sourceX)), Math.min(maxY, Math.max(0, sourceY))];
  const [x0, y0] = [x | 0, y | 0];
  const [right, below] = [x - x0, y - y0];
  const p = y0 * width + x0, beside = x0 < maxX ? 1 : 0, under = y0 < maxY ? width : 0;
  const upper = grey[p]! * (1 - right) + grey[p + beside]! * right;
  const lower = grey[p + under]! * (1 - right) + grey[p + under + beside]! * right;
  return upper * (1 - below) + lower * below + 0.5;
}
