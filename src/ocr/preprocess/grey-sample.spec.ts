import { greySample } from './grey-sample';

describe('greySample', () => {
  it.each([1, 2, 3, 4, 5])('holds the means of squares of %d pixels', (factor) => {
    // A few columns and rows are left over.
    const [width, height] = [factor * 12 + factor - 1, factor * 20 + factor - 1];
    const grey = Uint8Array.from({ length: width * height }, (_, at) => (at * 37 + (at >> 5)) % 256);
    const sample = greySample({ grey, width, height }, 20 + (factor > 1 ? 1 : 0));
    expect([sample.factor, sample.width, sample.height]).toEqual([factor, 12, 20]);
    const mean = (column: number, row: number): number => {
      let sum = 0;
      for (let y = 0; y < factor; y++) for (let x = 0; x < factor; x++) sum += grey[(row * factor + y) * width + column * factor + x]!;
      return Math.floor(sum / factor ** 2);
    };
    expect([...sample.grey]).toEqual(Array.from(sample.grey, (_, at) => mean(at % 12, Math.floor(at / 12))));
  });
});
