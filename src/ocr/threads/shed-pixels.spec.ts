import { type Collect, shedsPixels } from './shed-pixels';

describe('shedsPixels', () => {
  const collect = jest.fn<void, Parameters<Collect>>();
  beforeEach(() => {
    jest.useFakeTimers();
    collect.mockClear();
  });
  afterEach(() => { jest.useRealTimers(); });

  it('collects every two seconds while there is work', () => {
    const shed = shedsPixels(2000, collect);
    for (let ms = 0; ms < 10_000; ms += 100) {
      jest.advanceTimersByTime(100);
      shed();
    }
    expect(collect).toHaveBeenCalledTimes(5);
  });

  it('collects everything rarely, what is young otherwise', () => {
    const shed = shedsPixels(2000, collect);
    for (let ms = 0; ms < 64_000; ms += 2000) {
      jest.advanceTimersByTime(2000);
      shed();
    }
    const kinds = collect.mock.calls.map(([{ type }]) => type);
    expect(kinds.filter((kind) => kind === 'major')).toHaveLength(2);
    expect(kinds.indexOf('major')).toBe(14);
  });

  it('collects after each piece of work where it is told to', () => {
    const shed = shedsPixels(0, collect);
    for (let piece = 0; piece < 3; piece++) shed();
    expect(collect.mock.calls).toEqual([[{ type: 'minor' }], [{ type: 'minor' }], [{ type: 'minor' }]]);
  });

  it('collects once after a burst that nothing follows', () => {
    const shed = shedsPixels(2000, collect);
    for (let piece = 0; piece < 10; piece++) shed();
    expect(collect).not.toHaveBeenCalled();
    jest.advanceTimersByTime(2000);
    expect(collect).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(60_000);
    expect(collect).toHaveBeenCalledTimes(1);
  });

  it('keeps no thread alive for it', () => {
    const timer = jest.spyOn(global, 'setTimeout');
    shedsPixels(2000, collect)();
    expect((timer.mock.results[0]!.value as NodeJS.Timeout).hasRef()).toBe(false);
    timer.mockRestore();
  });
});
