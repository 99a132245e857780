import type { PageImage } from '../image/page-image';
import { turnPage } from '../image/page-image';
import { filled } from '../../../test/support/tensors';
import { detectionSize, stripTensor } from './strip-tensor';

const PLAIN = { mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] } as const;

/** A page of numbers that look like chance and are the same each time. */
function noise(width: number, height: number): PageImage {
  return { grey: Uint8Array.from({ length: width * height }, (_, index) => (index * 7919 + (index >> 5) * 131) & 255), width, height };
}

/** Every strip of a tensor row by row, so that tensors compare as pictures do. */
const rounded = (data: Float32Array): number[] => [...data].map((value) => Math.round(value * 100) / 100);

describe('detectionSize', () => {
  it.each([
    [1654, 2339, 960, [672, 960]],
    [640, 480, 960, [640, 480]],
    [20, 2000, 960, [32, 960]],
  ])('fits %i × %i into %i as multiples of 32', (width, height, side, expected) => {
    const size = detectionSize(width, height, side);
    expect([size.width, size.height]).toEqual(expected);
  });
});

describe('stripTensor', () => {
  it('gives each target pixel the mean of what it covers', () => {
    const grey = new Uint8Array(64 * 64);
    for (let y = 0; y < 64; y++) for (let x = 0; x < 64; x++) grey[y * 64 + x] = x % 2 === 0 ? 100 : 50;
    const { data, dims } = filled(stripTensor({ grey, width: 64, height: 64 }, 0, { width: 32, height: 32 }, 0, 32, PLAIN));
    expect(dims).toEqual([1, 3, 32, 32]);
    expect(data[0]).toBeCloseTo(75);
  });

  it('weighs pixels that it covers in part', () => {
    // 48 columns onto 32: the first target covers one and a half.
    const grey = new Uint8Array(48 * 48);
    for (let y = 0; y < 48; y++) grey[y * 48 + 1] = 90;
    const { data } = filled(stripTensor({ grey, width: 48, height: 48 }, 0, { width: 32, height: 32 }, 0, 32, PLAIN));
    expect(data[0]).toBeCloseTo(30);
    expect(data[1]).toBeCloseTo(30);
  });

  it.each([3, 7, 15])('takes the mean of %i pixels each way', (factor) => {
    const page = noise(32 * factor, 32 * factor);
    const { data } = filled(stripTensor(page, 0, { width: 32, height: 32 }, 0, 32, PLAIN));
    const mean = (column: number, row: number): number => {
      let sum = 0;
      for (let y = 0; y < factor; y++) for (let x = 0; x < factor; x++) sum += page.grey[(row * factor + y) * page.width + column * factor + x]!;
      return sum / factor ** 2;
    };
    const wrong = Array.from({ length: 1024 }, (_, at) => Math.abs(data[at]! - mean(at % 32, at >> 5)));
    expect(Math.max(...wrong)).toBeLessThan(0.5);
  });

  it('is two levels out at most where rounding adds up most', () => {
    const page = { grey: Uint8Array.from({ length: 224 * 224 }, (_, at) => (Math.floor(at / 224) % 2) * 255), width: 224, height: 224 };
    const { data } = filled(stripTensor(page, 0, { width: 32, height: 32 }, 0, 32, PLAIN));
    const exact = (row: number): number => (255 * (row % 2 === 0 ? 3 : 4)) / 7;
    expect(Math.max(...Array.from({ length: 1024 }, (_, at) => Math.abs(data[at]! - exact(at >> 5))))).toBeLessThan(2);
  });

  it('gives a model that takes grey one channel', () => {
    const page = { grey: new Uint8Array(32 * 32).fill(51), width: 32, height: 32 };
    const { data, dims } = filled(stripTensor(page, 0, { width: 32, height: 32 }, 0, 32, { mean: [0.1], std: [0.1] }));
    expect([dims, data.length, Math.round(data[0]! * 10)]).toEqual([[1, 1, 32, 32], 1024, 10]);
  });

  it('normalises each channel as the model wants it', () => {
    const page = { grey: new Uint8Array(32 * 32).fill(51), width: 32, height: 32 };
    const { data } = filled(stripTensor(page, 0, { width: 32, height: 32 }, 0, 32, { mean: [0, 0.2, 0.1], std: [1, 1, 0.1] }));
    expect([data[0], data[1024], data[2048]].map((value) => Math.round(value! * 10) / 10)).toEqual([0.2, 0, 1]);
  });

  it('gives in a strip what stands there on the whole page', () => {
    const page = noise(118, 167);
    const size = { width: 64, height: 96 };
    const whole = filled(stripTensor(page, 0, size, 0, 96, PLAIN)).data;
    const strip = filled(stripTensor(page, 0, size, 32, 64, PLAIN)).data;
    expect(rounded(strip.subarray(0, 32 * 64))).toEqual(rounded(whole.subarray(32 * 64, 64 * 64)));
  });

  it('sees a page on its side as if its pixels had been turned', () => {
    const page = noise(118, 167);
    const size = { width: 96, height: 64 };
    expect(rounded(filled(stripTensor(page, 90, size, 32, 64, PLAIN)).data)).toEqual(rounded(filled(stripTensor(turnPage(page, 90), 0, size, 32, 64, PLAIN)).data));
  });

  it('interpolates where the page is smaller than the tensor', () => {
    const page = { grey: Uint8Array.from({ length: 16 * 32 }, (_, index) => index % 16), width: 16, height: 32 };
    const { data } = filled(stripTensor(page, 0, { width: 32, height: 32 }, 0, 32, PLAIN));
    expect([data[0], data[1], data[2], data[31]].map((value) => value!.toFixed(2))).toEqual(['0.00', '0.25', '0.75', '15.00']);
  });
});
