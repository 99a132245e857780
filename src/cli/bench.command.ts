import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { basename, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { AppConfig } from '../common/config/config';
import { benchPage } from '../ocr/bench/bench-page';
import { createDocumentReader } from '../ocr/create-document-reader';
import { createPageInspector } from '../ocr/create-page-inspector';
import { ocrRuntimeOptions } from '../ocr/ocr-options';
import { readingSettings } from '../processing/reading-settings';
import { print } from './output';
import { readingChoice, READING_OPTIONS } from './reading-choice';
import { UsageError } from './usage-error';

/** A clean A4 page at 200 DPI. */
const DEFAULT_PAGE = resolve(__dirname, '../../test/fixtures/corpus/paski-001-clean.png');
const STAGES = ['decodeMs', 'renderMs', 'detectMs', 'classifyMs', 'cropMs', 'recogniseMs'];

/**
 * `bench [FILE…] [--runs N]`: what a warm page costs in this process, beside the time inside the runtime alone, its memory, and how
 * long the main thread's event loop ever stood still meanwhile. A text layer is not used: this measures OCR.
 */
export async function benchCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const config = AppConfig.fromEnvironment();
  const runtime = ocrRuntimeOptions(config);
  const profile = Object.freeze({ ...readingSettings(config, readingChoice(values)).ocr, pdfText: 'never' as const });
  const [reader, inspector] = [createDocumentReader(runtime), createPageInspector({ limits: runtime.limits })];
  print(`${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
  print(`${runtime.engines} x ${runtime.threadsPerEngine} threads, engine ${profile.engine}, profile ${profile.name}, ${values.runs} warm runs a file\n`);
  print(['page'.padEnd(28), 'median', 'p95', 'runtime', 'ratio', 'peak RSS', 'loop max', 'characters', ' stages (ms)'].map((title, n) => (n === 0 || n === 8 ? title : title.padStart(10))).join(''));
  try {
    for (const file of positionals.length > 0 ? positionals : [DEFAULT_PAGE]) {
      const bytes = await readFile(file);
      const { mime } = await inspector.inspect(bytes);
      await reader.warmUp();
      const loop = monitorEventLoopDelay({ resolution: 5 });
      loop.enable();
      const bench = await benchPage(reader, bytes, mime, profile, Number(values.runs));
      loop.disable();
      const stages = STAGES.flatMap((stage) => (bench.perStage[stage] === undefined ? [] : [`${stage.replace('Ms', '')} ${bench.perStage[stage].toFixed(0)}`]));
      const cells = [`${bench.medianMs.toFixed(0)} ms`, `${bench.p95Ms.toFixed(0)} ms`, `${bench.inferenceMs.toFixed(0)} ms`, (bench.medianMs / bench.inferenceMs).toFixed(2),
        `${bench.rssPeakMb} MiB`, `${(loop.max / 1e6).toFixed(0)} ms`, String(bench.chars)];
      print(basename(file).slice(0, 27).padEnd(28) + cells.map((cell) => cell.padStart(10)).join('') + `  ${stages.join(', ')}`);
    }
    return 0;
  } finally {
    await Promise.all([reader.close(), inspector.close()]);
  }
}

function parse(args: string[]) {
  try {
    const parsed = parseArgs({ args, allowPositionals: true, options: { ...READING_OPTIONS, runs: { type: 'string', default: '10' } } });
    if (!(Number(parsed.values.runs) >= 1)) throw new UsageError('--runs takes a number from 1.');
    return parsed;
  } catch (error) { throw error instanceof UsageError ? error : new UsageError((error as Error).message); }
}
