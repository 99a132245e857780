import { AppError } from '../common/errors/app-error';
import { OCR_PROFILES } from './ocr-profiles';
import type { EngineReading } from './engine/ocr-engine.port';
import type { PageImage } from './image/page-image';
import type { OcrLine, OcrProfile, Quad } from './ocr.types';
import type { PageSource } from './page-source';
import { PageMemory } from './pipeline/page-memory';
import { measureQuality } from './preprocess/measure-quality';
import { preparePage } from './preprocess/prepare-page';
import { turnedBack } from './preprocess/homography';
import { drawPage, findMark, MARK } from './preprocess/drawn-page.spec-support';
import { readPage } from './read-page';

const SIZE = { width: 620, height: 880 };
const quad: Quad = [[10, 10], [50, 10], [50, 20], [10, 20]];
const line = (confidence: number, text = 'text', at = quad): OcrLine => ({ text, confidence, quad: at, source: 'ocr' });
const reading = (lines: readonly OcrLine[], over: Partial<EngineReading> = {}): EngineReading => ({ lines, rejected: [], rotation: 0, timings: { inferenceMs: 1 }, ink: 0.02, ...over });
const blank = (dpi: number): PageImage => ({ grey: new Uint8Array(dpi * dpi).fill(255), width: dpi, height: dpi });

/** A PDF page of one inch without text, drawn as asked; its page pixels are those of 200 DPI. */
const inch: PageSource = { pages: 1, text: () => Promise.resolve(null), close: () => Promise.resolve(), pixels: (_page, { dpi }) => Promise.resolve({ image: blank(dpi), width: 200, height: 200 }) };
const picture = (image: PageImage): PageSource => ({ ...inch, pixels: () => Promise.resolve({ image, width: image.width, height: image.height }) });

/** Engines that answer in order and write down what they were given. */
function engines(...answers: readonly EngineReading[]) {
  const calls: string[] = [];
  const recognise = (engine: string) => (image: PageImage, profile: OcrProfile): Promise<EngineReading> => {
    calls.push(`${engine} ${profile.dpi} ${image.width}`);
    return Promise.resolve(answers[calls.length - 1]!);
  };
  return { calls, recognisers: { paddle: { recognise: recognise('paddle') }, tesseract: { recognise: recognise('tesseract') } } };
}

describe('readPage', () => {
  it('leaves a page that reads well on the first rung', async () => {
    const { calls, recognisers } = engines(reading([line(0.95)]));
    const { ladder } = await readPage(inch, 1, OCR_PROFILES.balanced, recognisers);
    expect([calls.length, ladder?.history]).toEqual([1, []]);
  });

  it('draws a page that reads badly finer, then hands it to the other engine', async () => {
    const { calls, recognisers } = engines(reading([line(0.3)]), reading([line(0.3)]), reading([line(0.3)]));
    const { ladder } = await readPage(inch, 1, OCR_PROFILES.balanced, recognisers);
    expect(calls.slice(1)).toEqual(['paddle 400 400', 'tesseract 300 300']);
    expect(ladder?.history.map(({ from, to, reason }) => [from, to, reason])).toEqual([['paddle', 'paddle', 'low_confidence'], ['paddle', 'tesseract', 'low_confidence']]);
  });

  it('gives quads in page pixels whatever the rung that was kept had drawn', async () => {
    const { recognisers } = engines(reading([]), reading([line(0.9)]));
    const { page } = await readPage(inch, 1, OCR_PROFILES.balanced, recognisers);
    expect(page.lines[0]?.quad).toEqual([[5, 5], [25, 5], [25, 10], [5, 10]]);
  });

  it('shows in the timings which rungs a page stood on', async () => {
    const { recognisers } = engines(reading([]), reading([line(0.9)]));
    const { page } = await readPage(inch, 1, OCR_PROFILES.balanced, recognisers);
    expect(Object.keys(page.timings)).toEqual(expect.arrayContaining(['rung2Ms', 'totalMs', 'inferenceMs']));
  });

  it('takes what was read on a straightened page back to the page as it came', async () => {
    const frame = { width: 900, height: 1060 };
    const leaning = drawPage({ ...frame, upright: SIZE, toUpright: turnedBack(8, frame, SIZE) });
    const seen = (image: PageImage): OcrLine => { const [x, y] = findMark(image); return line(0.95, 'mark', [[x, y], [x, y], [x, y], [x, y]]); };
    const paddle = { recognise: (image: PageImage): Promise<EngineReading> => Promise.resolve(reading([seen(image)])) };
    const preparer = { prepare: (image: PageImage, { preprocess }: OcrProfile, turn: 0 | 90 | 180 | 270) => Promise.resolve(preparePage(image, preprocess, turn)) };
    const { page } = await readPage(picture(leaning), 1, OCR_PROFILES.balanced, { paddle, tesseract: paddle }, { preparer });
    const [[x, y]] = page.lines[0]!.quad;
    const [u, v] = findMark(leaning);
    expect([page.preprocessed, Math.hypot(x - u, y - v) < 1]).toEqual([['deskew'], true]);
  });

  it.each<[string, (image: PageImage) => PageImage, number]>([
    ['as it came', (image) => image, 1], ['drawn anew', ({ width, height }) => ({ ...blank(1), grey: new Uint8Array(new SharedArrayBuffer(1)), width, height }), 2],
  ])('gives the memory of a page that was prepared %s back once it is read, also when the engine fails', async (_name, prepare, pieces) => {
    const given: PageImage[] = [];
    const memory = new PageMemory(4);
    jest.spyOn(memory, 'giveBack').mockImplementation((image) => { given.push(image); });
    const preparer = { prepare: (image: PageImage) => Promise.resolve({ image: prepare(image), toSource: null, detectionSide: null, quality: measureQuality(image), steps: [] }) };
    const during: number[] = [];
    const fails = { recognise: (): Promise<EngineReading> => { during.push(given.length); return Promise.reject(new AppError('engine_failed', 'scripted')); } };
    await expect(readPage(inch, 1, { ...OCR_PROFILES.balanced, fallback: false }, { paddle: fails, tesseract: fails }, { preparer, memory })).rejects.toMatchObject({ code: 'engine_failed' });
    expect([during[0], given.length, new Set(given).size]).toEqual([0, pieces * during.length, pieces * during.length]);
  });

  it('turns a page for the engine that cannot, once another has found how it lies', async () => {
    const lying = drawPage({ width: SIZE.height, height: SIZE.width, upright: SIZE, toUpright: turnedBack(90, { width: SIZE.height, height: SIZE.width }, SIZE) });
    const marks: number[] = [];
    const tesseract = { recognise: (image: PageImage): Promise<EngineReading> => { marks.push(...findMark(image).map(Math.round)); return Promise.resolve(reading([line(0.9, 'better')])); } };
    const paddle = { recognise: (): Promise<EngineReading> => Promise.resolve(reading([line(0.1)], { rotation: 270 })) };
    const preparer = { prepare: (image: PageImage, _profile: OcrProfile, turn: 0 | 90 | 180 | 270) => Promise.resolve(preparePage(image, [], turn)) };
    const { page } = await readPage(picture(lying), 1, OCR_PROFILES.balanced, { paddle, tesseract }, { preparer });
    expect([marks, page.rotation, page.engine]).toEqual([[...MARK], 270, 'tesseract']);
  });
});
