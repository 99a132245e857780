// Reads every PGM of a folder as one line of Polish text and prints [{text, confidence}] in file order.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const { createWorker, PSM } = require('tesseract.js');
const folder = process.argv[2];
const langPath = join(dirname(require.resolve('@tesseract.js-data/pol/package.json')), '4.0.0_best_int');
const worker = await createWorker('pol', 1, { langPath, cacheMethod: 'none', gzip: true });
await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_LINE });
const readings = [];
for (const name of readdirSync(folder).sort()) {
  const { data } = await worker.recognize(readFileSync(join(folder, name)));
  readings.push({ text: data.text, confidence: data.confidence });
}
await worker.terminate();
process.stdout.write(JSON.stringify(readings));
