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
/** Columns of a line that evidence looks at; lines vote by turns of this many. */
const WINDOW = 320;
const part = productParts(resolve(options.dist));
const { turnUpright, standsOnItsSide } = part('ocr/classify/classify-angle.js');
const { detectBoxes } = part('ocr/detect/detect-boxes.js');
const { turnPage } = part('ocr/image/page-image.js');
const { cropLine } = part('ocr/recognise/crop-lines.js');
const { batchTensor } = part('ocr/recognise/batch-lines.js');
const { recogniseLines } = part('ocr/recognise/recognise-lines.js');
const { quadSize } = part('ocr/geometry/quad.js');
const { OCR_PROFILES } = part('ocr/ocr-profiles.js');
const { models } = await part('ocr/session/load-page-models.js').loadPageModels(MODELS, part.session, [options['recogniser-set']]);
const detection = await part.detector(MODELS, options.detector);
const wholePage = options['orientation-model'] ? await pageClassifier(options['orientation-model']) : null;
const profile = { ...OCR_PROFILES.balanced, ...detection.defaults, detectionSide: Number(options.side) };
const detect = (image) => detectBoxes(image, profile, detection);

const wrong = { product: 0, side: 0, angle: 0, recogniser: 0, wholePage: 0 };
const margins = { angle: [], recogniser: [] };
const times = { product: [], angle: [], recogniser: [], wholePage: [] };
const single = { lines: 0, angleWrong: 0, angleUpsideDownAsUpright: 0, recogniserWrong: 0 };
let count = 0;
for await (const { name, image } of corpusPages(part, options)) {
  for (const turn of TURNS) {
    const given = turnPage(image, turn);
    const expected = (360 - turn) % 360;
    count++;
    const boxes = await detect(given);
    const upright = await timed('product', () => turnUpright(given, boxes, detect, models.angle));
    note('product', upright.rotation === expected, name, turn);
    const sideways = standsOnItsSide(boxes.map(({ quad }) => quad));
    note('side', sideways === (turn % 180 !== 0), name, turn);
    // From here on the side is taken as known: evidence for up and down alone.
    const lying = turn % 180 === 0 ? given : turnPage(given, 90);
    const upsideDown = (turn % 180 === 0 ? turn : (turn + 90) % 360) === 180;
    const crops = voters(turn % 180 === 0 ? boxes : await detect(lying), 8).map(({ quad }) => [cropLine(lying, quad, 48), cropLine(lying, overturned(quad), 48)]);
    const angle = await timed('angle', () => byAngle(crops.map(([one]) => one)));
    const [read, back] = await timed('recogniser', async () => [await byReading(crops.slice(0, 4).map(([one]) => one)), await byReading(crops.slice(0, 4).map(([, other]) => other))]);
    judge('angle', mean(angle) - 0.5, upsideDown, name, turn);
    judge('recogniser', mean(back) - mean(read), upsideDown, name, turn);
    if (wholePage) note('wholePage', (await timed('wholePage', () => wholePage(given))) === expected, name, turn);
    if (options.lines && turn === 0) await judgeLines(given, boxes);
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

function voters(boxes, limit) {
  return boxes.map(({ quad }) => ({ quad, ...quadSize(quad) })).filter(({ width, height }) => width >= height * 2).sort((a, b) => b.width - a.width).slice(0, limit);
}

function overturned([a, b, c, d]) {
  return [c, d, a, b];
}

/** Per strip the angle model's probability that it stands on its head. */
async function byAngle(crops) {
  if (crops.length === 0) return [0];
  const { width, height } = models.angle;
  const { data } = await models.angle.infer(batchTensor(crops.map((crop) => start(crop, width)), width, height, models.angle));
  return crops.map((_, index) => data[index * 2 + 1]);
}

/** Per strip the recogniser's confidence in what it reads at the start of it. */
async function byReading(crops) {
  if (crops.length === 0) return [0];
  return (await recogniseLines(crops.map((crop) => start(crop, WINDOW)), 6, models.recognition)).map(({ confidence }) => confidence);
}

async function judgeLines(image, boxes) {
  const crops = boxes.filter(({ quad }) => quadSize(quad).width >= quadSize(quad).height * 2).map(({ quad }) => [cropLine(image, quad, 48), cropLine(image, overturned(quad), 48)]);
  for (const [one, other] of crops) {
    single.lines++;
    if ((await byAngle([one]))[0] > 0.5) single.angleWrong++;
    if ((await byAngle([other]))[0] < 0.5) single.angleUpsideDownAsUpright++;
    if ((await byReading([one]))[0] <= (await byReading([other]))[0]) single.recogniserWrong++;
  }
}

function start(crop, width) {
  if (crop.width <= width) return crop;
  const rgb = new Uint8Array(width * crop.height * 3);
  for (let y = 0; y < crop.height; y++) rgb.set(crop.rgb.subarray(y * crop.width * 3, (y * crop.width + width) * 3), y * width * 3);
  return { rgb, width, height: crop.height };
}

/** Clockwise turn that brings the page upright, by a classifier of page orientation. */
async function pageClassifier(file) {
  const infer = await part.openFile(await readFile(file));
  const { prepareDetection } = part('ocr/detect/prepare-detection.js');
  return async (image) => {
    // The middle square of the page brought to 224 pixels, as such classifiers are trained.
    const side = Math.min(image.width, image.height);
    const [left, top] = [(image.width - side) >> 1, (image.height - side) >> 1];
    const rgb = new Uint8Array(side * side * 3);
    for (let y = 0; y < side; y++) rgb.set(image.rgb.subarray(((y + top) * image.width + left) * 3, ((y + top) * image.width + left + side) * 3), y * side * 3);
    const { tensor } = prepareDetection({ rgb, width: side, height: side }, 224, { order: 'RGB', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] });
    const { data } = await infer(tensor);
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
