import type { EngineReading, PageRecogniser } from './engine/ocr-engine.port';
import { mapQuad } from './geometry/quad';
import type { DecodedPage } from './image/decode-image';
import { PageLadder, type RungPage } from './ladder/page-ladder';
import { Patience } from './ladder/patience';
import { rungsOf } from './ladder/rungs';
import type { EngineKind, OcrPage, OcrProfile, PageRung, Point, Quad } from './ocr.types';
import { uprightTurn } from './lines/order-lines';
import type { PageSource } from './page-source';
import { startStopwatch } from './stopwatch';

export interface PageResult {
  readonly page: OcrPage;
  /** The rungs above the first that the page stood on. */
  readonly fallbacks: readonly PageRung[];
  /** For a judge that misses something; `null` for a text layer, which says what it says. */
  readonly ladder: PageLadder | null;
}

export type Recognisers = Readonly<Record<EngineKind, PageRecogniser>>;

/** Reads one page of a file: its text layer where that can be trusted, else its picture, as far up the ladder as it takes. */
export async function readPage(source: PageSource, number: number, profile: OcrProfile, recognisers: Recognisers, patience = new Patience(Infinity)): Promise<PageResult> {
  const watch = startStopwatch();
  const layer = profile.pdfText === 'auto' ? await watch.time('textLayerMs', () => source.text(number)) : null;
  if (layer && layer.distrust === null) {
    const { width, height, lines } = layer;
    return { page: { page: number, width, height, lines, rejected: [], rotation: uprightTurn(lines.map(({ quad }) => quad)), engine: 'pdf_text', timings: watch.read() }, fallbacks: [], ladder: null };
  }
  const { textLayerMs = 0 } = watch.read();
  const ladder = new PageLadder(number, rungsOf(profile), (rung) => readPicture(source, number, rung, recognisers, textLayerMs), patience);
  await ladder.climb();
  return { page: ladder.page, fallbacks: ladder.history, ladder };
}

async function readPicture(source: PageSource, number: number, rung: OcrProfile, recognisers: Recognisers, textLayerMs: number): Promise<RungPage> {
  const watch = startStopwatch();
  const decoded = await watch.time('decodeMs', () => source.pixels(number, rung));
  const reading = await recognisers[rung.engine].recognise(decoded.image, rung);
  return { page: inPagePixels(reading, decoded, number, rung.engine, { ...reading.timings, ...watch.read(), textLayerMs }), ink: reading.ink };
}

function inPagePixels({ lines, rejected, rotation }: EngineReading, { image, width, height }: DecodedPage, page: number, engine: EngineKind, timings: OcrPage['timings']): OcrPage {
  const [scaleX, scaleY] = [width / image.width, height / image.height];
  const toPage = (quad: Quad): Quad => mapQuad(quad, ([x, y]: Point) => [x * scaleX, y * scaleY]);
  return {
    page, width, height, rotation, engine, timings,
    lines: lines.map((line) => ({ ...line, quad: toPage(line.quad) })),
    rejected: rejected.map((line) => ({ ...line, quad: toPage(line.quad) })),
  };
}
