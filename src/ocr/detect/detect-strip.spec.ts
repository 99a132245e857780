import { inferring } from '../../../test/support/tensors';
import type { DetectionModel } from '../session/inference.port';
import { detectStrip } from './detect-strip';

/** More shares than become bytes at once, and no whole number of what is converted together. */
const SIZE = { width: 36, height: 250 };
const share = (at: number): number => ((at * 37) % 1009) / 1008;

function model(shares: Float32Array): DetectionModel {
  return { mean: [0, 0, 0], std: [1, 1, 1], defaults: { detectionThreshold: 0.3, boxThreshold: 0.6, unclipRatio: 1.5, sides: { fast: 960, balanced: 960, quality: 960 } }, infer: inferring(() => ({ data: shares, dims: [1, 1, 250, 36] })) };
}

describe('detectStrip', () => {
  it('hands over the rows it keeps in 255ths, and where they are text', async () => {
    const page = { grey: new Uint8Array(SIZE.width * SIZE.height).fill(255), width: SIZE.width, height: SIZE.height };
    const strip = { from: 0, to: 250, keepFrom: 1, keepTo: 249 };
    const shares = Float32Array.from({ length: 36 * 250 }, (_, at) => share(at));
    const { map, runs } = await detectStrip({ modelSet: null, page, turn: 0, size: SIZE, strip, threshold: 0.9 }, model(shares));
    const kept = shares.subarray(36, 249 * 36);
    expect([...map]).toEqual(Array.from(kept, (one) => Math.round(Math.fround(one * 255))));
    const text = new Set<number>();
    for (let at = 0; at < runs.length; at += 3) for (let x = runs[at + 1]!; x <= runs[at + 2]!; x++) text.add((runs[at]! - 1) * 36 + x);
    expect([...text].sort((a, b) => a - b)).toEqual([...map.keys()].filter((at) => map[at]! > 0.9 * 255));
  });
});
