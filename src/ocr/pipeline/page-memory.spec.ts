import { AppError } from '../../common/errors/app-error';
import { sharedRoom } from '../image/shared-pixels';
import { PageMemory } from './page-memory';

/** Makes pixels as threads do: what comes back is another view of the same memory. */
const page = (length: number) => (spare: SharedArrayBuffer | undefined) => Promise.resolve({ image: { grey: sharedRoom(length, spare), width: length, height: 1 } });

describe('PageMemory', () => {
  it('lends a page the memory of one that is done with', async () => {
    const memory = new PageMemory(2);
    const { image: first } = await memory.lend(page(1000));
    memory.giveBack(first);
    const { image: second } = await memory.lend(page(900));
    expect([second.grey.buffer === first.grey.buffer, second.grey.length]).toEqual([true, 900]);
  });

  it('lends no memory twice at a time', async () => {
    const memory = new PageMemory(2);
    memory.giveBack((await memory.lend(page(10))).image);
    const [one, other] = await Promise.all([memory.lend(page(10)), memory.lend(page(10))]);
    expect(one.image.grey.buffer).not.toBe(other.image.grey.buffer);
  });

  it('lets go of memory that is too small', async () => {
    const memory = new PageMemory(1);
    const { image: small } = await memory.lend(page(10));
    memory.giveBack(small);
    const { image: large } = await memory.lend(page(2 ** 23));
    memory.giveBack(large);
    expect((await memory.lend(page(10))).image.grey.buffer).toBe(large.grey.buffer);
  });

  it('keeps no more than it may', async () => {
    const memory = new PageMemory(1);
    const pages = [await memory.lend(page(10)), await memory.lend(page(10))];
    for (const { image } of pages) memory.giveBack(image);
    const again = [await memory.lend(page(10)), await memory.lend(page(10))];
    expect(again.map(({ image }) => pages.some((before) => before.image.grey.buffer === image.grey.buffer))).toEqual([true, false]);
  });

  it.each([
    ['was not needed', () => Promise.resolve({ image: null }), true],
    ['a failure left', () => Promise.reject(new AppError('file_damaged', 'scripted')), true],
    ['somebody late may still write to', () => Promise.reject(new AppError('engine_timeout', 'scripted')), false],
  ])('lends memory again that %s: %p', async (_name, make, expected) => {
    const memory = new PageMemory(1);
    const { image } = await memory.lend(page(10));
    memory.giveBack(image);
    await memory.lend<{ image: null }>(make).catch(() => undefined);
    expect((await memory.lend(page(10))).image.grey.buffer === image.grey.buffer).toBe(expected);
  });

  it('lends the largest it has', async () => {
    const memory = new PageMemory(2);
    const [small, large] = [(await memory.lend(page(10))).image, (await memory.lend(page(2 ** 23))).image];
    for (const image of [large, small]) memory.giveBack(image);
    expect((await memory.lend(page(2 ** 23))).image.grey.buffer).toBe(large.grey.buffer);
  });

  it('keeps nothing once no page has come for a minute', async () => {
    jest.useFakeTimers();
    const memory = new PageMemory(1);
    const { image } = await memory.lend(page(10));
    memory.giveBack(image);
    jest.advanceTimersByTime(50_000);
    memory.giveBack((await memory.lend(page(10))).image);
    jest.advanceTimersByTime(50_000);
    expect((await memory.lend(page(10))).image.grey.buffer).toBe(image.grey.buffer);
    memory.giveBack(image);
    jest.advanceTimersByTime(70_000);
    expect((await memory.lend(page(10))).image.grey.buffer).not.toBe(image.grey.buffer);
    jest.useRealTimers();
  });

  it('takes no memory that one thread has for itself', async () => {
    const memory = new PageMemory(1);
    memory.giveBack({ grey: new Uint8Array(10), width: 10, height: 1 });
    await memory.lend((spare) => {
      expect(spare).toBeUndefined();
      return page(10)(spare);
    });
  });
});
