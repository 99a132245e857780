import { createDocumentReader } from '../create-document-reader';
import type { OcrRuntimeOptions } from '../document-reader';
import { PLAIN_KEEPING } from '../engine/engine-keeping';
import type { OcrProfile } from '../ocr.types';
import { mapPages } from '../read-document';

export interface BatchPage { readonly bytes: Uint8Array; readonly mime: string }

export interface BatchRun {
  readonly pages: number;
  /** Pages that failed on the first rung because they were made to. */
  readonly failed: number;
  /** Those of them that another engine than the first read in the end. */
  readonly rescued: number;
  readonly totalMs: number;
  /** Engines started, by kind. */
  readonly starts: Readonly<Record<string, number>>;
  /** Their initialisation and warm-up, added up, and its share of totalMs; engines that start side by side count one by one. */
  readonly startMs: number;
  readonly startShare: number;
  /** What the pools say that reuse spared. */
  readonly savedMs: number;
}

export interface BatchBench {
  readonly pooled: BatchRun;
  /** The first pages of the same batch with an engine for every reading of a page. */
  readonly unpooledSample: BatchRun;
  /** The sample, stretched to the whole batch: not measured. */
  readonly unpooledExtrapolated: { readonly pages: number; readonly starts: number; readonly startMs: number; readonly totalMs: number };
}

/** Of ten pages one fails. */
const FAILING = 10;
/** No box can score this: the detector of the first engine finds nothing, whatever the resolution, and the page climbs to the other engine. */
const UNREACHABLE_SCORE = 2;

/**
 * Reads `count` pages, the given ones again and again, a tenth of them forced to fail on the first rung, in one session; then the first
 * `sample` of them without reuse: as many tens as that is, begun ones included, so that failures have their share.
 * @param pages pictures, or PDFs of one page without a text layer
 * @throws AppError what `DocumentReader.read` throws
 */
export async function benchBatch(runtime: OcrRuntimeOptions, profile: OcrProfile, pages: readonly BatchPage[], count: number, sample: number): Promise<BatchBench> {
  const pooled = await run(runtime, true, profile, pages, count);
  const unpooledSample = await run(runtime, false, profile, pages, Math.min(Math.ceil(sample / FAILING) * FAILING, count));
  const stretch = count / unpooledSample.pages;
  return {
    pooled, unpooledSample,
    unpooledExtrapolated: {
      pages: count, starts: Math.round(stretch * Object.values(unpooledSample.starts).reduce((sum, starts) => sum + starts, 0)), startMs: stretch * unpooledSample.startMs, totalMs: stretch * unpooledSample.totalMs,
    },
  };
}

/** From cold: what starting costs is part of what is measured. */
async function run(runtime: OcrRuntimeOptions, pooling: boolean, profile: OcrProfile, pages: readonly BatchPage[], count: number): Promise<BatchRun> {
  const keeping = { ...(runtime.keeping ?? PLAIN_KEEPING), pooling };
  const reader = createDocumentReader({ ...runtime, keeping });
  const { enginePools } = reader;
  const failing: OcrProfile = { ...profile, fallback: true, boxThreshold: UNREACHABLE_SCORE };
  const began = performance.now();
  try {
    const session = enginePools.sessions.startSession(profile.engine);
    const engines = await mapPages(count, runtime.engines + 1, async (number) => {
      const { bytes, mime } = pages[(number - 1) % pages.length]!;
      return (await reader.read(bytes, mime, number % FAILING === 0 ? failing : profile, undefined, session)).engine;
    });
    enginePools.sessions.endSession(session);
    const totalMs = performance.now() - began;
    const pools = enginePools.report();
    const startMs = pools.reduce((sum, { initMs, warmupMs }) => sum + initMs + warmupMs, 0);
    const failed = engines.filter((_engine, index) => (index + 1) % FAILING === 0);
    return {
      pages: count, failed: failed.length, rescued: failed.filter((engine) => engine !== profile.engine).length, totalMs,
      starts: Object.fromEntries(pools.map(({ kind, starts }) => [kind, starts])), startMs, startShare: startMs / totalMs,
      savedMs: pools.reduce((sum, { savedMs }) => sum + savedMs, 0),
    };
  } finally {
    await reader.close();
  }
}
