// Turns every page of a corpus all four ways and tells which come upright, by the product's own way and by other evidence.
//
//   node training/evaluate_orientation.mjs [--corpus test/corpus/out/tune] [--step 1] [--tiers clean,scan,photo] [--detector ID] [--side 960]
//        [--recogniser-set NAME] [--orientation-model FILE] [--lines] [--dist dist]
//
// angle: the angle model's mean over the longest lines. recogniser: mean confidence of the same lines read both ways.
// --orientation-model: a classifier of whole pages (224 × 224, ImageNet scaling, classes 0, 90, 180, 270). --lines: single lines turned over.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusPages } from './corpus_pages.mjs';
import { productParts } from './product_parts.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const MODELS = join(ROOT, 'models');
const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string', default: join(ROOT, 'test/corpus/out/tune') }, step: { type: 'string', default: '1' }, tiers: { type: 'string', default: 'clean,scan,photo' },
    detector: { type: 'string', default: 'ppocr-v6-tiny-det' }, side: { type: 'string', default: '960' }, 'recogniser-set': { type: 'string', default: 'polish_optimized' },
    'orientation-model': { type: 'string' }, lines: { type: 'boolean', default: false }, dist: { type: 'string', default: join(ROOT, 'dist') },
  },
});
const TURNS = [0, 90, 180, 270];
/** A line's evidence comes from its start, this many times as long as it is high. */
const WINDOW = 7;
/** Longest lines that vote: by the angle model, by reading both ways. */
const VOTERS = { angle: 8, recogniser: 4 };
const part = productParts(resolve(options.dist));
const { turnUpright, standsOnItsSide } = part('ocr/classify/classify-angle.js');
const { upsideDown } = part('ocr/classify/upside-down.js');
const { detectBoxes } = part('ocr/detect/detect-boxes.js');
const { settingsForDetector } = part('ocr/detect/settings-for-detector.js');
const { turnPage } = part('ocr/image/page-image.js');
const { lanesInThread } = part('ocr/pipeline/model-tasks.js');
const { meanConfidence } = part('ocr/recognise/calibrated.js');
const { recogniseLines } = part('ocr/recognise/recognise-lines.js');
const { quadSize } = part('ocr/geometry/quad.js');
const { OCR_PROFILES } = part('ocr/ocr-profiles.js');
const { models } = await part('ocr/session/load-page-models.js').loadPageModels(MODELS, part.session, [options['recogniser-set']]);
const detection = await part.detector(MODELS, options.detector);
const lanes = lanesInThread({ of: () => Promise.resolve({ ...models, detection }), inferenceMs: () => 0 }).forPage(() => undefined);
const wholePage = options['orientation-model'] ? await pageClassifier(options['orientation-model']) : null;
const profile = { ...settingsForDetector(OCR_PROFILES.balanced, detection.defaults), detectionSide: Number(options.side) };

const wrong = { product: 0, side: 0, angle: 0, recogniser: 0, wholePage: 0 };
const margins = { angle: [], recogniser: [] };
const times = { product: [], angle: [], recogniser: [], wholePage: [] };
const single = { lines: 0, angleWrong: 0, angleUpsideDownAsUpright: 0, recogniserWrong: 0 };
let count = 0;
for await (const { name, image } of corpusPages(part, options)) {
  for (const turn of TURNS) {
    const given = turnPage(image, turn);
    count++;
    const found = await detectBoxes(given, 0, profile, lanes);
    const upright = await timed('product', () => turnUpright(given, found, (again) => detectBoxes(given, again, profile, lanes), null, lanes));
    note('product', upright.rotation === (360 - turn) % 360, name, turn);
    note('side', standsOnItsSide(found.boxes.map(({ quad }) => quad)) === (turn % 180 !== 0), name, turn);
    // From here on the side is taken as known: evidence for up and down alone.
    const lying = turn % 180 === 0 ? given : turnPage(given, 90);
    const onItsHead = turn === 180 || turn === 90;
    const { boxes } = turn % 180 === 0 ? found : await detectBoxes(lying, 0, profile, lanes);
    const lines = longest(boxes).map(({ quad }) => ({ page: lying, quad }));
    judge('angle', mean(await timed('angle', () => byAngle(lines.slice(0, VOTERS.angle)))) - 0.5, onItsHead, name, turn);
    const voters = lines.slice(0, VOTERS.recogniser);
    const [read, back] = await timed('recogniser', async () => [await byReading(voters), await byReading(voters.map(overturned))]);
    judge('recogniser', mean(back) - mean(read), onItsHead, name, turn);
    if (wholePage) note('wholePage', (await timed('wholePage', () => wholePage(given))) === (360 - turn) % 360, name, turn);
    if (options.lines && turn === 0) await judgeLines(lines);
  }
}
const share = (part, whole) => `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(2)} %)`;
const low = (values) => values.toSorted((a, b) => a - b)[0]?.toFixed(3);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]?.toFixed(1);
console.log(`pages turned: ${count}; wrong: product ${share(wrong.product, count)}, lying or standing ${share(wrong.side, count)}`);
console.log(`up or down, side known: angle model wrong ${share(wrong.angle, count)}, least margin ${low(margins.angle)}; recogniser wrong ${share(wrong.recogniser, count)}, least margin ${low(margins.recogniser)}`);
if (wholePage) console.log(`page classifier wrong ${share(wrong.wholePage, count)}`);
console.log(`median CPU ms: ${Object.entries(times).map(([what, values]) => `${what} ${median(values) ?? '-'}`).join(', ')} (product includes searching a standing page again)`);
if (options.lines) console.log(`single lines: ${single.lines} upright and as many turned over; angle model: upright taken for turned ${share(single.angleWrong, single.lines)}, turned taken for upright ${share(single.angleUpsideDownAsUpright, single.lines)}; recogniser wrong ${share(single.recogniserWrong, single.lines)}`);

function longest(boxes) {
  return boxes.map(({ quad }) => ({ quad, ...quadSize(quad) })).filter(({ width, height }) => width >= height * 2).sort((a, b) => b.width - a.width);
}

function overturned({ page, quad: [a, b, c, d] }) {
  return { page, quad: [c, d, a, b] };
}

/** Per line the angle model's probability that it stands on its head. */
async function byAngle(lines) {
  return lines.length === 0 ? [0] : upsideDown(lines, models.angle);
}

/** Per line the recogniser's confidence in what it reads at the start of it. */
async function byReading(lines) {
  return lines.length === 0 ? [0] : (await recogniseLines(lines.map(start), models.recognition)).map(({ chars }) => meanConfidence(chars));
}

async function judgeLines(lines) {
  for (const line of lines) {
    single.lines++;
    const over = overturned(line);
    if ((await byAngle([line]))[0] > 0.5) single.angleWrong++;
    if ((await byAngle([over]))[0] < 0.5) single.angleUpsideDownAsUpright++;
    if ((await byReading([line]))[0] <= (await byReading([over]))[0]) single.recogniserWrong++;
  }
}

function start({ page, quad: [a, b, c, d] }) {
  const { width, height } = quadSize([a, b, c, d]);
  const share = Math.min(1, (WINDOW * height) / width);
  const along = (from, to) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  return { page, quad: [a, along(a, b), along(d, c), d] };
}

/** Clockwise turn that brings the page upright, by a classifier of page orientation. */
async function pageClassifier(file) {
  const infer = await part.openFile(await readFile(file));
  const { stripTensor } = part('ocr/detect/strip-tensor.js');
  return async (image) => {
    // The middle square of the page brought to 224 pixels, as such classifiers are trained.
    const side = Math.min(image.width, image.height);
    const [left, top] = [(image.width - side) >> 1, (image.height - side) >> 1];
    const grey = new Uint8Array(side * side);
    for (let y = 0; y < side; y++) grey.set(image.grey.subarray((y + top) * image.width + left, (y + top) * image.width + left + side), y * side);
    const square = { grey, width: side, height: side };
    const { data } = await infer(stripTensor(square, 0, { width: 224, height: 224 }, 0, 224, { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }));
    const best = [...data].indexOf(Math.max(...data));
    return (360 - TURNS[best]) % 360;
  };
}

function note(what, right, name, turn) {
  if (right) return;
  wrong[what]++;
  console.log(`${what} wrong: ${name} turned ${turn}`);
}

function judge(what, towardsUpsideDown, upsideDown, name, turn) {
  const margin = upsideDown ? towardsUpsideDown : -towardsUpsideDown;
  margins[what].push(margin);
  note(what, margin > 0, name, turn);
}

async function timed(what, work) {
  const from = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(from);
  times[what].push((user + system) / 1000);
  return result;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
