/**
 * npm run corpus -- [--out DIR] [--set tune|judge|all] [--count N] [--seed S] [--tiers pdf,clean,scan,photo,hard] [--layouts a,b] [--jobs N] [--quick]
 * Writes invoices with their truth beside them. The same arguments give the same files, byte for byte.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { makeDocument } from './make-document.mjs';
import { HARD_TIERS, TIERS, writeTier } from './tiers.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const DOCUMENTS = { tune: 40, judge: 60 };
const QUICK = 10;
const MAX_JOBS = 8;

/** @param {'tune'|'judge'} set @returns {string[]} layouts of that set */
export const layoutsOf = (set) => JSON.parse(readFileSync(join(HERE, '..', 'sets', `${set}.json`), 'utf8')).layouts;

function readArguments() {
  const { values } = parseArgs({ options: {
    out: { type: 'string', default: join(HERE, 'out') }, set: { type: 'string', default: 'all' }, count: { type: 'string' }, seed: { type: 'string', default: '1' },
    tiers: { type: 'string', default: TIERS.join(',') }, layouts: { type: 'string' }, jobs: { type: 'string' }, quick: { type: 'boolean', default: false },
  } });
  const tiers = values.tiers.split(',').flatMap((tier) => (tier === 'hard' ? HARD_TIERS : [tier]));
  if (!['tune', 'judge', 'all'].includes(values.set)) throw new Error(`--set must be tune, judge or all, not ${values.set}`);
  const known = [...TIERS, ...HARD_TIERS];
  for (const tier of tiers) if (!known.includes(tier)) throw new Error(`unknown tier ${tier}; known: ${known.join(', ')}`);
  const jobs = Math.max(1, Math.min(Number(values.jobs ?? availableParallelism()), MAX_JOBS));
  return { ...values, out: resolve(values.out), tiers, jobs, sets: values.set === 'all' ? ['tune', 'judge'] : [values.set] };
}

/** Every document to make, layouts in turn, so that any count is a fair mixture. */
export function planDocuments({ sets, count, quick, seed, layouts, out }) {
  return sets.flatMap((set) => {
    const known = layoutsOf(set).filter((name) => !layouts || layouts.split(',').includes(name));
    const total = known.length === 0 ? 0 : count ? Number(count) : quick ? QUICK : DOCUMENTS[set];
    return Array.from({ length: total }, (_, i) => {
      const layout = known[i % known.length];
      const number = Math.floor(i / known.length) + 1;
      return { set, layout, seed: `${seed}/${number}`, case: `${layout}-${String(number).padStart(3, '0')}`, folder: join(out, set) };
    });
  });
}

async function makeAll(documents, tiers, onDone) {
  for (const about of documents) {
    const document = await makeDocument(about.layout, about.seed);
    for (const tier of tiers) await writeTier(document, about, tier, about.folder);
    onDone(about);
  }
}

async function main() {
  const options = readArguments();
  const documents = planDocuments(options);
  for (const folder of new Set(documents.map((about) => about.folder))) mkdirSync(folder, { recursive: true });
  const started = Date.now();
  let done = 0;
  const report = () => process.stdout.write(`\r${++done}/${documents.length} documents`);
  const jobs = Math.min(options.jobs, documents.length);
  await Promise.all(Array.from({ length: jobs }, (_, job) => new Promise((settle, fail) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { documents: documents.filter((_, i) => i % jobs === job), tiers: options.tiers } });
    worker.on('message', report).on('error', fail).on('exit', settle);
  })));
  process.stdout.write(`\n${done * options.tiers.length} files in ${options.out}, ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

if (isMainThread) {
  if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
    await main().catch((error) => { process.stderr.write(`${error.message}\n`); process.exitCode = 2; });
  }
} else await makeAll(workerData.documents, workerData.tiers, (about) => parentPort.postMessage(about.case));
