import { readFile } from 'node:fs/promises';
import { createDocumentReader } from '../create-document-reader';
import type { StartRequest, StartTimes } from './bench-start';

/** A process that starts engines, reads one page some times, and tells how long each took. The request comes as its only argument. */
async function run({ runtime, profile, file, mime, later }: StartRequest): Promise<StartTimes> {
  const reader = createDocumentReader(runtime);
  try {
    await reader.warmUp();
    const [readyMs, rssMb] = [Date.now() - performance.timeOrigin, Math.round(process.memoryUsage.rss() / 2 ** 20)];
    const bytes = await readFile(file);
    const times: number[] = [];
    for (let run = 0; run <= later; run++) {
      const began = performance.now();
      await reader.read(bytes, mime, profile);
      times.push(performance.now() - began);
    }
    return { readyMs, rssMb, firstMs: times[0]!, laterMs: times.slice(1) };
  } finally {
    await reader.close();
  }
}

run(JSON.parse(process.argv[2] ?? '{}') as StartRequest).then(
  (times) => process.stdout.write(JSON.stringify(times)),
  (error: unknown) => { process.stderr.write(String(error)); process.exitCode = 1; },
);
