import { inferring } from '../../../test/support/tensors';
import type { PageImage } from '../image/page-image';
import type { Quad } from '../ocr.types';
import type { RecognitionModel } from '../session/inference.port';
import { paddedColumns, recogniseLines } from './recognise-lines';

const CLASSES = ['', 'a', 'b', 'c'];

/** A page of bands 10 pixels high, each of one brightness; a line's brightness says its letter. */
function bands(...letters: string[]): PageImage {
  const grey = new Uint8Array(100 * 10 * letters.length);
  letters.forEach((letter, index) => grey.fill(CLASSES.indexOf(letter), index * 1000, (index + 1) * 1000));
  return { grey, width: 100, height: 10 * letters.length };
}

const band = (index: number, width: number): Quad => [[0, index * 10], [width, index * 10], [width, index * 10 + 10], [0, index * 10 + 10]];

/** A recogniser with memory for so many columns, that sees one letter in every step. */
function recogniser(room: number, shapes: (readonly number[])[]): RecognitionModel {
  return {
    mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255], height: 16, classes: CLASSES, calibration: {},
    infer: inferring(({ data, dims }) => {
      const [lines = 0, , height = 0, width = 0] = dims;
      shapes.push(dims);
      if (lines * width > room) return Promise.reject(new Error('Failed to allocate memory for requested buffer of size 1'));
      const scores = new Float32Array(lines * 2 * CLASSES.length);
      for (let line = 0; line < lines; line++) scores[line * 2 * CLASSES.length + Math.round(data[line * 3 * height * width]!)] = 1;
      for (let line = 0; line < lines; line++) scores[(line * 2 + 1) * CLASSES.length] = 1;
      return { data: scores, dims: [lines, 2, CLASSES.length] };
    }),
  };
}

describe('paddedColumns', () => {
  it.each([
    ['pads a short line to the least', 5, 96],
    ['leaves one that fits', 200, 208],
    ['leaves one that fits exactly', 208, 208],
    ['never squeezes a long line', 3001, 3072],
  ])('%s', (_name, columns, expected) => {
    expect(paddedColumns(columns, 48)).toBe(expected);
  });

  it('wastes less than a tenth on any line of some length', () => {
    const waste = Array.from({ length: 3000 }, (_, index) => paddedColumns(index + 96, 48) / (index + 96));
    expect([Math.min(...waste) >= 1, Math.max(...waste) < 1.1]).toEqual([true, true]);
  });
});

describe('recogniseLines', () => {
  const page = bands('a', 'b', 'c', 'a', 'b');
  const lines = [40, 90, 20, 90, 10].map((width, index) => ({ page, quad: band(index, width) }));

  it('runs lines of one width together and answers in the order given', async () => {
    const shapes: (readonly number[])[] = [];
    const read = await recogniseLines(lines, recogniser(10_000, shapes));
    expect(read.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'a', 'b']);
    expect(shapes).toEqual([[1, 3, 16, 64], [2, 3, 16, 152], [2, 3, 16, 32]]);
  });

  it('halves what memory does not suffice for, and reads the same', async () => {
    const shapes: (readonly number[])[] = [];
    const read = await recogniseLines(lines, recogniser(152, shapes));
    expect(read.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'a', 'b']);
    expect(shapes.map(([count]) => count)).toEqual([1, 2, 1, 1, 2]);
  });
});
