import { inferring } from '../../test/support/tensors';
import { settingsForDetector } from './detect/settings-for-detector';
import type { PageImage } from './image/page-image';
import { turnPage } from './image/page-image';
import { OCR_PROFILES } from './ocr-profiles';
import { Lanes } from './pipeline/lanes';
import { modelTasks } from './pipeline/model-tasks';
import type { RunTask } from './pipeline/page-tasks';
import { recognisePage } from './recognise-page';
import type { PageModels } from './session/inference.port';

const PLAIN = { mean: [0, 0, 0], std: [1, 1, 1] } as const;
const CLASSES = ['', ...'abcdefgh'];

/** White page with bars whose grey says a letter: rows of a table, so that their order matters. */
function page(): PageImage {
  const [width, height] = [640, 960];
  const grey = new Uint8Array(width * height).fill(255);
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 2; column++) {
      const [left, top] = [40 + column * 320, 60 + row * 240];
      for (let y = top; y < top + 30; y++) grey.fill(10 * (row * 2 + column + 1), y * width + left, y * width + left + 200 + row * 20);
    }
  }
  return { grey, width, height };
}

/** Models that see ink and read its grey: what they say depends on nothing but the pixels they are given. */
const MODELS: PageModels = {
  detection: {
    ...PLAIN, defaults: { detectionThreshold: 0.3, boxThreshold: 0.6, unclipRatio: 1.5, sides: { fast: 960, balanced: 1280, quality: 1536 } },
    infer: inferring(({ data, dims }) => ({ data: data.subarray(0, dims[2]! * dims[3]!).map((value) => (value < 0.5 ? 0.9 : 0)), dims: [1, 1, dims[2]!, dims[3]!] })),
  },
  angle: { ...PLAIN, width: 192, height: 48, infer: inferring(({ dims }) => ({ data: Float32Array.from({ length: dims[0]! * 2 }, (_, index) => (index + 1) % 2), dims: [dims[0]!, 2] })) },
  recognition: {
    ...PLAIN, height: 48, classes: CLASSES, calibration: {},
    infer: inferring(({ data, dims: [lines = 0, , height = 0, width = 0] }) => {
      const scores = new Float32Array(lines * CLASSES.length);
      for (let line = 0; line < lines; line++) {
        const middle = (line * 3 * height + height / 2) * width + 24;
        scores[line * CLASSES.length + Math.round((data[middle]! * 255) / 10)] = 1;
      }
      return { data: scores, dims: [lines, 1, CLASSES.length] };
    }),
  },
};

/** So many engines with those models, each busy with one task at a time. */
function engines(count: number): Lanes {
  const tasks = modelTasks({ of: () => Promise.resolve(MODELS), inferenceMs: () => 0 });
  const idle: Promise<unknown>[] = Array.from({ length: count }, () => Promise.resolve());
  let next = 0;
  const run: RunTask = (task) => {
    const at = next++ % count;
    const done = idle[at]!.then(() => task(tasks));
    idle[at] = done.catch(() => undefined);
    return done;
  };
  return new Lanes(run, () => count);
}

const read = (image: PageImage, lanes: Lanes) => recognisePage(image, settingsForDetector(OCR_PROFILES.balanced, MODELS.detection.defaults), lanes);
const words = ({ lines }: Awaited<ReturnType<typeof read>>): string => lines.map(({ text }) => text).join('');

describe('recognisePage', () => {
  it('reads the lines of a page in reading order, where they stand', async () => {
    const reading = await read(page(), engines(1));
    expect(words(reading)).toBe('abcdefgh');
    expect([reading.rotation, reading.ink > 0, reading.lines[0]!.quad.map(([x, y]) => [Math.round(x / 20), Math.round(y / 20)])]).toEqual([0, true, [[1, 2], [13, 2], [13, 5], [1, 5]]]);
  });

  it('gives the same however many engines there are', async () => {
    const strip = ({ timings: _, ...rest }: Awaited<ReturnType<typeof read>>) => rest;
    const [one, two, five] = await Promise.all([1, 2, 5].map(async (count) => strip(await read(page(), engines(count)))));
    expect(two).toEqual(one);
    expect(five).toEqual(one);
  });

  it('keeps pages that are read at the same time apart', async () => {
    const lanes = engines(2);
    const half: PageImage = { ...page(), grey: page().grey.subarray(0, 640 * 480), height: 480 };
    expect((await Promise.all([read(page(), lanes), read(half, lanes), read(page(), lanes)])).map(words)).toEqual(['abcdefgh', 'abcd', 'abcdefgh']);
  });

  it('reads a page on its side and says where its lines stand as it was given', async () => {
    const upright = await read(page(), engines(2));
    const lying = await read(turnPage(page(), 270), engines(2));
    expect([lying.rotation, words(lying)]).toEqual([90, 'abcdefgh']);
    const [x, y] = lying.lines[0]!.quad[0];
    expect([x, 640 - y].map(Math.round)).toEqual([upright.lines[0]!.quad[0][1], upright.lines[0]!.quad[0][0]].map(Math.round));
  });
});
