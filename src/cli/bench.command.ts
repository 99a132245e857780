import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppConfig } from '../common/config/config';
import { benchBatch } from '../ocr/bench/bench-batch';
import { measureStart } from '../ocr/bench/bench-start';
import { createPageInspector } from '../ocr/create-page-inspector';
import type { OcrRuntimeOptions } from '../ocr/document-reader';
import { ocrRuntimeOptions } from '../ocr/ocr-options';
import type { OcrProfile } from '../ocr/ocr.types';
import { readManifest } from '../ocr/session/model-manifest';
import { readingSettings } from '../processing/reading-settings';
import { batchTable } from './bench-batch-table';
import { compare, THROUGHPUT_ROUNDS } from './bench-compare';
import { goalTable } from './bench-goals';
import { benchHttp } from './bench-http';
import { layOutPages } from './bench-pages';
import { comparisonTable, pageTable, stageTable } from './bench-report';
import { startTable } from './bench-start-table';
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
 * other packages on the same pictures. A text layer is not used: this measures OCR. `bench --http URL [--key KEY] [--uploads N] [--runs N]` asks a
 * service that runs; `bench --batch [--pages N] [--sample N]` reads a batch of which a tenth fails on the first rung; `bench --start`
 * starts with and without kept artefacts.
 */
export async function benchCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const config = AppConfig.fromEnvironment();
  const files = positionals.length > 0 ? positionals : values.quick ? DEFAULT_PAGES.slice(0, 1) : DEFAULT_PAGES;
  const { about, tables, data } = values.http !== undefined ? await service(config, files, values.http, values)
    : values.batch ? await batch(config, files, values) : values.start ? await start(config, files[0]!, values) : await comparison(config, files, values);
  if (values.json) print(JSON.stringify(data));
  else print([about, ...tables.filter(({ rows }) => rows.length > 0).map(values.markdown ? markdownTable : plainTable)].join('\n\n'));
  return 0;
}

type Values = ReturnType<typeof parse>['values'];
interface Report { readonly about: string; readonly tables: readonly Table[]; readonly data: unknown }

/** As the service reads, but for text layers. */
function setUp(config: AppConfig, values: Values): { readonly runtime: OcrRuntimeOptions; readonly profile: OcrProfile } {
  return { runtime: ocrRuntimeOptions(config), profile: { ...readingSettings(config, readingChoice(values)).ocr, pdfText: 'never' } };
}

async function comparison(config: AppConfig, files: readonly string[], values: Values): Promise<Report> {
  const { runtime, profile } = setUp(config, values);
  const entries = benchEntries(runtime, profile).filter(({ id }) => values.only === undefined || values.only.split(',').some((part) => id.includes(part)));
  if (entries.length === 0) throw new UsageError(`--only ${values.only ?? ''} leaves nothing to measure.`);
  const inspector = createPageInspector({ limits: runtime.limits });
  const laidOut = await layOutPages(files, inspector).finally(() => inspector.close());
  const { pages } = laidOut;
  const runs = Number(values.runs ?? (values.quick ? 2 : 5));
  // Each starts, warms up on every page, reads it so often, and reads with pages waiting.
  const bar = progressBar(entries.length * (1 + THROUGHPUT_ROUNDS + pages.length * (runs + 1)));
  try {
    const results = await compare(entries, pages, { runs, throughputMs: values.quick ? 3_000 : 6_000, step: (label) => bar.step(label) });
    const about = `${machine()} Profile ${profile.name}, ${runs} warm runs of every page, rounds interleaved.`;
    const defaultSet = profile.modelSet ?? readManifest(runtime.modelsDir).default;
    const tables = [comparisonTable(results), stageTable(results), pageTable(results, pages), goalTable(results, defaultSet, availableParallelism())];
    return { about, tables, data: { about, pages: pages.map(({ name }) => name), results } };
  } finally {
    bar.end();
    await laidOut.remove();
  }
}

async function batch(config: AppConfig, files: readonly string[], values: Values): Promise<Report> {
  const { runtime, profile } = setUp(config, values);
  const data = await benchBatch(runtime, profile, await inspected(files, runtime), Number(values.pages), Number(values.sample));
  return { about: `${machine()} ${sizeOf(runtime)}, profile ${profile.name}.`, tables: [batchTable(data)], data };
}

async function start(config: AppConfig, file: string, values: Values): Promise<Report> {
  const { runtime, profile } = setUp(config, values);
  const [content] = await inspected([file], runtime);
  const data = await measureStart({ runtime, profile, file: resolve(file), mime: content!.mime, later: Number(values.runs ?? 5) });
  return { about: `${machine()} ${sizeOf(runtime)}, profile ${profile.name}.`, tables: [startTable(data)], data };
}

async function inspected(files: readonly string[], { limits }: OcrRuntimeOptions): Promise<readonly { readonly bytes: Uint8Array; readonly mime: string }[]> {
  const inspector = createPageInspector({ limits });
  return Promise.all(files.map(async (file) => {
    const bytes = await readFile(file);
    return { bytes, mime: (await inspector.inspect(bytes)).mime };
  })).finally(() => inspector.close());
}

const sizeOf = ({ engines, threadsPerEngine }: OcrRuntimeOptions): string => `${engines} engines × ${threadsPerEngine} threads`;

async function service(config: AppConfig, files: readonly string[], url: string, { key, uploads, runs }: Values): Promise<Report> {
  // The key that the first start leaves in the data folder.
  const given = key ?? (await readFile(join(config.dataDir, 'admin.key'), 'utf8').catch(() => { throw new UsageError('--key names a key of the service.'); })).trim();
  const table = await benchHttp({ url: url.replace(/\/$/, ''), key: given, files, uploads: Number(uploads), answers: Number(runs ?? 20) });
  return { about: machine(), tables: [table], data: table };
}

function machine(): string {
  const [cpu] = cpus();
  const { version } = createRequire(__filename)('onnxruntime-node/package.json') as { version: string };
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}, `
    + `onnxruntime-node ${version}.`;
}

function parse(args: string[]) {
  try {
    const parsed = parseArgs({
      args, allowPositionals: true,
      options: {
        ...READING_OPTIONS, runs: { type: 'string' }, quick: { type: 'boolean', default: false }, only: { type: 'string' }, markdown: { type: 'boolean', default: false }, json: { type: 'boolean', default: false },
        http: { type: 'string' }, key: { type: 'string' }, uploads: { type: 'string', default: '20' },
        batch: { type: 'boolean', default: false }, start: { type: 'boolean', default: false }, pages: { type: 'string', default: '1000' }, sample: { type: 'string', default: '20' },
      },
    });
    for (const name of ['runs', 'uploads', 'pages', 'sample'] as const) if (!(Number(parsed.values[name] ?? 1) >= 1)) throw new UsageError(`--${name} takes a number from 1.`);
    return parsed;
  } catch (error) { throw error instanceof UsageError ? error : new UsageError((error as Error).message); }
}
