import { createRequire } from 'node:module';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppConfig } from '../common/config/config';
import { createPageInspector } from '../ocr/create-page-inspector';
import { ocrRuntimeOptions } from '../ocr/ocr-options';
import { readManifest } from '../ocr/session/model-manifest';
import { readingSettings } from '../processing/reading-settings';
import { compare } from './bench-compare';
import { goalTable } from './bench-goals';
import { layOutPages } from './bench-pages';
import { comparisonTable, pageTable, stageTable } from './bench-report';
import { benchEntries } from './bench-subjects';
import { markdownTable, plainTable, type Table } from './bench-table';
import { print, progressBar } from './output';
import { readingChoice, READING_OPTIONS } from './reading-choice';
import { UsageError } from './usage-error';

const CORPUS = resolve(__dirname, '../../test/fixtures/corpus');
/** A clean A4 page at 200 DPI, the page with most on it, drawn from its PDF, and a photo. All upright: the other packages turn nothing. */
const DEFAULT_PAGES = ['paski-001-clean.png', 'klasyczna-001-pdf.pdf', 'korekta-przed-po-001-photo.jpg'].map((name) => resolve(CORPUS, name));

/**
 * `bench [FILE…] [--runs N] [--quick] [--only TEXT] [--markdown | --json]`: what a page costs here, beside the runtime alone and beside
 * other packages on the same pictures. A text layer is not used: this measures OCR.
 */
export async function benchCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const config = AppConfig.fromEnvironment();
  const runtime = ocrRuntimeOptions(config);
  const profile = { ...readingSettings(config, readingChoice(values)).ocr, pdfText: 'never' as const };
  const entries = benchEntries(runtime, profile).filter(({ id }) => values.only === undefined || values.only.split(',').some((part) => id.includes(part)));
  if (entries.length === 0) throw new UsageError(`--only ${values.only ?? ''} leaves nothing to measure.`);
  const inspector = createPageInspector({ limits: runtime.limits });
  const files = positionals.length > 0 ? positionals : values.quick ? DEFAULT_PAGES.slice(0, 1) : DEFAULT_PAGES;
  const laidOut = await layOutPages(files, inspector).finally(() => inspector.close());
  const runs = Number(values.runs ?? (values.quick ? 2 : 5));
  // Each starts, warms up on every page, reads it so often, and reads with pages waiting.
  const bar = progressBar(entries.length * (2 + laidOut.pages.length * (runs + 1)));
  try {
    const results = await compare(entries, laidOut.pages, { runs, throughputMs: values.quick ? 5_000 : 20_000, step: (label) => bar.step(label) });
    bar.end();
    const about = machine(runs, profile.name);
    if (values.json) {
      print(JSON.stringify({ about, pages: laidOut.pages.map(({ name }) => name), results }));
      return 0;
    }
    const tables: Table[] = [
      comparisonTable(results), stageTable(results), pageTable(results, laidOut.pages), goalTable(results, profile.modelSet ?? readManifest(runtime.modelsDir).default, availableParallelism()),
    ].filter(({ rows }) => rows.length > 0);
    print([about, ...tables.map(values.markdown ? markdownTable : plainTable)].join('\n\n'));
    return 0;
  } finally {
    bar.end();
    await laidOut.remove();
  }
}

function machine(runs: number, profile: string): string {
  const [cpu] = cpus();
  const { version } = createRequire(__filename)('onnxruntime-node/package.json') as { version: string };
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}, `
    + `onnxruntime-node ${version}; profile ${profile}, ${runs} warm runs of every page, rounds interleaved.`;
}

function parse(args: string[]) {
  try {
    const parsed = parseArgs({
      args, allowPositionals: true,
      options: {
        ...READING_OPTIONS, runs: { type: 'string' }, quick: { type: 'boolean', default: false }, only: { type: 'string' }, markdown: { type: 'boolean', default: false }, json: { type: 'boolean', default: false },
      },
    });
    if (parsed.values.runs !== undefined && !(Number(parsed.values.runs) >= 1)) throw new UsageError('--runs takes a number from 1.');
    return parsed;
  } catch (error) { throw error instanceof UsageError ? error : new UsageError((error as Error).message); }
}
