import type { EngineReading, PageRecogniser } from './engine/ocr-engine.port';
import { clipQuad } from './geometry/quad';
import type { QuarterTurn } from './image/page-image';
import { PageLadder, type RungPage } from './ladder/page-ladder';
import { Patience } from './ladder/patience';
import { rungsOf } from './ladder/rungs';
import type { EngineKind, OcrPage, OcrProfile, Quad } from './ocr.types';
import { uprightTurn } from './lines/order-lines';
import type { PageSource } from './page-source';
import type { PageMemory } from './pipeline/page-memory';
import { mapCorners, multiply, scaling, type Homography } from './preprocess/homography';
import type { PagePreparer } from './preprocess/page-preparer';
import { startStopwatch } from './stopwatch';

export interface PageResult {
  readonly page: OcrPage;
  /** For a judge that misses something; `null` for a text layer, which says what it says. */
  readonly ladder: PageLadder | null;
}

export type Recognisers = Readonly<Record<EngineKind, PageRecogniser>>;

export interface ReadingHelp {
  /** Time for rungs above the first, shared by the pages of a document; unlimited when left out. */
  readonly patience?: Patience;
  /** Without one, pages go to the engines as they come. */
  readonly preparer?: PagePreparer;
  /** Takes the pixels of pages that were read. */
  readonly memory?: PageMemory;
}

/** Reads one page of a file: its text layer where that can be trusted, else its picture, as far up the ladder as it takes. */
export async function readPage(source: PageSource, number: number, profile: OcrProfile, recognisers: Recognisers, help: ReadingHelp = {}): Promise<PageResult> {
  const watch = startStopwatch();
  const layer = profile.pdfText === 'auto' ? await watch.time('textLayerMs', () => source.text(number)) : null;
  if (layer && layer.distrust === null) {
    const { width, height, lines } = layer;
    return { page: { page: number, width, height, lines, rejected: [], rotation: uprightTurn(lines.map(({ quad }) => quad)), engine: 'pdf_text', timings: watch.read() }, ladder: null };
  }
  const { textLayerMs = 0 } = watch.read();
  const ladder = new PageLadder(number, rungsOf(profile), async (rung, best) => {
    const { page, ink } = await readPicture(source, number, rung, recognisers[rung.engine], help, best?.rotation ?? 0);
    return { page: { ...page, timings: { ...page.timings, textLayerMs } }, ink };
  }, help.patience ?? new Patience(Infinity));
  await ladder.climb();
  return { page: ladder.page, ladder };
}

/** The picture of a page read by one engine. `rotation` is how far earlier readings had to turn it: one engine finds that out itself, the other cannot. */
async function readPicture(source: PageSource, number: number, rung: OcrProfile, recogniser: PageRecogniser, help: ReadingHelp, rotation: QuarterTurn): Promise<RungPage> {
  const watch = startStopwatch();
  const { preparer, memory } = help;
  const { image, width, height } = await watch.time('decodeMs', () => source.pixels(number, rung));
  const pictures = new Set([image]);
  try {
    const turn = rung.engine === 'tesseract' && preparer ? rotation : 0;
    const prepared = preparer && (rung.preprocess.length > 0 || turn !== 0) ? await watch.time('prepareMs', () => preparer.prepare(image, rung, turn)) : { image, toSource: null, steps: [], detectionSide: null };
    pictures.add(prepared.image);
    const reading = await recogniser.recognise(prepared.image, prepared.detectionSide === null || rung.name === 'quality' ? rung : { ...rung, detectionSide: prepared.detectionSide });
    const toImage = scaling(width / image.width, height / image.height);
    const toPage = prepared.toSource ? multiply(toImage, prepared.toSource) : toImage;
    const page = { page: number, width, height, engine: rung.engine, ...(prepared.steps.length > 0 ? { preprocessed: prepared.steps } : {}) };
    return { page: { ...page, ...inPagePixels(reading, toPage, page), rotation: turn === 0 ? reading.rotation : turn, timings: { ...reading.timings, ...watch.read() } }, ink: reading.ink };
  } finally {
    // Engines only look: one that is late sees another page's pixels, and its answer does not count any more.
    for (const picture of pictures) memory?.giveBack(picture);
  }
}

function inPagePixels({ lines, rejected }: EngineReading, toPage: Homography, { width, height }: { readonly width: number; readonly height: number }): Pick<OcrPage, 'lines' | 'rejected'> {
  const back = <T extends { readonly quad: Quad }>(line: T): T => ({ ...line, quad: clipQuad(mapCorners(toPage, line.quad), width, height) });
  return { lines: lines.map(back), rejected: rejected.map(back) };
}
