import { toGrey } from './to-grey';

/** Pixels of every brightness, with a run of white in between. */
function pixels(count: number): Uint8Array {
  return Uint8Array.from({ length: 3 * count }, (_, at) => (at > 60 && at < 150 ? 255 : (at * 89) % 256));
}

const luma = (rgb: Uint8Array, pixel: number): number => (rgb[3 * pixel]! * 77 + rgb[3 * pixel + 1]! * 151 + rgb[3 * pixel + 2]! * 28) >> 8;

describe('toGrey', () => {
  it.each([1, 3, 4, 97, 100])('is the luma of each of %d pixels', (count) => {
    const [rgb, grey] = [pixels(count), new Uint8Array(count)];
    toGrey(rgb, grey);
    expect([...grey]).toEqual(Array.from(grey, (_, pixel) => luma(rgb, pixel)));
  });

  it.each([0, 4])('writes into memory that threads share, from byte %d on', (offset) => {
    const rgb = pixels(50), grey = new Uint8Array(new SharedArrayBuffer(54), offset, 50);
    toGrey(rgb, grey);
    expect([...grey]).toEqual(Array.from(grey, (_, pixel) => luma(rgb, pixel)));
  });

  it.each([[1, 0], [0, 3], [1, 3]])('does the same where the bytes begin at odd places (%d, %d)', (from, to) => {
    const rgb = new Uint8Array(3 * 50 + from).subarray(from), grey = new Uint8Array(50 + to).subarray(to);
    rgb.set(pixels(50));
    toGrey(rgb, grey);
    expect([...grey]).toEqual(Array.from(grey, (_, pixel) => luma(rgb, pixel)));
  });
});
