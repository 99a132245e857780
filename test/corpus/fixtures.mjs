/**
 * node test/corpus/fixtures.mjs — writes the few documents that are kept in the repository: test/fixtures/corpus for tests that
 * need a real file at once, test/fixtures/sample for the first start. All from tuning layouts.
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDocument } from './make-document.mjs';
import { writeTier } from './tiers.mjs';

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures');
/** Layout, number within the corpus of seed 1, tier. */
const KEPT = [['klasyczna', 1, 'pdf'], ['euro-dwujezyczna', 1, 'pdf'], ['paski', 1, 'clean'], ['korekta-przed-po', 1, 'photo'], ['zaliczka', 4, 'scan'], ['telekom', 1, 'scan'], ['uproszczona', 1, 'photo']];
const SAMPLE = { layout: 'klasyczna', seed: 'sample/7', name: 'faktura-przykladowa' };

async function make(layout, seed, number, tier, folder) {
  const name = `${layout}-${String(number).padStart(3, '0')}`;
  return writeTier(await makeDocument(layout, seed), { layout, set: 'tune', seed, case: name }, tier, folder);
}

const corpus = join(FIXTURES, 'corpus');
const sample = join(FIXTURES, 'sample');
for (const folder of [corpus, sample]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
for (const [layout, number, tier] of KEPT) process.stdout.write(`${await make(layout, `1/${number}`, number, tier, corpus)}\n`);

const scratch = mkdtempSync(join(tmpdir(), 'sample-'));
const file = await make(SAMPLE.layout, SAMPLE.seed, 1, 'pdf', scratch);
renameSync(join(scratch, file), join(sample, `${SAMPLE.name}.pdf`));
const truth = JSON.parse(readFileSync(join(scratch, file.replace('.pdf', '.truth.json')), 'utf8'));
writeFileSync(join(sample, `${SAMPLE.name}.truth.json`), `${JSON.stringify({ ...truth, file: `${SAMPLE.name}.pdf`, case: SAMPLE.name })}\n`);
rmSync(scratch, { recursive: true });
process.stdout.write(`${SAMPLE.name}.pdf\n`);
