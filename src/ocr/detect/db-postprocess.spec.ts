import { textRuns } from './connected-components';
import { boxesFromMap, meanInside, unclip, type DbSettings, type DetectedBox } from './db-postprocess';

const SETTINGS = { detectionThreshold: 0.3, boxThreshold: 0.6, unclipRatio: 1.5 };

/** 40 × 20 map of zeros with filled rectangles [x0, y0, x1, y1, probability]. */
function map(...rectangles: [number, number, number, number, number][]): Uint8Array {
  const data = new Uint8Array(40 * 20);
  for (const [x0, y0, x1, y1, share] of rectangles) for (let y = y0; y < y1; y++) data.fill(Math.round(share * 255), y * 40 + x0, y * 40 + x1);
  return data;
}

function boxesOf(data: Uint8Array, settings: DbSettings = SETTINGS, scaleX = 1, scaleY = 1): DetectedBox[] {
  return boxesFromMap(data, textRuns(data, 40, 0, settings.detectionThreshold), 40, 20, settings, scaleX, scaleY);
}

describe('boxesFromMap', () => {
  it('grows a core by its area times the ratio over its perimeter, in page pixels', () => {
    // 20 × 5: area 100, perimeter 50, so 3 map pixels on each side; the page is twice as wide and thrice as high.
    const [box] = boxesOf(map([10, 8, 30, 13, 0.9]), SETTINGS, 2, 3);
    expect(box!.quad.map(([x, y]) => [Math.round(x), Math.round(y)])).toEqual([[14, 15], [66, 15], [66, 48], [14, 48]]);
  });

  it('scores a box by the mean inside', () => {
    expect(boxesOf(map([10, 8, 30, 13, 0.75]))[0]!.score).toBeCloseTo(0.75, 2);
  });

  it('drops a faint blob', () => {
    expect(boxesOf(map([10, 8, 30, 13, 0.5]))).toEqual([]);
  });

  it('drops a speck', () => {
    expect(boxesOf(map([10, 8, 11, 9, 0.9]))).toEqual([]);
  });

  it('keeps blobs apart that do not touch and joins those that meet at a corner', () => {
    const apart = boxesOf(map([2, 2, 12, 6, 0.9], [2, 10, 12, 14, 0.9]));
    const corner = boxesOf(map([2, 2, 12, 6, 0.9], [12, 6, 22, 10, 0.9]), { ...SETTINGS, boxThreshold: 0 });
    expect([apart.length, corner.length]).toEqual([2, 1]);
  });

  it('draws one box around what lies across the seam of two strips', () => {
    const data = map([10, 4, 30, 16, 0.9]);
    const [above, below] = [textRuns(data.subarray(0, 400), 40, 0, 0.3), textRuns(data.subarray(400), 40, 10, 0.3)];
    const joined = boxesFromMap(data, Int32Array.from([...above, ...below]), 40, 20, SETTINGS, 1, 1);
    expect(joined).toEqual(boxesOf(data));
  });

  it('joins the arms of a U', () => {
    expect(boxesOf(map([2, 2, 5, 15, 0.9], [20, 2, 23, 15, 0.9], [2, 15, 23, 18, 0.9]), { ...SETTINGS, boxThreshold: 0 })).toHaveLength(1);
  });
});

describe('textRuns', () => {
  it.each([4, 7, 16])('finds every run of rows of %d pixels', (width) => {
    const rows = Uint8Array.from({ length: width * 5 }, (_, at) => (at % 11 < 6 ? 0 : at % 3 === 0 ? 77 : 76));
    const text = (at: number): boolean => rows[at]! > 76.5;
    const expected: number[] = [];
    for (let y = 0; y < 5; y++) {
      for (let x = 0; x < width; x++) {
        if (!text(y * width + x) || (x > 0 && text(y * width + x - 1))) continue;
        let last = x;
        while (last + 1 < width && text(y * width + last + 1)) last++;
        expected.push(y + 30, x, last);
      }
    }
    expect([...textRuns(rows, width, 30, 0.3)]).toEqual(expected);
  });
});

describe('meanInside', () => {
  it.each([[0, 20, 10, 8, 3], [4, 20, 10, 8, 3], [-17, 20, 10, 12, 5], [45, 20, 10, 6, 6], [10, 2, 3, 9, 4], [-8, 38, 18, 7, 6], [0, 60, 10, 4, 4]])('counts the pixels whose centre lies in a rectangle that leans by %d degrees', (degrees, x, y, halfWidth, halfHeight) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const levels = Uint8Array.from({ length: 40 * 20 }, (_, at) => (at * 37) % 256);
    const inside = [...levels].filter((_, at) => {
      const [dx, dy] = [(at % 40) + 0.5 - x, Math.floor(at / 40) + 0.5 - y];
      return Math.abs(dx * cos + dy * sin) <= halfWidth && Math.abs(dy * cos - dx * sin) <= halfHeight;
    });
    const mean = inside.length === 0 ? 0 : inside.reduce((sum, level) => sum + level, 0) / inside.length / 255;
    expect(meanInside(levels, 40, 20, { centre: [x, y], halfWidth, halfHeight, along: [cos, sin] })).toBeCloseTo(mean, 9);
  });
});

describe('unclip', () => {
  it('moves every side out by the same distance', () => {
    // 8 × 4: area 32, perimeter 24, times 1.5 makes 2.
    expect(unclip({ centre: [0, 0], halfWidth: 4, halfHeight: 2, along: [1, 0] }, 1.5)).toMatchObject({ halfWidth: 6, halfHeight: 4 });
  });
});
