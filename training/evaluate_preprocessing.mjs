// What each step of preprocessing is worth: characters right without any, with one, with all but one and with all, and its milliseconds.
//
//   node training/evaluate_preprocessing.mjs [--corpus test/corpus/out/tune] [--tiers photo,clean] [--hard test/corpus/out/hard] [--hard-tiers all|none|hard-skew,…]
//        [--step 1] [--profile fast] [--engine paddle] [--totals] [--pages] [--dist dist]
//
// Pages of the corpus as they come, and pages with one fault each made of the same invoices (they are drawn when --hard is not there).
// Every page is read by the product's reader on its first rung, one engine with one thread; a PDF's pages are drawn at 200 DPI, so that readings
// differ by the steps alone. --totals: only the profiles fast and balanced as they are. --pages: one line for each page that a step changes.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { productParts } from './product_parts.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, 'test/corpus/out/tune') }, tiers: { type: 'string', default: 'photo,clean' }, hard: { type: 'string', default: join(ROOT, 'test/corpus/out/hard') },
    'hard-tiers': { type: 'string', default: 'all' }, step: { type: 'string', default: '1' }, profile: { type: 'string', default: 'fast' }, engine: { type: 'string', default: 'paddle' },
    totals: { type: 'boolean', default: false }, pages: { type: 'boolean', default: false }, dist: { type: 'string', default: join(ROOT, 'dist') },
  },
});
const LIMITS = { maxPages: 50, maxPixels: 100_000_000, minSide: 32 };
const DPI = 200;
/** Invoices of which pages with one fault each are made. */
const HARD_DOCUMENTS = 20;
/** Characters by which two readings of a page must differ to count as better or worse. */
const CLEARLY = 5;

const part = productParts(resolve(options.dist));
const { PREPROCESS_STEPS: STEPS } = part('ocr/ocr.types.js');
const { OCR_PROFILES, withSteps } = part('ocr/ocr-profiles.js');
const { createDocumentReader } = part('ocr/create-document-reader.js');
const { openPageSource } = part('ocr/page-source.js');
const { decodePage } = part('ocr/image/decode-image.js');
const { PdfReader } = part('ocr/pdf/pdf-reader.js');
const { PageMemory } = part('ocr/pipeline/page-memory.js');
const { preparePage } = part('ocr/preprocess/prepare-page.js');
const { scoreCharacters } = part('eval/character-accuracy.js');
const { loadCorpus } = part('eval/load-corpus.js');

const reader = createDocumentReader({ modelsDir: join(ROOT, 'models'), engines: 1, threadsPerEngine: 1, maxWaiting: 8, pageTimeoutMs: 120_000, limits: LIMITS });
const pdfs = new PdfReader({ limits: LIMITS, timeoutMs: 60_000, tooSlow: 'engine_timeout', memory: new PageMemory(0) });
/** Per tier and way of reading: sums. Per step and tier: pages that ask for it, read the four ways. */
const totals = new Map();
const perStep = new Map();
const milliseconds = { measuring: [], ...Object.fromEntries(STEPS.map((step) => [step, []])) };

for await (const one of cases()) await (options.totals ? readAsShipped(one) : readEachWay(one));
print();
await Promise.all([reader.close(), pdfs.close()]);

async function* cases() {
  yield* casesBelow(options.corpus, options.tiers.split(','));
  if (options['hard-tiers'] === 'none') return;
  if (!existsSync(options.hard)) {
    const made = spawnSync(process.execPath, [join(ROOT, 'test/corpus/generate.mjs'), '--set', 'tune', '--tiers', 'hard', '--count', `${HARD_DOCUMENTS}`, '--out', options.hard], { stdio: 'inherit' });
    if (made.status !== 0) throw new Error('The pages with one fault each could not be made.');
  }
  yield* casesBelow(options.hard, options['hard-tiers'] === 'all' ? null : options['hard-tiers'].split(','));
}

/** Every `--step`th case of each tier. */
async function* casesBelow(folder, tiers) {
  const seen = {};
  for await (const one of loadCorpus(folder)) {
    const { tier } = one.case;
    if (tiers && !tiers.includes(tier)) continue;
    seen[tier] = (seen[tier] ?? -1) + 1;
    if (seen[tier] % Number(options.step) === 0) yield { ...one, bytes: await readFile(one.path) };
  }
}

async function readAsShipped({ bytes, case: truth }) {
  for (const name of ['fast', 'balanced']) add(truth.tier, name, await read(bytes, truth, OCR_PROFILES[name]));
}

async function readEachWay({ bytes, case: truth }) {
  const asked = await timeSteps(bytes);
  const readings = new Map();
  const readWith = async (steps) => {
    const key = asked.filter((step) => steps.includes(step)).join();
    if (!readings.has(key)) readings.set(key, await read(bytes, truth, withSteps(OCR_PROFILES[options.profile], steps)));
    return readings.get(key);
  };
  const [none, all] = [await readWith([]), await readWith(STEPS)];
  add(truth.tier, 'none', none);
  add(truth.tier, 'all', all);
  add(truth.tier, 'asked', { pages: asked.length > 0 ? none.pages : 0 });
  for (const step of asked) {
    const [alone, without] = [await readWith([step]), await readWith(STEPS.filter((other) => other !== step))];
    const row = sums(perStep, `${step}|${truth.tier}`, { pages: 0, characters: 0, none: 0, alone: 0, without: 0, all: 0, better: 0, worse: 0 });
    for (const [name, by] of Object.entries({ pages: none.pages, characters: none.characters, none: none.errors, alone: alone.errors, without: without.errors, all: all.errors })) row[name] += by;
    if (without.errors - all.errors >= CLEARLY) row.better++;
    if (all.errors - without.errors >= CLEARLY) row.worse++;
    if (options.pages) console.log(`${truth.case} ${step}: of ${none.characters} wrong without any ${none.errors}, with it alone ${alone.errors}, with all but it ${without.errors}, with all ${all.errors}`);
  }
}

/** @returns what one reading of a case has: pages, characters, errors, and pages that it took for turned otherwise than they are */
async function read(bytes, truth, profile) {
  const chosen = { ...profile, engine: options.engine, fallback: false, pdfText: 'never', dpi: options.totals ? profile.dpi : DPI };
  const { pages } = await reader.read(bytes, '', chosen);
  const scores = truth.pages.map((page) => scoreCharacters(page.lines, pages.find((other) => other.page === page.page)?.lines ?? []));
  const sum = (name) => scores.reduce((total, score) => total + score[name], 0);
  return { pages: pages.length, characters: sum('characters'), errors: sum('errors'), notUpright: pages.filter(({ rotation }) => rotation !== truth.rotation).length };
}

/** Processor time of measuring the pages and of each step they ask for. @returns these steps, in order */
async function timeSteps(bytes) {
  const source = await openPageSource(bytes, pdfs, LIMITS, decodePage);
  const asked = new Set();
  for (let page = 1; page <= source.pages; page++) {
    const { image } = await source.pixels(page, { dpi: DPI });
    const measuring = timed(() => preparePage(image, [], 0)).ms;
    milliseconds.measuring.push(measuring);
    for (const step of preparePage(image, STEPS, 0).steps) {
      asked.add(step);
      milliseconds[step].push(Math.max(0, timed(() => preparePage(image, [step], 0)).ms - measuring));
    }
  }
  await source.close();
  return STEPS.filter((step) => asked.has(step));
}

function timed(work) {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return { ms: (user + system) / 1000 };
}

function sums(map, key, fresh) {
  if (!map.has(key)) map.set(key, fresh);
  return map.get(key);
}

function add(tier, way, reading) {
  const row = sums(sums(totals, tier, new Map()), way, { pages: 0, characters: 0, errors: 0, notUpright: 0 });
  for (const name of Object.keys(row)) row[name] += reading[name] ?? 0;
}

function print() {
  const right = (errors, characters) => (100 * (1 - errors / characters)).toFixed(2);
  const table = (head, rows) => console.log(`\n| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}`);
  const ways = options.totals ? ['fast', 'balanced'] : ['none', 'all'];
  const of = (tier, way) => { const { characters, errors } = totals.get(tier).get(way); return right(errors, characters); };
  table(['pages', 'how many', ...(options.totals ? ['`fast`', '`balanced`'] : ['that ask for a step', `\`${options.profile}\`, no steps`, 'all steps']), 'not upright', 'not upright'],
    [...totals.keys()].map((tier) => [tier, totals.get(tier).get(ways[0]).pages, ...(options.totals ? [] : [totals.get(tier).get('asked').pages]), ...ways.map((way) => of(tier, way)), ...ways.map((way) => totals.get(tier).get(way).notUpright)]));
  if (options.totals) return;
  const rows = [...perStep].sort(([a], [b]) => STEPS.indexOf(a.split('|')[0]) - STEPS.indexOf(b.split('|')[0]));
  table(['step', 'pages', 'that ask for it', 'no steps', 'it alone', 'all but it', 'all', 'clearly better', 'clearly worse'],
    rows.map(([key, { pages, characters, none, alone, without, all, better, worse }]) => [...key.split('|'), pages, ...[none, alone, without, all].map((errors) => right(errors, characters)), better, worse]));
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]?.toFixed(0) ?? '-';
  table(['processor time, median', ...Object.keys(milliseconds)], [['ms a page', ...Object.values(milliseconds).map(median)]]);
}
