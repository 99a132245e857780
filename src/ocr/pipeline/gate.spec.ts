import { Gate } from './gate';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Gate', () => {
  it('lets so many through at a time, in the order they came', async () => {
    const gate = new Gate(2);
    const begun: number[] = [];
    const leave: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((id) => gate.pass(() => {
      begun.push(id);
      return new Promise<void>((resolve) => { leave[id] = resolve; });
    }));
    await settled();
    expect(begun).toEqual([0, 1]);
    leave[1]!();
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    leave[0]!();
    leave[2]!();
    await settled();
    leave[3]!();
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('lets the next one through after a failure', async () => {
    const gate = new Gate(1);
    const failed = expect(gate.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await gate.pass(() => Promise.resolve('yes'))).toBe('yes');
    await failed;
  });
});
