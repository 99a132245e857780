import { haveRoom, upTo } from '../image/load-kernel';
import type { PageImage } from '../image/page-image';
import { pixelKernel, WARP_RUN } from '../image/pixel-kernel';
import type { Homography } from './homography';

const MAX_SIDE = 32_000;

/**
 * A page drawn anew: every pixel of the result is taken, bilinear, from where `toSource` says it stood. What lies beyond the
 * source takes its nearest pixel. 32 pixels of a row are drawn along a straight line of the source: a perspective bends by a few hundredths of a pixel over them.
 * @param page sides of at most `MAX_SIDE` pixels: places in it are 16 bits and their parts @throws RangeError for a larger one
 * @param toSource homography from the result's pixels to the source's
 */
export function warpPage(page: PageImage, toSource: Homography, width: number, height: number): PageImage {
  if (Math.max(page.width, page.height) > MAX_SIDE) throw new RangeError(`A page of ${page.width} × ${page.height} pixels cannot be drawn anew.`);
  const kernel = pixelKernel();
  // Behind the page there is a row more and two bytes, which are read but have no share.
  const to = upTo(page.grey.length + page.width + 2, WARP_RUN);
  haveRoom(kernel, to + upTo(width, WARP_RUN));
  const memory = new Uint8Array(kernel.memory.buffer);
  memory.set(page.grey);
  const row = memory.subarray(to, to + width);
  const out = new Uint8Array(width * height);
  const [a, b, c, d, e, f, g, h, i] = toSource;
  for (let y = 0; y < height; y++) {
    const v = y + 0.5;
    kernel.warp(0, page.width, page.width, page.height, a, b * v + c, d, e * v + f, g, h * v + i, to, to + width);
    out.set(row, y * width);
  }
  return { grey: out, width, height };
}
