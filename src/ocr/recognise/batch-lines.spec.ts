import { batchLines, batchTensor } from './batch-lines';

describe('batchLines', () => {
  it('puts lines of like width together, widest first', () => {
    expect(batchLines([100, 400, 96, 392], 6, 32)).toEqual([{ indices: [1, 3], width: 400 }, { indices: [0, 2], width: 104 }]);
  });

  it('never exceeds the batch size', () => {
    expect(batchLines([96, 96, 96], 2, 32).map(({ indices }) => indices.length)).toEqual([2, 1]);
  });

  it('never squeezes a long line', () => {
    expect(batchLines([3001], 6, 32)).toEqual([{ indices: [0], width: 3008 }]);
  });

  it('pads short lines to the least width', () => {
    expect(batchLines([5], 6, 96)[0]!.width).toBe(96);
  });
});

describe('batchTensor', () => {
  it('swaps channels, normalises, and leaves padding at zero', () => {
    const crop = { rgb: Uint8Array.from([255, 0, 127.5]), width: 1, height: 1 };
    const { data, dims } = batchTensor([crop], 2, 1, { order: 'BGR', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] });
    expect(dims).toEqual([1, 3, 1, 2]);
    expect([...data].map((value) => Math.round(value * 100) / 100)).toEqual([-0, 0, -1, 0, 1, 0]);
  });
});
