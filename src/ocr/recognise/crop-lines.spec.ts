import type { PageImage } from '../image/page-image';
import type { Quad } from '../ocr.types';
import { cropLine, squareToQuad } from './crop-lines';

/** Page whose red channel holds x and whose green channel holds y. */
function coordinates(width: number, height: number): PageImage {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rgb.set([x, y, 0], (y * width + x) * 3);
  return { rgb, width, height };
}

const pixel = ({ rgb, width }: PageImage, x: number, y: number): number[] => [...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 2)];

describe('cropLine', () => {
  it('copies an upright quad of its own height pixel by pixel', () => {
    const crop = cropLine(coordinates(40, 30), [[10, 5], [30, 5], [30, 15], [10, 15]], 10);
    expect([crop.width, crop.height]).toEqual([20, 10]);
    expect(pixel(crop, 0, 0)).toEqual([10, 5]);
    expect(pixel(crop, 19, 9)).toEqual([29, 14]);
  });

  it('turns a quad that reads downwards', () => {
    const crop = cropLine(coordinates(40, 40), [[20, 10], [20, 30], [10, 30], [10, 10]], 10);
    expect(crop.width).toBe(20);
    expect(pixel(crop, 0, 0)).toEqual([19, 10]);
    expect(pixel(crop, 19, 9)).toEqual([10, 29]);
  });

  it('keeps the proportions of a long line', () => {
    expect(cropLine(coordinates(250, 20), [[0, 0], [250, 0], [250, 5], [0, 5]], 48).width).toBe(2400);
  });

  it('averages when it shrinks, so that no stroke falls between samples', () => {
    const rgb = new Uint8Array(4 * 4 * 3);
    for (let y = 0; y < 4; y++) for (let x = 0; x < 4; x += 2) rgb.fill(200, (y * 4 + x) * 3, (y * 4 + x) * 3 + 3);
    expect(pixel(cropLine({ rgb, width: 4, height: 4 }, [[0, 0], [4, 0], [4, 4], [0, 4]], 2), 0, 0)).toEqual([100, 100]);
  });
});

describe('squareToQuad', () => {
  it('sends the corners of the square to the corners of a quad in perspective', () => {
    const quad: Quad = [[0, 0], [10, 1], [8, 9], [1, 7]];
    const { a, b, c, d, e, f, g, h } = squareToQuad(quad);
    const at = (u: number, v: number): number[] => [(a * u + b * v + c) / (g * u + h * v + 1), (d * u + e * v + f) / (g * u + h * v + 1)];
    [at(0, 0), at(1, 0), at(1, 1), at(0, 1)].forEach(([x, y], corner) => {
      expect(x).toBeCloseTo(quad[corner]![0]);
      expect(y).toBeCloseTo(quad[corner]![1]);
    });
  });
});
