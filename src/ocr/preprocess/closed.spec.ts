import { closed } from './closed';

/** The greatest, or least, of the pixels up to `reach` away to every side, as far as there are any. */
function around(grey: Uint8Array, width: number, height: number, reach: number, pick: (...levels: number[]) => number): Uint8Array {
  return grey.map((_, at) => {
    const levels: number[] = [];
    for (let y = Math.floor(at / width) - reach; y <= Math.floor(at / width) + reach; y++) {
      for (let x = (at % width) - reach; x <= (at % width) + reach; x++) if (x >= 0 && y >= 0 && x < width && y < height) levels.push(grey[y * width + x]!);
    }
    return pick(...levels);
  });
}

describe('closed', () => {
  it.each([[40, 23, 3], [16, 16, 5], [7, 50, 4], [3, 2, 4]])('is the least of the greatest around each pixel, %d × %d and %d to every side', (width, height, reach) => {
    const grey = Uint8Array.from({ length: width * height }, (_, at) => (at * at * 31 + at * 7) % 256);
    const greatest = around(grey, width, height, reach, Math.max);
    expect([...closed({ grey, width, height, factor: 1 }, reach)]).toEqual([...around(greatest, width, height, reach, Math.min)]);
  });
});
