import { detectionStrips, inferInStrips } from './detection-strips';

describe('detectionStrips', () => {
  it('leaves a small page whole', () => {
    expect(detectionStrips(640, 640)).toEqual([{ from: 0, to: 640, keepFrom: 0, keepTo: 640 }]);
  });

  it('parts a large one in the middle of what strips share', () => {
    expect(detectionStrips(704, 960)).toEqual([{ from: 0, to: 544, keepFrom: 0, keepTo: 496 }, { from: 416, to: 960, keepFrom: 496, keepTo: 960 }]);
  });

  it.each([[896, 1280], [1088, 1536], [704, 2400], [3584, 2560], [32, 40000]])('keeps every row of %i × %i once, in heights the network takes', (width, height) => {
    const strips = detectionStrips(width, height);
    let next = 0;
    for (const { from, to, keepFrom, keepTo } of strips) {
      expect(keepFrom).toBe(next);
      expect([from >= 0, to <= height, from <= keepFrom, to >= keepTo, (to - from) % 32]).toEqual([true, true, true, true, 0]);
      next = keepTo;
    }
    expect(next).toBe(height);
  });
});

describe('inferInStrips', () => {
  it('joins what the strips found into the map of the page', async () => {
    const [width, height] = [896, 1280];
    const data = Float32Array.from({ length: 3 * width * height }, (_, index) => index % 1000);
    const map = await inferInStrips({ data, dims: [1, 3, height, width] }, ({ data: part, dims }) => Promise.resolve({ data: part.slice(0, dims[2]! * dims[3]!), dims }));
    expect(map.dims).toEqual([1, 1, height, width]);
    expect(map.data.every((value, index) => value === data[index])).toBe(true);
  });
});
