// tesseract.js with the Polish data of its package; one worker a core, which is how it uses a machine.
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { createScheduler, createWorker } from 'tesseract.js';

const DATA = join(dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/pol/package.json')), '4.0.0_best_int');

/** A subject of the bench, see src/ocr/bench/subject.ts. */
export async function open() {
  const scheduler = createScheduler();
  const workers = availableParallelism();
  for (let n = 0; n < workers; n++) {
    const worker = await createWorker('pol', 1, { langPath: DATA, cacheMethod: 'none', gzip: true });
    await worker.setParameters({ user_defined_dpi: '200' });
    scheduler.addWorker(worker);
  }
  return {
    inFlight: workers,
    read: async ({ path }) => {
      const { data } = await scheduler.addJob('recognize', path, {}, { blocks: true });
      const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines));
      // Word by word: its lines run across the columns of a table.
      return { lines: lines.flatMap(({ words }) => words).map(({ text, bbox: { x0, y0, x1, y1 } }) => ({ text, quad: [[x0, y0], [x1, y0], [x1, y1], [x0, y1]] })) };
    },
    close: () => scheduler.terminate(),
  };
}
