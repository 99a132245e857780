import type { EventEmitter } from 'node:events';
import { dirname } from 'node:path';
import { createWorker, type Line, type Worker } from 'tesseract.js';
import { AppError } from '../../common/errors/app-error';
import { inkShare } from '../image/ink-share';
import type { PageImage } from '../image/page-image';
import { pixelsAsGreymap } from '../image/greymap';
import { readingOrder } from '../lines/order-lines';
import type { OcrChar, OcrLine, OcrProfile, Quad } from '../ocr.types';
import { entry, locate, readLocked, readManifest } from '../session/model-manifest';
import type { EngineReading, EngineStart, OcrEngine } from './ocr-engine.port';

/** Words further apart than this many line heights belong to different table columns. */
const COLUMN_GAP = 1.1;

/** The thread under a worker of the package, which its types do not name and which nobody there listens to. */
interface OnThread { readonly worker?: EventEmitter }

/** Tesseract as WebAssembly, on the thread that its package starts; that thread may be ended at any time. */
export class TesseractEngine implements OcrEngine {
  readonly kind = 'tesseract';
  private worker: Worker | undefined;
  private lost = false;
  /** Fails the call in hand when the thread is gone: the package would let it wait for ever. */
  private failCall: ((error: AppError) => void) | undefined;

  constructor(private readonly modelsDir: string) {}

  get alive(): boolean {
    return !this.lost;
  }

  async start(): Promise<EngineStart> {
    const began = performance.now();
    const manifest = readManifest(this.modelsDir);
    const model = entry(manifest, 'tesseract', manifest.tesseract);
    await readLocked(this.modelsDir, model);
    let worker: Worker;
    try {
      worker = await createWorker(model.language, 1, {
        // Local data only: nothing fetched, nothing written beside it.
        langPath: dirname(locate(this.modelsDir, model.at)), cacheMethod: 'none', gzip: true, errorHandler: () => { /* the call that failed rejects by itself */ },
      });
    } catch (cause) {
      this.lost = true;
      throw new AppError('engine_failed', 'Tesseract could not be started.', { retryable: true, cause });
    }
    // Closed meanwhile, because the start took too long: nobody else would end the thread.
    if (this.lost) await worker.terminate();
    this.worker = worker;
    // Without a listener an error of the thread would end the whole process.
    (worker as OnThread).worker?.on('error', (cause) => this.lose(cause)).on('exit', (code) => this.lose(new Error(`exit code ${String(code)}`)));
    return { initMs: performance.now() - began, warmupMs: 0 };
  }

  async recognise(image: PageImage, profile: OcrProfile): Promise<EngineReading> {
    if (!this.worker) throw new AppError('engine_failed', 'Tesseract was not started.', { retryable: true });
    const began = performance.now();
    const picture = pixelsAsGreymap(image);
    const encoded = performance.now();
    try {
      const { data } = await this.orLost(this.worker.recognize(picture, { rotateAuto: false }, { blocks: true, text: false }));
      const found = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines)).flatMap(linesOf);
      const ordered = readingOrder(found.map(({ quad }) => quad)).map((index) => found[index]!);
      const totalMs = performance.now() - began;
      return {
        lines: ordered.filter(({ confidence }) => confidence >= profile.minLineConfidence), rotation: 0, ink: inkShare(image),
        rejected: ordered.filter(({ confidence }) => confidence < profile.minLineConfidence).map(({ quad }) => ({ quad, reason: 'low_confidence' as const })),
        timings: { recogniseMs: totalMs, inferenceMs: totalMs - (encoded - began), totalMs },
      };
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('engine_failed', 'Tesseract failed on a page.', { retryable: true, cause });
    }
  }

  async close(): Promise<void> {
    this.lost = true;
    await this.worker?.terminate();
  }

  private orLost<T>(call: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.failCall = reject;
      call.then(resolve, reject);
    });
  }

  private lose(cause: unknown): void {
    this.lost = true;
    this.failCall?.(new AppError('worker_lost', 'The tesseract thread ended.', { retryable: true, cause }));
  }
}

/** A Tesseract line runs across table columns: it is cut where words stand far apart. */
function linesOf(line: Line): OcrLine[] {
  const height = line.bbox.y1 - line.bbox.y0;
  const runs: Line['words'][] = [];
  for (const word of line.words) {
    if (word.text.trim() === '') continue;
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (run && last && word.bbox.x0 - last.bbox.x1 <= COLUMN_GAP * height) run.push(word);
    else runs.push([word]);
  }
  return runs.map((words) => {
    const [x0, x1] = [Math.min(...words.map(({ bbox }) => bbox.x0)), Math.max(...words.map(({ bbox }) => bbox.x1))];
    const [y0, y1] = [Math.min(...words.map(({ bbox }) => bbox.y0)), Math.max(...words.map(({ bbox }) => bbox.y1))];
    const quad: Quad = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
    const chars = words.flatMap((word, index) => [...(index === 0 ? [] : [gap(words[index - 1]!, word)]), ...word.symbols.flatMap(charsOf)])
      .map(({ char, confidence, centre }): OcrChar => ({ char, confidence, at: (centre - x0) / Math.max(1, x1 - x0) }));
    return {
      text: chars.map(({ char }) => char).join(''), quad, source: 'ocr', chars,
      confidence: words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length / 100,
    };
  });
}

interface PlacedChar { readonly char: string; readonly confidence: number; readonly centre: number }

function charsOf({ text, confidence, bbox }: Line['words'][number]['symbols'][number]): PlacedChar[] {
  return [...text].map((char) => ({ char, confidence: confidence / 100, centre: (bbox.x0 + bbox.x1) / 2 }));
}

function gap(before: Line['words'][number], after: Line['words'][number]): PlacedChar {
  return { char: ' ', confidence: Math.min(before.confidence, after.confidence) / 100, centre: (before.bbox.x1 + after.bbox.x0) / 2 };
}
