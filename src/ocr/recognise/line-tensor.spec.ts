import { filled } from '../../../test/support/tensors';
import type { PageImage } from '../image/page-image';
import type { Quad } from '../ocr.types';
import { lineColumns, lineTensor } from './line-tensor';

const PLAIN = { mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] } as const;

/** Two pages whose pixels hold their x, and their y. */
function coordinates(width: number, height: number): PageImage[] {
  return [(at: number) => at % width, (at: number) => Math.floor(at / width)].map((value) => ({ grey: Uint8Array.from({ length: width * height }, (_, at) => value(at)), width, height }));
}

/** What one pixel of a line cut out 10 pixels high is on each page. */
function pixelOf(pages: readonly PageImage[], quad: Quad, width: number): (x: number, y: number) => number[] {
  const { data } = filled(lineTensor(pages.map((page) => ({ page, quad })), width, 10, PLAIN));
  return (x, y) => pages.map((_, page) => Math.round(data[page * 30 * width + y * width + x]! * 10) / 10);
}

describe('lineColumns', () => {
  it('keeps the proportions of a long line', () => {
    expect(lineColumns([[0, 0], [250, 0], [250, 5], [0, 5]], 48)).toBe(2400);
  });
});

describe('lineTensor', () => {
  it('copies an upright line of its own height pixel by pixel', () => {
    const pixel = pixelOf(coordinates(40, 30), [[10, 5], [30, 5], [30, 15], [10, 15]], 20);
    expect([pixel(0, 0), pixel(19, 9)]).toEqual([[10, 5], [29, 14]]);
  });

  it.each<[string, Quad, number[], number[]]>([
    ['downwards', [[20, 10], [20, 30], [10, 30], [10, 10]], [19, 10], [10, 29]],
    ['upwards', [[10, 30], [10, 10], [20, 10], [20, 30]], [10, 29], [19, 10]],
    ['upside down', [[30, 20], [10, 20], [10, 10], [30, 10]], [29, 19], [10, 10]],
  ])('turns a line that reads %s', (_name, quad, first, last) => {
    const pixel = pixelOf(coordinates(40, 40), quad, 20);
    expect([pixel(0, 0), pixel(19, 9)]).toEqual([first, last]);
  });

  it.each<[string, Quad]>([
    ['of its own height', [[20, 10], [36, 22], [30, 30], [14, 18]]],
    ['twice as high', [[20, 10], [52, 34], [40, 50], [8, 26]]],
    ['three times as high', [[24, 2], [72, 38], [54, 62], [6, 26]]],
    ['steeply', [[40, 10], [52, 26], [44, 32], [32, 16]]],
    ['and leaves the page', [[70, 40], [86, 52], [80, 60], [64, 48]]],
    ['and comes in from beyond it', [[-6, -4], [10, 8], [4, 16], [-12, 4]]],
  ])('follows a line that leans, %s', (_name, quad) => {
    const [a, b, , d] = quad;
    const pixel = pixelOf(coordinates(80, 70), quad, 20);
    const place = (x: number, y: number, axis: 0 | 1, size: number): number =>
      Math.min(size - 1, Math.max(0, a[axis] + ((b[axis] - a[axis]) * (x + 0.5)) / 20 + ((d[axis] - a[axis]) * (y + 0.5)) / 10 - 0.5));
    let worst = 0;
    for (let y = 0; y < 10; y++) {
      for (let x = 0; x < 20; x++) {
        const [u, v] = pixel(x, y);
        worst = Math.max(worst, Math.abs(u! - place(x, y, 0, 80)), Math.abs(v! - place(x, y, 1, 70)));
      }
    }
    // Drawn in whole levels.
    expect(worst).toBeLessThan(0.7);
  });

  it('averages when it shrinks, so that no stroke falls between samples', () => {
    const grey = Uint8Array.from({ length: 40 * 40 }, (_, at) => (at % 2 === 0 ? 200 : 0));
    expect(pixelOf([{ grey, width: 40, height: 40 }], [[0, 0], [40, 0], [40, 20], [0, 20]], 20)(3, 3)).toEqual([100]);
  });

  it('repeats the edge of the page beyond it', () => {
    const pixel = pixelOf(coordinates(40, 30), [[-5, 5], [15, 5], [15, 15], [-5, 15]], 20);
    expect([pixel(0, 0), pixel(5, 0), pixel(6, 0)]).toEqual([[0, 5], [0, 5], [1, 5]]);
  });

  it('cuts off what is wider than the tensor', () => {
    const pixel = pixelOf(coordinates(40, 30), [[10, 5], [30, 5], [30, 15], [10, 15]], 12);
    expect(pixel(11, 9)).toEqual([21, 14]);
  });

  it('normalises each channel and leaves padding at zero', () => {
    const page = { grey: new Uint8Array(40 * 30).fill(51), width: 40, height: 30 };
    const { data, dims } = filled(lineTensor([{ page, quad: [[10, 5], [12, 5], [12, 7], [10, 7]] }], 3, 2, { mean: [0.5, 0.2, 0.5], std: [0.5, 0.5, 0.5] }));
    expect(dims).toEqual([1, 3, 2, 3]);
    expect([...data].map((value) => Math.round(value * 10) / 10)).toEqual([-0.6, -0.6, 0, -0.6, -0.6, 0, 0, 0, 0, 0, 0, 0, -0.6, -0.6, 0, -0.6, -0.6, 0]);
  });
});
