// Compares text detectors on a corpus, with the product's own scaling, strips and box finding.
//
//   node training/evaluate_detectors.mjs boxes|grid|pages [--corpus test/corpus/out/tune] [--step 2] [--tiers clean,scan,photo] [--sides 960,1280]
//        [--models ID,…] [--candidate ID=FILE …] [--recogniser ID] [--thresholds 0.2,0.3] [--box 0.4,0.6] [--unclip 1.4,1.6] [--threads 1] [--dist dist]
//
// boxes: words covered, runs cut or joined, false boxes and time, each model with its own settings at each side.
// grid:  the same over all settings given, at one side.
// pages: characters right through the whole page pipeline, and its time.
// A candidate is an ONNX file that is not in the manifest; it is scaled as PP-OCR detectors are. Pages turned in the corpus are turned back first.
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { boxFigures, sumFigures, truthOf } from './detector_figures.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const { values: options, positionals: [mode] } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string', default: join(ROOT, 'test/corpus/out/tune') }, step: { type: 'string', default: '2' }, tiers: { type: 'string', default: 'clean,scan,photo' },
    sides: { type: 'string', default: '640,800,960,1120,1280,1536' }, models: { type: 'string', default: 'ppocr-v4-det,ppocr-v6-tiny-det' },
    candidate: { type: 'string', multiple: true, default: [] }, recogniser: { type: 'string', default: 'ppocr-v6-tiny-rec' },
    thresholds: { type: 'string' }, box: { type: 'string' }, unclip: { type: 'string' }, threads: { type: 'string', default: '1' }, dist: { type: 'string', default: join(ROOT, 'dist') },
  },
});
const MODELS = join(ROOT, 'models');
const LIMITS = { maxPages: 50, maxPixels: 100_000_000, minSide: 32 };
const DPI = { fast: 150, balanced: 200, quality: 300 };
const { part, load } = parts(resolve(options.dist));
const numbers = (text) => text?.split(',').map(Number);
const sides = numbers(options.sides);
const tiers = options.tiers.split(',');

if (!['boxes', 'grid', 'pages'].includes(mode)) throw new Error('Name a mode: boxes, grid or pages.');
const detectors = await openDetectors();
const settings = (of) => numbers(options.thresholds ?? `${of.detectionThreshold}`).flatMap((detectionThreshold) => numbers(options.box ?? `${of.boxThreshold}`)
  .flatMap((boxThreshold) => numbers(options.unclip ?? `${of.unclipRatio}`).map((unclipRatio) => ({ detectionThreshold, boxThreshold, unclipRatio }))));
const rows = new Map();
await (mode === 'pages' ? throughPipeline() : throughDetector());
print();

/** Modules of the built product. */
function parts(dist) {
  const require = createRequire(join(dist, 'cli.js'));
  const part = (name) => require(join(dist, name));
  return { part, load: part('ocr/session/load-page-models.js').loadPageModels };
}

async function openDetectors() {
  const { entry, readLocked, readManifest } = part('ocr/session/model-manifest.js');
  const { openSession } = part('ocr/session/onnx-session.js');
  const manifest = readManifest(MODELS);
  const known = options.models.split(',').filter(Boolean).map((id) => ({ id, model: entry(manifest, 'det', id) }));
  const like = entry(manifest, 'det', 'ppocr-v6-tiny-det');
  const given = options.candidate.map((text) => text.split('=')).map(([id, file]) => ({ id, file, model: { ...like, id } }));
  return Promise.all([...known, ...given].map(async ({ id, file, model }) => {
    const bytes = file ? await readFile(file) : await readLocked(MODELS, model);
    const { infer } = await openSession(bytes, model, Number(options.threads));
    return { id, infer, ...model.preprocessing, defaults: model.defaults };
  }));
}

/** First pages of every `step`th document, upright, with their truth in the same pixels. */
async function* pages(dpi) {
  const { loadCorpus } = part('eval/load-corpus.js');
  const { openPageSource } = part('ocr/page-source.js');
  const { PdfReader } = part('ocr/pdf/pdf-reader.js');
  const { turnPage } = part('ocr/image/page-image.js');
  const { turnForward } = part('ocr/geometry/quad.js');
  const pdfs = new PdfReader({ limits: LIMITS, timeoutMs: 60_000, tooSlow: 'engine_timeout' });
  const seen = Object.fromEntries(tiers.map((tier) => [tier, 0]));
  for await (const { path, case: one } of loadCorpus(options.corpus)) {
    if (!tiers.includes(one.tier) || seen[one.tier]++ % Number(options.step) !== 0) continue;
    const source = await openPageSource(await readFile(path), pdfs, LIMITS);
    const { image, width } = await source.pixels(1, { dpi });
    const scale = image.width / width;
    const lines = one.pages[0].lines.map(({ text, quad }) => ({ text, quad: quad.map(([x, y]) => turnForward([x * scale, y * scale], one.rotation, image.width, image.height)) }));
    yield { tier: one.tier, name: one.case, image: turnPage(image, one.rotation), lines };
    await source.close();
  }
  await pdfs.close();
}

async function throughDetector() {
  const { prepareDetection } = part('ocr/detect/prepare-detection.js');
  const { inferInStrips } = part('ocr/detect/detection-strips.js');
  const { boxesFromMap } = part('ocr/detect/db-postprocess.js');
  for await (const { tier, image, lines } of pages(DPI.balanced)) {
    const truth = truthOf(lines);
    for (const side of sides) {
      for (const model of detectors) {
        const { tensor, scaleX, scaleY } = prepareDetection(image, side, model);
        const from = performance.now();
        const map = await inferInStrips(tensor, model.infer);
        const ms = performance.now() - from;
        const [height, width] = map.dims.slice(-2);
        for (const chosen of settings(model.defaults)) {
          const boxes = boxesFromMap(map.data, width, height, chosen, scaleX, scaleY);
          add(model.id, side, chosen, tier, { ...boxFigures(truth, boxes.map(({ quad }) => quad)), ms });
        }
      }
    }
  }
}

async function throughPipeline() {
  const { recognisePage } = part('ocr/recognise-page.js');
  const { scoreCharacters } = part('eval/character-accuracy.js');
  const { OCR_PROFILES } = part('ocr/ocr-profiles.js');
  const sets = JSON.parse(await readFile(join(MODELS, 'manifest.json'), 'utf8')).sets;
  const set = Object.keys(sets).find((name) => sets[name].recognition === options.recogniser);
  if (!set) throw new Error(`No set of the manifest reads with ${options.recogniser}.`);
  const { models } = await load(MODELS, Number(options.threads), [set]);
  for await (const { tier, image, lines } of pages(DPI.balanced)) {
    for (const side of sides) {
      for (const detection of detectors) {
        for (const chosen of settings(detection.defaults)) {
          const from = performance.now();
          const read = await recognisePage(image, { ...OCR_PROFILES.balanced, ...chosen, detectionSide: side }, { ...models, detection });
          const ms = performance.now() - from;
          const { characters, errors, polish, polishRight, missedLines, extraLines } = scoreCharacters(lines, read.lines);
          add(detection.id, side, chosen, tier, { characters, errors, polish, polishRight, missedLines, extraLines, turned: read.rotation === 0 ? 0 : 1, ms });
        }
      }
    }
  }
}

function add(id, side, { detectionThreshold, boxThreshold, unclipRatio }, tier, figures) {
  const key = [id, side, detectionThreshold, boxThreshold, unclipRatio].join(' ');
  const row = rows.get(key) ?? {};
  rows.set(key, row);
  for (const place of [tier, 'all']) row[place] = sumFigures(row[place], figures);
}

function print() {
  const share = (part, whole) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)}`);
  const columns = mode === 'pages'
    ? [['chars right %', (f) => share(f.characters - f.errors, f.characters)], ['Polish %', (f) => share(f.polishRight, f.polish)], ['runs missed', (f) => f.missedLines], ['extra', (f) => f.extraLines], ['turned', (f) => f.turned]]
    : [['words covered %', (f) => share(f.covered, f.words)], ['missed %', (f) => share(f.missed, f.words)], ['runs cut %', (f) => share(f.cut, f.runs)],
      ['rows joined %', (f) => share(f.joined, f.boxes)], ['columns joined %', (f) => share(f.beside, f.boxes)], ['false boxes %', (f) => share(f.false, f.boxes)]];
  console.log(['model', 'side', 'threshold', 'box', 'unclip', 'tier', ...columns.map(([title]) => title), 'ms a page', 'pages'].join(' | '));
  for (const [key, row] of rows) {
    for (const tier of [...tiers, 'all']) {
      const figures = row[tier];
      if (figures) console.log([...key.split(' '), tier, ...columns.map(([, cell]) => cell(figures)), median(figures.times).toFixed(0), figures.times.length].join(' | '));
    }
  }
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
