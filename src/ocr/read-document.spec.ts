import { mapPages } from './read-document';

describe('mapPages', () => {
  it('gives results in page order, whichever ends first', async () => {
    const release: (() => void)[] = [];
    const all = mapPages(3, 3, (page) => new Promise<number>((resolve) => { release[page] = () => resolve(page); }));
    [3, 1, 2].forEach((page) => release[page]!());
    expect(await all).toEqual([1, 2, 3]);
  });

  it('never has more pages in hand than allowed', async () => {
    let running = 0;
    let peak = 0;
    await mapPages(8, 3, async () => {
      peak = Math.max(peak, ++running);
      await Promise.resolve();
      running--;
    });
    expect(peak).toBe(3);
  });

  it('stops at the first failure', async () => {
    const started: number[] = [];
    await expect(mapPages(5, 1, (page) => { started.push(page); return page === 2 ? Promise.reject(new Error('page 2')) : Promise.resolve(page); })).rejects.toThrow('page 2');
    expect(started).toEqual([1, 2]);
  });
});
