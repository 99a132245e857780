// Compares text detectors on a corpus, with the product's own scaling, strips and box finding.
//
//   node training/evaluate_detectors.mjs boxes|grid|pages [--corpus test/corpus/out/tune] [--step 2] [--tiers clean,scan,photo] [--sides 960,1280]
//        [--models ID,…] [--candidate ID=FILE …] [--recogniser ID] [--thresholds 0.2,0.3] [--box 0.4,0.6] [--unclip 1.4,1.6] [--dist dist]
//
// boxes: words covered, runs cut or joined, false boxes and time, each model with its own settings at each side.
// grid:  the same over all settings given, at one side.
// pages: characters right through the whole page pipeline, and its time.
// A candidate is an ONNX file that is not in the manifest; it is scaled as PP-OCR detectors are. Pages turned in the corpus are turned back first.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusPages } from './corpus_pages.mjs';
import { boxFigures, sumFigures, truthOf } from './detector_figures.mjs';
import { productParts } from './product_parts.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const { values: options, positionals: [mode] } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string', default: join(ROOT, 'test/corpus/out/tune') }, step: { type: 'string', default: '2' }, tiers: { type: 'string', default: 'clean,scan,photo' },
    sides: { type: 'string', default: '640,800,960,1120,1280,1536' }, models: { type: 'string', default: 'ppocr-v4-det,ppocr-v6-tiny-det' },
    candidate: { type: 'string', multiple: true, default: [] }, recogniser: { type: 'string', default: 'ppocr-v6-tiny-rec' },
    thresholds: { type: 'string' }, box: { type: 'string' }, unclip: { type: 'string' }, dist: { type: 'string', default: join(ROOT, 'dist') },
  },
});
const MODELS = join(ROOT, 'models');
const part = productParts(resolve(options.dist));
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

async function openDetectors() {
  const known = options.models.split(',').filter(Boolean).map((id) => part.detector(MODELS, id));
  const given = options.candidate.map((text) => text.split('=')).map(async ([id, file]) => part.detector(MODELS, id, await readFile(file)));
  return Promise.all([...known, ...given]);
}

async function throughDetector() {
  const { detectionSize } = part('ocr/detect/strip-tensor.js');
  const { detectionStrips } = part('ocr/detect/detection-strips.js');
  const { detectStrip } = part('ocr/detect/detect-strip.js');
  const { textRuns } = part('ocr/detect/connected-components.js');
  const { boxesFromMap } = part('ocr/detect/db-postprocess.js');
  for await (const { tier, image, lines } of corpusPages(part, options)) {
    const truth = truthOf(lines);
    for (const side of sides) {
      for (const model of detectors) {
        const size = detectionSize(image.width, image.height, side);
        const map = new Uint8Array(size.width * size.height);
        const from = process.cpuUsage();
        for (const strip of detectionStrips(size.width, size.height)) map.set((await detectStrip({ page: image, turn: 0, size, strip, threshold: 0.3 }, model)).map, strip.keepFrom * size.width);
        const ms = spent(from);
        for (const chosen of settings(model.defaults)) {
          const runs = textRuns(map, size.width, 0, chosen.detectionThreshold);
          const boxes = boxesFromMap(map, runs, size.width, size.height, chosen, image.width / size.width, image.height / size.height);
          add(model.id, side, chosen, tier, { ...boxFigures(truth, boxes.map(({ quad }) => quad)), ms });
        }
      }
    }
  }
}

async function throughPipeline() {
  const { recognisePage } = part('ocr/recognise-page.js');
  const { lanesInThread } = part('ocr/pipeline/model-tasks.js');
  const { scoreCharacters } = part('eval/character-accuracy.js');
  const { OCR_PROFILES } = part('ocr/ocr-profiles.js');
  const sets = JSON.parse(await readFile(join(MODELS, 'manifest.json'), 'utf8')).sets;
  const set = Object.keys(sets).find((name) => sets[name].recognition === options.recogniser);
  if (!set) throw new Error(`No set of the manifest reads with ${options.recogniser}.`);
  const { models } = await part('ocr/session/load-page-models.js').loadPageModels(MODELS, part.session, [set]);
  for await (const { tier, image, lines } of corpusPages(part, options)) {
    for (const side of sides) {
      for (const detection of detectors) {
        for (const chosen of settings(detection.defaults)) {
          const from = process.cpuUsage();
          const read = await recognisePage(image, { ...OCR_PROFILES.balanced, ...chosen, detectionSide: side }, lanesInThread({ of: () => Promise.resolve({ ...models, detection }), inferenceMs: () => 0 }));
          const ms = spent(from);
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
  console.log(['model', 'side', 'threshold', 'box', 'unclip', 'tier', ...columns.map(([title]) => title), 'CPU ms a page', 'pages'].join(' | '));
  for (const [key, row] of rows) {
    for (const tier of [...tiers, 'all']) {
      const figures = row[tier];
      if (figures) console.log([...key.split(' '), tier, ...columns.map(([, cell]) => cell(figures)), median(figures.times).toFixed(0), figures.times.length].join(' | '));
    }
  }
}

/** Milliseconds of processor since then: what else the machine does hardly shows, because sessions run on one thread. */
function spent(from) {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
