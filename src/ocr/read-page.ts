import { AppError } from '../common/errors/app-error';
import { betterReading, whyFallBack, type FallbackReason } from './engine/fallback-policy';
import type { EngineReading, PageRecogniser } from './engine/ocr-engine.port';
import { mapQuad } from './geometry/quad';
import type { DecodedPage } from './image/decode-image';
import type { EngineKind, OcrPage, OcrProfile, Point, Quad } from './ocr.types';
import { uprightTurn } from './lines/order-lines';
import type { PageSource } from './page-source';
import { startStopwatch } from './stopwatch';

export interface PageResult {
  readonly page: OcrPage;
  readonly fallback: { readonly from: EngineKind; readonly to: EngineKind; readonly reason: FallbackReason } | null;
}

/** Failures that a fresh engine of the same kind has already had its chance at. */
const ENGINE_TROUBLE = new Set(['engine_failed', 'engine_timeout', 'worker_lost']);

/** Reads one page of a file: its text layer where that can be trusted, else its picture by the profile's engine, else by the other. */
export async function readPage(source: PageSource, number: number, profile: OcrProfile, recognisers: Readonly<Record<EngineKind, PageRecogniser>>): Promise<PageResult> {
  const watch = startStopwatch();
  const layer = profile.pdfText === 'auto' ? await watch.time('textLayerMs', () => source.text(number)) : null;
  if (layer && layer.distrust === null) {
    const { width, height, lines } = layer;
    return { page: { page: number, width, height, lines, rejected: [], rotation: uprightTurn(lines.map(({ quad }) => quad)), engine: 'pdf_text', timings: watch.read() }, fallback: null };
  }
  const decoded = await watch.time('decodeMs', () => source.pixels(number, profile));
  const { reading, engine, fallback } = await readPicture(decoded, profile, recognisers);
  const timings = { ...reading.timings, ...watch.read() };
  return { page: inPagePixels(reading, decoded, number, engine, timings), fallback };
}

interface PictureResult { readonly reading: EngineReading; readonly engine: EngineKind; readonly fallback: PageResult['fallback'] }

async function readPicture({ image }: DecodedPage, profile: OcrProfile, recognisers: Readonly<Record<EngineKind, PageRecogniser>>): Promise<PictureResult> {
  const from = profile.engine;
  const first = await attempt(recognisers[from], image, profile);
  const reason = profile.fallback ? whyFallBack(first.reading) : null;
  if (!reason) {
    if (!first.reading) throw first.error;
    return { reading: first.reading, engine: from, fallback: null };
  }
  const to: EngineKind = from === 'paddle' ? 'tesseract' : 'paddle';
  const second = await attempt(recognisers[to], image, profile);
  if (!second.reading && !first.reading) throw first.error;
  const kept = first.reading && second.reading ? betterReading(first.reading, second.reading) : (first.reading ?? second.reading)!;
  return { reading: kept, engine: kept === first.reading ? from : to, fallback: { from, to, reason } };
}

type Attempt = { readonly reading: EngineReading; readonly error?: undefined } | { readonly reading?: undefined; readonly error: AppError };

/** A reading, or the engine trouble that prevented one; anything else is thrown. */
async function attempt(recogniser: PageRecogniser, image: DecodedPage['image'], profile: OcrProfile): Promise<Attempt> {
  try {
    return { reading: await recogniser.recognise(image, profile) };
  } catch (error) {
    if (error instanceof AppError && ENGINE_TROUBLE.has(error.code)) return { error };
    throw error;
  }
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
