import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ALLOCATOR_SETTINGS, allocatorIsSet, environmentWith, NODE_FLAGS } from '../common/config/allocator';
import { AppConfig } from '../common/config/config';
import { createDocumentReader } from '../ocr/create-document-reader';
import { createPageInspector } from '../ocr/create-page-inspector';
import type { DocumentReader } from '../ocr/document-reader';
import { ocrRuntimeOptions } from '../ocr/ocr-options';
import type { OcrProfile } from '../ocr/ocr.types';
import { readingSettings } from '../processing/reading-settings';
import { print } from './output';
import { readingChoice, READING_OPTIONS } from './reading-choice';
import { growthMib, settledPages, type SoakSample } from './soak-growth';
import { UsageError } from './usage-error';

const CORPUS = resolve(__dirname, '../../test/fixtures/corpus');
const DOCUMENTS = new Set(['.pdf', '.png', '.jpg', '.jpeg', '.tif', '.tiff', '.webp']);
const EVERY_PAGES = 50;
const MIB = 2 ** 20;

interface SoakFile { readonly bytes: Uint8Array; readonly mime: string; readonly pages: number }

/**
 * `soak [--pages N] [--dir DIR] [--max-growth-mib N]`: reads a folder round and round with every engine busy and tells the memory of this
 * process as it goes. Text layers are not used. @returns 1 when memory ended higher above page 100 than allowed.
 */
export async function soakCommand(args: string[]): Promise<number> {
  const values = parse(args);
  if (!allocatorIsSet()) return inWorkersEnvironment();
  const config = AppConfig.fromEnvironment();
  const runtime = ocrRuntimeOptions(config);
  const profile = { ...readingSettings(config, readingChoice(values)).ocr, pdfText: 'never' as const };
  const files = await load(values.dir, config);
  const reader = createDocumentReader(runtime);
  print(`${runtime.engines} x ${runtime.threadsPerEngine} threads, profile ${profile.name}, ${files.length} documents round and round, ${values.pages} pages\n`);
  print(['page', 'RSS MiB', 'heap', 'external', 'buffers', 'ms/page'].map((title) => title.padStart(9)).join(''));
  try {
    await reader.warmUp();
    const samples = await soak(reader, files, profile, values.pages, runtime.engines + 1);
    const [growth, from] = [growthMib(samples), settledPages(samples)];
    print(`\nRSS after ${samples.at(-1)?.page ?? 0} pages is ${growth.toFixed(1)} MiB above page ${from} (allowed: ${values.maxGrowthMib}).`);
    return growth > values.maxGrowthMib ? 1 : 0;
  } finally {
    await reader.close();
  }
}

/** The same command once more, with memory kept as in the service's worker: that is settled when a process starts. */
async function inWorkersEnvironment(): Promise<number> {
  const child = spawn(process.execPath, [...NODE_FLAGS, ...process.argv.slice(1)], { env: environmentWith(ALLOCATOR_SETTINGS), stdio: 'inherit' });
  const [code] = await once(child, 'exit') as [number | null];
  return code ?? 1;
}

/** Reads in stretches of so many pages; nothing is in hand when memory is looked at. */
async function soak(reader: DocumentReader, files: readonly SoakFile[], profile: OcrProfile, pages: number, lanes: number): Promise<SoakSample[]> {
  const samples: SoakSample[] = [];
  let [next, read] = [0, 0];
  while (read < pages) {
    const [from, before, until] = [performance.now(), read, Math.min(pages, read + EVERY_PAGES)];
    let claimed = read;
    const lane = async (): Promise<void> => {
      while (claimed < until) {
        const file = files[next++ % files.length]!;
        claimed += file.pages;
        await reader.read(file.bytes, file.mime, profile);
        read += file.pages;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    samples.push(sample(read, (performance.now() - from) / (read - before)));
  }
  return samples;
}

function sample(page: number, msPerPage: number): SoakSample {
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  print([page, ...[rss, heapUsed, external, arrayBuffers].map((bytes) => (bytes / MIB).toFixed(1)), msPerPage.toFixed(0)].map((cell) => String(cell).padStart(9)).join(''));
  return { page, rssMib: rss / MIB };
}

/** Documents of a folder, in the order of their names; those that would be refused at upload are left out. */
async function load(dir: string, config: AppConfig): Promise<SoakFile[]> {
  const inspector = createPageInspector({ limits: ocrRuntimeOptions(config).limits });
  const files: SoakFile[] = [];
  try {
    for (const name of (await readdir(dir)).filter((one) => DOCUMENTS.has(extname(one).toLowerCase())).sort()) {
      const bytes = await readFile(join(dir, name));
      const inspected = await inspector.inspect(bytes).catch(() => undefined);
      if (inspected) files.push({ bytes, ...inspected });
    }
  } finally { await inspector.close(); }
  if (files.length === 0) throw new UsageError(`There is no document in ${dir}.`);
  return files;
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: { ...READING_OPTIONS, pages: { type: 'string', default: '1000' }, dir: { type: 'string', default: CORPUS }, 'max-growth-mib': { type: 'string', default: '32' } },
    });
    const [pages, maxGrowthMib] = [Number(values.pages), Number(values['max-growth-mib'])];
    if (!(pages > 0) || !(maxGrowthMib >= 0)) throw new UsageError('--pages and --max-growth-mib take numbers.');
    return { ...values, pages, maxGrowthMib };
  } catch (error) { throw error instanceof UsageError ? error : new UsageError((error as Error).message); }
}
