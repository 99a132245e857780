import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DocumentReader } from '../document-reader';
import type { OcrProfile } from '../ocr.types';

export interface PageBench {
  /** Per page, warm. */
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Per page inside ONNX Runtime alone, median. */
  readonly inferenceMs: number;
  /** Medians of every stage, in milliseconds per page. */
  readonly perStage: Readonly<Record<string, number>>;
  /** Highest resident memory of the whole process while reading, in MiB. */
  readonly rssPeakMb: number;
  /** Highest over the readings of how long this thread's event loop stood still, in milliseconds. */
  readonly loopMaxMs: number;
  /** Median over the readings of the 99th percentile of the same. */
  readonly loopP99Ms: number;
  readonly pages: number;
  /** Characters read in one run. */
  readonly chars: number;
}

const SAMPLE_MS = 25;
/** The loop's delay is told with the sampler's own interval in it: as short as it can be. */
const LOOP_SAMPLE_MS = 1;
const NS_PER_MS = 1e6;

/**
 * Reads one file again and again with warm engines, one document at a time, and says what a page costs.
 * @param runs measured readings; one more goes before them and is not counted
 * @throws AppError what `DocumentReader.read` throws
 */
export async function benchPage(reader: DocumentReader, bytes: Uint8Array, mime: string, profile: OcrProfile, runs: number): Promise<PageBench> {
  await reader.warmUp();
  const first = await reader.read(bytes, mime, profile);
  const pages = first.pages.length;
  const perPage: number[] = [];
  const stages: Record<string, number[]> = {};
  const loopP99: number[] = [];
  let loopMaxMs = 0;
  let rssPeak = process.memoryUsage.rss();
  const loop = monitorEventLoopDelay({ resolution: LOOP_SAMPLE_MS });
  const sampler = setInterval(() => { rssPeak = Math.max(rssPeak, process.memoryUsage.rss()); }, SAMPLE_MS);
  try {
    for (let run = 0; run < runs; run++) {
      loop.reset();
      loop.enable();
      const { timings } = await reader.read(bytes, mime, profile);
      loop.disable();
      loopP99.push(loop.percentile(99) / NS_PER_MS);
      loopMaxMs = Math.max(loopMaxMs, loop.max / NS_PER_MS);
      perPage.push(timings['totalMs']! / pages);
      for (const [stage, ms] of Object.entries(timings)) (stages[stage] ??= []).push(ms / pages);
    }
  } finally {
    clearInterval(sampler);
    loop.disable();
  }
  const perStage = Object.fromEntries(Object.entries(stages).map(([stage, values]) => [stage, quantile(values, 0.5)]));
  return {
    medianMs: quantile(perPage, 0.5), p95Ms: quantile(perPage, 0.95), inferenceMs: perStage['inferenceMs'] ?? 0, perStage,
    rssPeakMb: Math.round(rssPeak / 2 ** 20), loopMaxMs, loopP99Ms: quantile(loopP99, 0.5), pages, chars: first.pages.reduce((sum, page) => sum + page.lines.reduce((count, { text }) => count + text.length, 0), 0),
  };
}

/** Value below which this share of the others lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
