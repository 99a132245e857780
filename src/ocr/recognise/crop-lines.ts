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

/** One quad as an upright strip; see `cropLines`. */
export function cropLine(page: PageImage, quad: Quad, height: number): LineCrop {
  const size = quadSize(quad);
  const width = Math.max(1, Math.round((size.width * height) / Math.max(size.height, 1)));
  const rgb = new Uint8Array(width * height * 3);
  // Source pixels per target pixel: above 1 several samples are averaged, or thin strokes would fall between them.
  const samples = Math.max(1, Math.min(6, Math.round(size.height / height)));
  const toPage = squareToQuad(quad);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      let r = 0, g = 0, b = 0;
      for (let sy = 0; sy < samples; sy++) {
        const v = (y + (sy + 0.5) / samples) / height;
        for (let sx = 0; sx < samples; sx++) {
          const u = (x + (sx + 0.5) / samples) / width;
          const w = toPage.g * u + toPage.h * v + 1;
          sample(page, (toPage.a * u + toPage.b * v + toPage.c) / w - 0.5, (toPage.d * u + toPage.e * v + toPage.f) / w - 0.5);
          r += pixel[0]!;
          g += pixel[1]!;
          b += pixel[2]!;
        }
      }
      const count = samples * samples;
      rgb[to] = r / count + 0.5;
      rgb[to + 1] = g / count + 0.5;
      rgb[to + 2] = b / count + 0.5;
    }
  }
  return { rgb, width, height };
}

/** Result of `sample`: one buffer for all calls, because an array per pixel would cost more than the arithmetic. */
const pixel = new Float64Array(3);

/** Bilinear sample; outside the page the nearest edge pixel counts. */
function sample({ rgb, width, height }: PageImage, x: number, y: number): void {
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const x0 = cx | 0, y0 = cy | 0;
  const fx = cx - x0, fy = cy - y0;
  const a = (y0 * width + x0) * 3;
  const b = x0 + 1 < width ? a + 3 : a;
  const down = y0 + 1 < height ? width * 3 : 0;
  const wa = (1 - fx) * (1 - fy), wb = fx * (1 - fy), wc = (1 - fx) * fy, wd = fx * fy;
  pixel[0] = rgb[a]! * wa + rgb[b]! * wb + rgb[a + down]! * wc + rgb[b + down]! * wd;
  pixel[1] = rgb[a + 1]! * wa + rgb[b + 1]! * wb + rgb[a + down + 1]! * wc + rgb[b + down + 1]! * wd;
  pixel[2] = rgb[a + 2]! * wa + rgb[b + 2]! * wb + rgb[a + down + 2]! * wc + rgb[b + down + 2]! * wd;
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
