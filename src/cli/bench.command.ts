import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppConfig } from '../common/config/config';
import { benchPage, type PageBench } from '../ocr/bench/bench-page';
import { createDocumentReader } from '../ocr/create-document-reader';
import { createPageInspector } from '../ocr/create-page-inspector';
import { ocrRuntimeOptions } from '../ocr/ocr-options';
import { readingSettings } from '../processing/reading-settings';
import { print } from './output';
import { readingChoice, READING_OPTIONS } from './reading-choice';
import { UsageError } from './usage-error';

const CORPUS = resolve(__dirname, '../../test/fixtures/corpus');
/** A clean A4 page at 200 DPI, a scan that lies on its side, and the page with most on it, which is drawn from a PDF. */
const DEFAULT_PAGES = ['paski-001-clean.png', 'telekom-001-scan.jpg', 'klasyczna-001-pdf.pdf'].map((name) => resolve(CORPUS, name));
const STAGES = ['decodeMs', 'renderMs', 'detectMs', 'classifyMs', 'cropMs', 'recogniseMs'];

/** What is told of every file, in columns. */
const COLUMNS: readonly { readonly title: string; readonly cell: (bench: PageBench) => string }[] = [
  { title: 'median', cell: ({ medianMs }) => `${medianMs.toFixed(0)} ms` },
  { title: 'p95', cell: ({ p95Ms }) => `${p95Ms.toFixed(0)} ms` },
  { title: 'runtime', cell: ({ inferenceMs }) => `${inferenceMs.toFixed(0)} ms` },
  { title: 'ratio', cell: ({ medianMs, inferenceMs }) => (medianMs / inferenceMs).toFixed(2) },
  { title: 'peak RSS', cell: ({ rssPeakMb }) => `${rssPeakMb} MiB` },
  { title: 'loop p99', cell: ({ loopP99Ms }) => `${loopP99Ms.toFixed(0)} ms` },
  { title: 'loop max', cell: ({ loopMaxMs }) => `${loopMaxMs.toFixed(0)} ms` },
  { title: 'characters', cell: ({ chars }) => String(chars) },
];

/**
 * `bench [FILE…] [--runs N]`: what a warm page costs in this process, beside the time inside the runtime alone, its memory, and how
 * long the main thread's event loop stood still meanwhile. A text layer is not used: this measures OCR.
 */
export async function benchCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const config = AppConfig.fromEnvironment();
  const runtime = ocrRuntimeOptions(config);
  const profile = Object.freeze({ ...readingSettings(config, readingChoice(values)).ocr, pdfText: 'never' as const });
  const [reader, inspector] = [createDocumentReader(runtime), createPageInspector({ limits: runtime.limits })];
  print(`${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
  print(`${runtime.engines} x ${runtime.threadsPerEngine} threads, engine ${profile.engine}, profile ${profile.name}, ${values.runs} warm runs a file, one page at a time`);
  print('Text layers of PDF files are not used here; the service reads a trustworthy one instead of the picture, which is far faster.\n');
  print(`${'page'.padEnd(28)}${COLUMNS.map(({ title }) => title.padStart(12)).join('')}  stages (ms)`);
  try {
    for (const file of positionals.length > 0 ? positionals : DEFAULT_PAGES) {
      const bytes = await readFile(file);
      const { mime } = await inspector.inspect(bytes);
      const bench = await benchPage(reader, bytes, mime, profile, Number(values.runs));
      print(`${basename(file).slice(0, 27).padEnd(28)}${COLUMNS.map(({ cell }) => cell(bench).padStart(12)).join('')}  ${stages(bench)}`);
    }
    return 0;
  } finally {
    await Promise.all([reader.close(), inspector.close()]);
  }
}

function stages({ perStage }: PageBench): string {
  return STAGES.flatMap((stage) => (perStage[stage] === undefined ? [] : [`${stage.replace('Ms', '')} ${perStage[stage].toFixed(0)}`])).join(', ');
}

function parse(args: string[]) {
  try {
    const parsed = parseArgs({ args, allowPositionals: true, options: { ...READING_OPTIONS, runs: { type: 'string', default: '10' } } });
    if (!(Number(parsed.values.runs) >= 1)) throw new UsageError('--runs takes a number from 1.');
    return parsed;
  } catch (error) { throw error instanceof UsageError ? error : new UsageError((error as Error).message); }
}
