import type { PageImage } from '../image/page-image';

/** Grain blurred away: weights 1 2 1 along rows and columns, 1 at the frame's edge as if it went on. */
export function reduceGrain({ rgb, width, height }: PageImage): PageImage {
  const out = new Uint8Array(new SharedArrayBuffer(rgb.length));
  const row = width * 3;
  const sums = new Uint16Array(row);
  for (let y = 0; y < height; y++) {
    const [up, at, down] = [Math.max(0, y - 1) * row, y * row, Math.min(height - 1, y + 1) * row];
    for (let i = 0; i < row; i++) sums[i] = rgb[up + i]! + 2 * rgb[at + i]! + rgb[down + i]!;
    for (let i = 0; i < row; i++) {
      const [left, right] = [i < 3 ? i : i - 3, i >= row - 3 ? i : i + 3];
      out[at + i] = (sums[left]! + 2 * sums[i]! + sums[right]! + 8) >> 4;
    }
  }
  return { rgb: out, width, height };
}
