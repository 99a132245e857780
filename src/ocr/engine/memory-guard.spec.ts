import { MemoryGuard, type GuardedPool } from './memory-guard';

const MIB = 2 ** 20;

/** A pool of engines that came at given times and did given numbers of calls. */
class ScriptedPool implements GuardedPool {
  pressed: boolean[] = [];
  replaced: string[] = [];
  constructor(private readonly engines: { name: string; since: number; inferences: number }[]) {}
  pressure(on: boolean): void { this.pressed.push(on); }
  mostUsedSince(time: number): ReturnType<GuardedPool['mostUsedSince']> {
    const engine = this.engines.filter(({ since }) => since < time).sort((a, b) => b.inferences - a.inferences)[0];
    return engine ? { inferences: engine.inferences, replace: () => { this.replaced.push(engine.name); engine.since = performance.now(); } } : null;
  }
}

function guard(pools: ScriptedPool[]): { look: (rssMb: number, leftMb?: number) => void; said: string[] } {
  let [rss, left] = [0, 0];
  const said: string[] = [];
  const one = new MemoryGuard(pools, { rssLimit: 1000 * MIB, lowMemory: 200 * MIB, everyMs: 1000, rss: () => rss * MIB, available: () => left * MIB, warn: (message) => said.push(message) });
  return { said, look: (rssMb, leftMb = 4000) => { [rss, left] = [rssMb, leftMb]; one.look(); } };
}

describe('MemoryGuard', () => {
  it('replaces nothing below the limit', () => {
    const pool = new ScriptedPool([{ name: 'a', since: 0, inferences: 9 }]);
    guard([pool]).look(1000);
    expect(pool.replaced).toEqual([]);
  });

  it('replaces the engine that did most, one at a look, over all pools', () => {
    const paddle = new ScriptedPool([{ name: 'little', since: 0, inferences: 1 }, { name: 'much', since: 0, inferences: 9 }]);
    const tesseract = new ScriptedPool([{ name: 'some', since: 0, inferences: 5 }]);
    const { look } = guard([paddle, tesseract]);
    look(1100);
    expect([paddle.replaced, tesseract.replaced]).toEqual([['much'], []]);
    look(1100);
    expect([paddle.replaced, tesseract.replaced]).toEqual([['much'], ['some']]);
  });

  it('says once that the limit is too low when every engine was replaced in vain, and begins anew when memory has fallen', () => {
    const pool = new ScriptedPool([{ name: 'a', since: 0, inferences: 9 }]);
    const { look, said } = guard([pool]);
    for (let times = 0; times < 10; times++) look(1100);
    expect([pool.replaced, said.length]).toEqual([['a'], 1]);
    expect(said[0]).toContain('too low');
    look(950);
    look(1100);
    expect(pool.replaced).toEqual(['a']);
    look(899);
    look(1100);
    expect(pool.replaced).toEqual(['a', 'a']);
  });

  it('puts pools under pressure when little memory is left, until there is clearly more', () => {
    const pool = new ScriptedPool([]);
    const { look, said } = guard([pool]);
    for (const left of [300, 199, 220, 251]) look(0, left);
    expect([pool.pressed, said.length]).toEqual([[false, true, true, false], 1]);
  });
});
