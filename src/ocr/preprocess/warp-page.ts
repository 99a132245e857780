import type { PageImage } from '../image/page-image';
import type { Homography } from './homography';

/**
 * A page drawn anew: every pixel of the result is taken, bilinear, from where `toSource` says it stood. What lies beyond the
 * source takes its nearest pixel.
 * @param toSource homography from the result's pixels to the source's
 */
export function warpPage({ grey, width: sourceWidth, height: sourceHeight }: PageImage, toSource: Homography, width: number, height: number): PageImage {
  const out = new Uint8Array(new SharedArrayBuffer(width * height));
  const [a, b, c, d, e, f, g, h, i] = toSource;
  const [maxX, maxY, row] = [sourceWidth - 1, sourceHeight - 1, sourceWidth];
  for (let y = 0, to = 0; y < height; y++) {
    const v = y + 0.5;
    for (let x = 0; x < width; x++, to++) {
      const u = x + 0.5;
      const w = g * u + h * v + i;
      let sx = (a * u + b * v + c) / w - 0.5;
      let sy = (d * u + e * v + f) / w - 0.5;
      sx = sx < 0 ? 0 : sx > maxX ? maxX : sx;
      sy = sy < 0 ? 0 : sy > maxY ? maxY : sy;
      const x0 = sx | 0, y0 = sy | 0;
      const fx = sx - x0, fy = sy - y0;
      const p = y0 * row + x0;
      const q = x0 < maxX ? p + 1 : p;
      const down = y0 < maxY ? row : 0;
      const wd = fx * fy, wc = fy - wd, wb = fx - wd, wa = 1 - fx - wc;
      out[to] = grey[p]! * wa + grey[q]! * wb + grey[p + down]! * wc + grey[q + down]! * wd + 0.5;
    }
  }
  return { grey: out, width, height };
}
