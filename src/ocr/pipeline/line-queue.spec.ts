import type { PageImage } from '../image/page-image';
import type { Quad } from '../ocr.types';
import { LineQueue, type PageLines } from './line-queue';
import type { LinesTask, PageTasks, RunTask } from './page-tasks';

/** Pages are told apart by their width, lines by where they stand; what a line says is made of both. */
const page = (id: number): PageImage => ({ grey: new Uint8Array(0), width: id, height: 1 });
const line = (top: number, width: number): Quad => [[0, top], [width, top], [width, top + 10], [0, top + 10]];
const lines = (id: number, widths: readonly number[], over: Partial<PageLines> = {}): PageLines =>
  ({ modelSet: null, page: page(id), quads: widths.map((width, index) => line(index * 100, width)), batch: 6, ...over });
const says = (id: number, widths: readonly number[]): string[] => widths.map((_, index) => `${id}:${index * 100}`);

/** Engines that read when they are told to. */
class Script {
  readonly batches: string[][] = [];
  private readonly waiting: (() => void)[] = [];
  private readonly held: (() => void)[] = [];
  private free: number;
  /** Batches with a line of this text fail. */
  poison: string | undefined;

  constructor(engines: number, private readonly holding = false) { this.free = engines; }

  readonly run: RunTask = async (task) => {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task({ recognise: (batch) => this.recognise(batch) } as PageTasks);
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  };

  /** Lets the batch that began first end, and what follows from it happen. */
  async release(): Promise<void> {
    this.held.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }

  private async recognise({ lines: batch }: LinesTask): ReturnType<PageTasks['recognise']> {
    const texts = batch.map(({ page: { width }, quad }) => `${width}:${quad[0][1]}`);
    this.batches.push(texts);
    if (this.holding) await new Promise<void>((resolve) => this.held.push(resolve));
    if (this.poison !== undefined && texts.includes(this.poison)) throw new Error('poison');
    return { value: texts.map((text) => ({ text, chars: [] })), spent: { inferenceMs: 10 * batch.length } };
  }
}

async function read(queue: LineQueue, wanted: PageLines): Promise<string[]> {
  return (await queue.read(wanted)).value.map(({ text }) => text);
}

describe('LineQueue', () => {
  it('keeps the lines of two pages apart that are read in one batch', async () => {
    const script = new Script(1, true);
    const queue = new LineQueue(script.run, () => 1);
    const first = read(queue, lines(1, [200, 20, 20]));
    const second = read(queue, lines(2, [20, 20]));
    for (let batch = 0; batch < 3; batch++) await script.release();
    expect(script.batches).toEqual([['1:0'], ['1:100', '1:200', '2:0'], ['2:100']]);
    expect([await first, await second]).toEqual([says(1, [200, 20, 20]), says(2, [20, 20])]);
  });

  it.each([1, 2, 5])('gives the same in the same order with %i engines', async (engines) => {
    const widths = [310, 20, 47, 95, 300, 12, 60, 61, 150, 33];
    const queue = new LineQueue(new Script(engines).run, () => engines);
    expect(await Promise.all([1, 2, 3].map((id) => read(queue, lines(id, widths))))).toEqual([1, 2, 3].map((id) => says(id, widths)));
  });

  it('finishes the page that came first before lines of later ones, wider or not', async () => {
    const script = new Script(1, true);
    const queue = new LineQueue(script.run, () => 1);
    const first = read(queue, lines(1, [100, 30]));
    const second = read(queue, lines(2, [300]));
    for (let batch = 0; batch < 3; batch++) await script.release();
    await Promise.all([first, second]);
    expect(script.batches).toEqual([['1:0'], ['1:100'], ['2:0']]);
  });

  it('has no more batches under way than there are engines, and puts none together before', async () => {
    const script = new Script(2, true);
    const queue = new LineQueue(script.run, () => 2);
    const first = read(queue, lines(1, [200, 100, 50, 20]));
    await new Promise((resolve) => setImmediate(resolve));
    expect(script.batches).toEqual([['1:0'], ['1:100']]);
    for (let batch = 0; batch < 4; batch++) await script.release();
    expect(await first).toEqual(says(1, [200, 100, 50, 20]));
  });

  it('bounds a batch by its lines and by its width', async () => {
    const script = new Script(1);
    const queue = new LineQueue(script.run, () => 1);
    await Promise.all([read(queue, lines(1, Array.from({ length: 100 }, () => 20))), read(queue, lines(2, Array.from({ length: 20 }, () => 90)))]);
    const [narrow, wide] = [1, 2].map((id) => Math.max(...script.batches.filter(([text]) => text!.startsWith(`${id}:`)).map(({ length }) => length)));
    expect([narrow, wide]).toEqual([6, 2]);
  });

  it('does not mix model sets', async () => {
    const script = new Script(1);
    const queue = new LineQueue(script.run, () => 1);
    await Promise.all([read(queue, lines(1, [60, 60])), read(queue, lines(2, [60, 60], { modelSet: 'other' }))]);
    expect(script.batches.every((batch) => new Set(batch.map((text) => text[0])).size === 1)).toBe(true);
  });

  it('fails the page whose line breaks the engine and reads the other of the batch', async () => {
    const script = new Script(1, true);
    script.poison = '2:0';
    const queue = new LineQueue(script.run, () => 1);
    const first = read(queue, lines(1, [200, 20]));
    const second = expect(read(queue, lines(2, [20]))).rejects.toThrow('poison');
    for (let batch = 0; batch < 4; batch++) await script.release();
    expect(await first).toEqual(says(1, [200, 20]));
    await second;
    expect(script.batches).toEqual([['1:0'], ['1:100', '2:0'], ['1:100'], ['2:0']]);
  });

  it('reads every page with the engine that works while another cannot be had', async () => {
    const script = new Script(1, true);
    let busy = false;
    const queue = new LineQueue((task) => {
      if (busy) return Promise.reject(new Error('cannot start'));
      busy = true;
      return script.run(task).finally(() => { busy = false; });
    }, () => 2);
    const pages = [read(queue, lines(1, [200, 20])), read(queue, lines(2, [100]))];
    for (let batch = 0; batch < 3; batch++) await script.release();
    expect(await Promise.all(pages)).toEqual([says(1, [200, 20]), says(2, [100])]);
  });

  it.each([[1, []], [2, [1]]])('gives the page whose turn it is one more turn: %i refusals fail %j', async (refusals, failing) => {
    const script = new Script(1);
    let left = refusals;
    const queue = new LineQueue((task) => (left-- > 0 ? Promise.reject(new Error('cannot start')) : script.run(task)), () => 1);
    const pages = await Promise.allSettled([read(queue, lines(1, [60])), read(queue, lines(2, [60]))]);
    expect(pages.flatMap(({ status }, index) => (status === 'rejected' ? [index + 1] : []))).toEqual(failing);
  });

  it('fails all pages when no engine can be had', async () => {
    const queue = new LineQueue(() => Promise.reject(new Error('closed')), () => 2);
    const pages = [read(queue, lines(1, [60])), read(queue, lines(2, [60]))];
    await Promise.all(pages.map((one) => expect(one).rejects.toThrow('closed')));
  });

  it('shares out what a batch spent by width', async () => {
    const script = new Script(1, true);
    const queue = new LineQueue(script.run, () => 1);
    const before = queue.read(lines(9, [20]));
    const shares = Promise.all([queue.read(lines(1, [25])), queue.read(lines(2, [24]))]);
    await script.release();
    await script.release();
    await before;
    const [first, second] = (await shares).map(({ spent }) => spent['inferenceMs']!);
    expect([first! + second!, first! / second!].map((value) => value.toFixed(3))).toEqual(['20.000', (25 / 24).toFixed(3)]);
  });

  it.each(['before the other', 'after the other', 'after both failed'])('counts one answer of a batch that two engines gave, the late one %s', async (when) => {
    const late: (() => Promise<void>)[] = [];
    const script = new Script(1);
    /** Gives up on the first call for each batch and has another engine do it, as a pool does. */
    const impatient: RunTask = async (task) => {
      late.push(() => script.run(task).then(() => undefined));
      if (when === 'before the other') await late.shift()!();
      if (when === 'after both failed') {
        script.poison = '1:0';
        return script.run(task).finally(() => { script.poison = undefined; });
      }
      return script.run(task);
    };
    const queue = new LineQueue(impatient, () => 1);
    const reading = read(queue, lines(1, [300, 100, 30])).catch((error: unknown) => String(error));
    const answer = await reading;
    for (const call of late) await call();
    expect(answer).toEqual(when === 'after both failed' ? 'Error: poison' : says(1, [300, 100, 30]));
  });

  it('has nothing to do for a page without lines', async () => {
    expect(await new LineQueue(() => Promise.reject(new Error('unused')), () => 1).read(lines(1, []))).toEqual({ value: [], spent: {} });
  });
});
