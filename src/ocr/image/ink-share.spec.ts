import { inkShare } from './ink-share';

describe('inkShare', () => {
  it.each([[3, 3], [16, 5], [17, 8], [18, 9], [19, 7], [40, 40], [1, 9], [9, 2]])('is the share of sharp steps among every second pixel of every second row, %d × %d', (width, height) => {
    const grey = Uint8Array.from({ length: width * height }, (_, at) => (at * 89 + (at >> 3) * 31) % 256);
    const pairs: boolean[] = [];
    for (let y = 1; y < height - 1; y += 2) for (let x = 2; x < width; x += 2) pairs.push(Math.abs(grey[y * width + x]! - grey[y * width + x - 2]!) > 48);
    expect(inkShare({ grey, width, height })).toBe(pairs.length === 0 ? 0 : pairs.filter(Boolean).length / pairs.length);
  });
});
