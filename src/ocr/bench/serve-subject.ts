import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { BenchSubject, OpenSubject, SubjectAnswer, SubjectCalls, SubjectRequest } from './subject';

/** Entry of the process that holds one subject of a bench: its memory is its own, and so is its event loop. */
const NS_PER_MS = 1e6;
const loop = monitorEventLoopDelay({ resolution: 1 });
let subject: BenchSubject | undefined;

const calls: SubjectCalls = {
  async open({ module, options }) {
    const from = performance.now();
    const { open } = await import(pathToFileURL(module).href) as { open: OpenSubject };
    subject = await open(options);
    loop.enable();
    return { ms: performance.now() - from };
  },
  async read(picture) {
    const [from, cpu] = [performance.now(), process.cpuUsage()];
    const reading = await opened().read(picture);
    const { user, system } = process.cpuUsage(cpu);
    return { ...reading, ms: performance.now() - from, cpuMs: (user + system) / 1000 };
  },
  async throughput({ pictures, forMs }) {
    const from = performance.now();
    let pages = 0;
    const lane = async (): Promise<void> => {
      // Whole rounds of the pages: they cost unlike amounts.
      while (performance.now() - from < forMs || pages % pictures.length !== 0) await opened().read(pictures[pages++ % pictures.length]!);
    };
    await Promise.all(Array.from({ length: opened().inFlight }, lane));
    return { pages, ms: performance.now() - from };
  },
  cost: () => Promise.resolve({ peakMib: Math.round(process.resourceUsage().maxRSS / 1024), loopMaxMs: loop.max / NS_PER_MS }),
  close: () => opened().close(),
};

function opened(): BenchSubject {
  if (!subject) throw new Error('The subject was not opened.');
  return subject;
}

async function answer({ id, call, value }: SubjectRequest): Promise<SubjectAnswer> {
  try {
    return { id, value: await (calls[call] as (given: unknown) => Promise<unknown>)(value) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (request: SubjectRequest) => { void answer(request).then((told) => process.send?.(told)); });
process.on('disconnect', () => process.exit(0));
