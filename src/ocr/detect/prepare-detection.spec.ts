import { detectionSize, prepareDetection } from './prepare-detection';

const PLAIN = { order: 'RGB', mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] } as const;

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

describe('prepareDetection', () => {
  it('gives each target pixel the mean of what it covers', () => {
    const rgb = new Uint8Array(64 * 64 * 3);
    for (let y = 0; y < 64; y++) for (let x = 0; x < 64; x++) rgb[(y * 64 + x) * 3] = x % 2 === 0 ? 100 : 50;
    const { tensor, scaleX } = prepareDetection({ rgb, width: 64, height: 64 }, 32, PLAIN);
    expect([tensor.dims, scaleX]).toEqual([[1, 3, 32, 32], 2]);
    expect(tensor.data[0]).toBeCloseTo(75);
  });

  it('weighs pixels that it covers in part', () => {
    // 48 columns onto 32: the first target covers one and a half.
    const rgb = new Uint8Array(48 * 48 * 3);
    for (let y = 0; y < 48; y++) rgb[y * 48 * 3 + 3] = 90;
    const { tensor } = prepareDetection({ rgb, width: 48, height: 48 }, 32, PLAIN);
    expect(tensor.data[0]).toBeCloseTo(30);
    expect(tensor.data[1]).toBeCloseTo(30);
  });

  it('puts channels in the order the model wants', () => {
    const { tensor } = prepareDetection({ rgb: new Uint8Array(32 * 32 * 3).map((_, index) => (index % 3) * 10), width: 32, height: 32 }, 32, { ...PLAIN, order: 'BGR' });
    expect([tensor.data[0], tensor.data[1024], tensor.data[2048]].map((value) => Math.round(value!))).toEqual([20, 10, 0]);
  });
});
