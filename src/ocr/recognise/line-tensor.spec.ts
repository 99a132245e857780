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

  it('follows a line that leans', () => {
    // Along (4, 3) and across (-3, 4): a fifth of these is one pixel each way.
    const pixel = pixelOf(coordinates(60, 60), [[20, 10], [36, 22], [30, 30], [14, 18]], 20);
    const at = (x: number, y: number): number[] => [20 + (x + 0.5) * 0.8 - (y + 0.5) * 0.6 - 0.5, 10 + (x + 0.5) * 0.6 + (y + 0.5) * 0.8 - 0.5].map((value) => Math.round(value * 10) / 10);
    expect([pixel(0, 0), pixel(19, 9)]).toEqual([at(0, 0), at(19, 9)]);
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
