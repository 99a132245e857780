import { detectionStrips } from './detection-strips';

describe('detectionStrips', () => {
  it('leaves a small page whole', () => {
    expect(detectionStrips(480, 640)).toEqual([{ from: 0, to: 640, keepFrom: 0, keepTo: 640 }]);
  });

  it('parts a large one in the middle of what strips share', () => {
    expect(detectionStrips(672, 960)).toEqual([{ from: 0, to: 512, keepFrom: 0, keepTo: 480 }, { from: 448, to: 960, keepFrom: 480, keepTo: 960 }]);
  });

  it.each([[800, 1120], [896, 1280], [1280, 896]])('shares %i × %i evenly between two engines', (width, height) => {
    expect(detectionStrips(width, height)).toHaveLength(2);
  });

  it.each([[896, 1280], [1280, 896], [1120, 1120], [1088, 1536], [704, 2400], [1472, 3552], [3584, 2560], [32, 40000], [40000, 32]])('keeps every row of %i × %i once, in heights the network takes', (width, height) => {
    const strips = detectionStrips(width, height);
    expect(strips.every(({ keepFrom, keepTo }) => keepTo > keepFrom)).toBe(true);
    let next = 0;
    for (const { from, to, keepFrom, keepTo } of strips) {
      expect(keepFrom).toBe(next);
      expect([from >= 0, to <= height, from <= keepFrom, to >= keepTo, (to - from) % 32]).toEqual([true, true, true, true, 0]);
      next = keepTo;
    }
    expect(next).toBe(height);
  });
});
