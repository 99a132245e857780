import { inHalves, isOutOfMemory } from './out-of-memory';

describe('isOutOfMemory', () => {
  it.each([
    ['the runtime', new Error('Non-zero status code returned while running Conv node. Failed to allocate memory for requested buffer of size 4294967296'), true],
    ['C++', new Error('std::bad_alloc'), true],
    ['the language', new RangeError('Array buffer allocation failed'), true],
    ['an error around one', new Error('The run failed.', { cause: new Error('std::bad_alloc') }), true],
    ['anything else', new Error('Got invalid dimensions for input'), false],
    ['no error', 'std::bad_alloc', false],
  ])('knows it from %s', (_name, error, expected) => {
    expect(isOutOfMemory(error)).toBe(expected);
  });
});

describe('inHalves', () => {
  /** An engine with memory for so many items. */
  const engine = (room: number, calls: number[][] = []) => (items: readonly number[]): Promise<number[]> => {
    calls.push([...items]);
    return items.length > room ? Promise.reject(new Error('std::bad_alloc')) : Promise.resolve(items.map((item) => item * 10));
  };

  it('runs a batch that fits once', async () => {
    const calls: number[][] = [];
    expect(await inHalves([1, 2, 3], engine(3, calls))).toEqual([10, 20, 30]);
    expect(calls).toHaveLength(1);
  });

  it('goes down to single items and keeps their order', async () => {
    const calls: number[][] = [];
    expect(await inHalves([1, 2, 3, 4, 5], engine(1, calls))).toEqual([10, 20, 30, 40, 50]);
    expect(calls).toEqual([[1, 2, 3, 4, 5], [1, 2, 3], [1, 2], [1], [2], [3], [4, 5], [4], [5]]);
  });

  it('gives up when one alone is too much', async () => {
    await expect(inHalves([1, 2], engine(0))).rejects.toThrow('bad_alloc');
  });

  it('does not try again what failed for another reason', async () => {
    const calls: number[][] = [];
    await expect(inHalves([1, 2], (items) => { calls.push([...items]); return Promise.reject(new Error('wrong shape')); })).rejects.toThrow('wrong shape');
    expect(calls).toHaveLength(1);
  });
});
