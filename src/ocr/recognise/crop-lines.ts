import type { Quad } from '../ocr.types';
import type { PageImage } from '../image/page-image';
import { quadSize } from '../geometry/quad';

/** A line cut out upright: height × width × 3 bytes. */
export type LineCrop = PageImage;

/**
 * Cuts each quad out of the page as an upright strip of the given height; the width follows the quad's own proportions,
 * so long lines are never squeezed.
 */
export function cropLines(page: PageImage, quads: readonly Quad[], height: number): LineCrop[] {
  return quads.map((quad) => cropLine(page, quad, height));
}

/** Most samples along each side of a target pixel. */
const MAX_SAMPLES = 6;

/** One quad as an upright strip; see `cropLines`. */
export function cropLine(page: PageImage, quad: Quad, height: number): LineCrop {
  const size = quadSize(quad);
  const width = Math.max(1, Math.round((size.width * height) / Math.max(size.height, 1)));
  // Source pixels per target pixel: above 1 several samples are averaged, or thin strokes would fall between them.
  const samples = Math.max(1, Math.min(MAX_SAMPLES, Math.round(size.height / height)));
  const fine = warp(page, quad, width * samples, height * samples);
  return { rgb: samples === 1 ? fine : average(fine, width, height, samples), width, height };
}

/** Every target pixel as a bilinear sample of the page; beyond its edge the nearest pixel counts. */
function warp({ rgb, width: pageWidth, height: pageHeight }: PageImage, quad: Quad, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const { a, b, c, d, e, f, g, h } = squareToQuad(quad);
  const [maxX, maxY, row] = [pageWidth - 1, pageHeight - 1, pageWidth * 3];
  for (let y = 0, to = 0; y < height; y++) {
    const v = (y + 0.5) / height;
    for (let x = 0; x < width; x++, to += 3) {
      const u = (x + 0.5) / width;
      const w = g * u + h * v + 1;
      let sx = (a * u + b * v + c) / w - 0.5;
      let sy = (d * u + e * v + f) / w - 0.5;
      sx = sx < 0 ? 0 : sx > maxX ? maxX : sx;
      sy = sy < 0 ? 0 : sy > maxY ? maxY : sy;
      const x0 = sx | 0, y0 = sy | 0;
      const fx = sx - x0, fy = sy - y0;
      const p = y0 * row + x0 * 3;
      const q = x0 < maxX ? p + 3 : p;
      const down = y0 < maxY ? row : 0;
      const wd = fx * fy, wc = fy - wd, wb = fx - wd, wa = 1 - fx - wc;
      out[to] = rgb[p]! * wa + rgb[q]! * wb + rgb[p + down]! * wc + rgb[q + down]! * wd + 0.5;
      out[to + 1] = rgb[p + 1]! * wa + rgb[q + 1]! * wb + rgb[p + down + 1]! * wc + rgb[q + down + 1]! * wd + 0.5;
      out[to + 2] = rgb[p + 2]! * wa + rgb[q + 2]! * wb + rgb[p + down + 2]! * wc + rgb[q + down + 2]! * wd + 0.5;
    }
  }
  return out;
}

/** Mean of each square of `samples` × `samples` pixels. */
function average(fine: Uint8Array, width: number, height: number, samples: number): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const share = 1 / (samples * samples);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width * 3; x++, to++) {
      const column = ((x / 3) | 0) * samples * 3 + (x % 3);
      let sum = 0;
      for (let sy = 0; sy < samples; sy++) {
        for (let sx = 0, at = (y * samples + sy) * width * samples * 3 + column; sx < samples; sx++, at += 3) sum += fine[at]!;
      }
      out[to] = sum * share + 0.5;
    }
  }
  return out;
}

interface Projection { readonly a: number; readonly b: number; readonly c: number; readonly d: number; readonly e: number; readonly f: number; readonly g: number; readonly h: number }

/** Projective map from the unit square to a quad (Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989, section 2.2.3). */
export function squareToQuad([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): Projection {
  const dx1 = x1 - x2, dx2 = x3 - x2, sx = x0 - x1 + x2 - x3;
  const dy1 = y1 - y2, dy2 = y3 - y2, sy = y0 - y1 + y2 - y3;
  const det = dx1 * dy2 - dx2 * dy1;
  const g = det === 0 ? 0 : (sx * dy2 - dx2 * sy) / det;
  const h = det === 0 ? 0 : (dx1 * sy - sx * dy1) / det;
  return { a: x1 - x0 + g * x1, b: x3 - x0 + h * x3, c: x0, d: y1 - y0 + g * y1, e: y3 - y0 + h * y3, f: y0, g, h };
}
