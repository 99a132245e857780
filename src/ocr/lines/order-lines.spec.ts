import type { Point, Quad } from '../ocr.types';
import { mapQuad } from '../geometry/quad';
import { readingOrder, uprightTurn } from './order-lines';

const box = (x: number, y: number, width = 40, height = 10): Quad => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
const tilt = (degrees: number) => ([x, y]: Point): Point => {
  const angle = (degrees * Math.PI) / 180;
  return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
};

describe('readingOrder', () => {
  it('goes down the rows and along each from the left', () => {
    expect(readingOrder([box(100, 0), box(0, 20), box(0, 2), box(100, 18)])).toEqual([2, 0, 1, 3]);
  });

  it('keeps rows of a tilted page together', () => {
    const rows = [box(0, 0), box(400, 0), box(0, 20), box(400, 20)].map((quad) => mapQuad(quad, tilt(6)));
    expect(readingOrder(rows)).toEqual([0, 1, 2, 3]);
  });

  it('does not chain rows that overlap a little', () => {
    expect(readingOrder([box(100, 0), box(0, 8), box(100, 16)])).toEqual([0, 1, 2]);
  });

  it('knows an empty page', () => {
    expect(readingOrder([])).toEqual([]);
  });
});

describe('uprightTurn', () => {
  it.each([[0, 0], [90, 270], [180, 180], [-90, 90]] as const)('answers text that runs at %i degrees with a turn of %i', (angle, turn) => {
    expect(uprightTurn([mapQuad(box(0, 0), tilt(angle))])).toBe(turn);
  });
});
