import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AppConfig } from '../common/config/config';
import { AppError, toAppError } from '../common/errors/app-error';
import { rounded } from '../common/http/rounded';
import { FIELD_NAMES } from '../extraction/extraction.types';
import { LocalReader, type LocalReading } from './local-reading';
import { namedFiles } from './named-files';
import { print, progressBar, say } from './output';
import { READING_OPTIONS, readingChoice } from './reading-choice';
import { UsageError } from './usage-error';

/** `process FILE|DIR… [--json] [--engine …] [--profile …]`. A file that is not there fails alone. @returns exit code: 0 all read, 1 some failed. */
export async function processCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const files = await namedFiles(positionals);
  if (files.length === 0) throw new UsageError('There is no readable file among what was named.');
  const reader = await LocalReader.open(AppConfig.fromEnvironment(), readingChoice(values));
  const bar = progressBar(values.json ? 0 : files.length);
  let failures = 0;
  try {
    for (const file of files) {
      const outcome = await readOne(reader, file);
      if ('error' in outcome) failures += 1;
      bar.end();
      if (values.json) print(JSON.stringify(outcome, rounded)); else show(outcome);
      if (!values.json) bar.step(file);
    }
  } finally {
    bar.end();
    await reader.close();
  }
  if (!values.json && files.length > 1) say(`${files.length - failures} read, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}

type Outcome = ({ file: string; status: 'done' } & ReturnType<typeof result>) | { file: string; status: 'failed'; error: { code: string; message: string; retryable: boolean } };

async function readOne(reader: LocalReader, file: string): Promise<Outcome> {
  try {
    return { file, status: 'done', ...result(await reader.read(await bytesOf(file)), reader.settings.configHash) };
  } catch (thrown) {
    const { code, message, retryable } = toAppError(thrown);
    if (code === 'internal') say(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    return { file, status: 'failed', error: { code, message, retryable } };
  }
}

/** @throws AppError `not_found`, `storage_failed` */
async function bytesOf(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' ? new AppError('not_found', 'There is no such file.', { cause }) : new AppError('storage_failed', `The file cannot be read from disk (${cause.code ?? cause.message}).`, { cause });
  });
}

function result({ ocr, invoice, timings }: LocalReading, configHash: string) {
  const { route, reasons, rodzaj, confidence, fields, pozycje, podsumowanie_vat } = invoice;
  return { route, reasons, rodzaj, confidence, fields, pozycje, podsumowanie_vat, timings, fallbacks: ocr.fallbacks, engine: ocr.engine, modelHash: ocr.modelHash, configHash };
}

function show(outcome: Outcome): void {
  print(`\n${outcome.file}`);
  if ('error' in outcome) return print(`  ${outcome.error.code}: ${outcome.error.message}`);
  print(`  ${outcome.rodzaj}  ->  ${outcome.route}${outcome.reasons.length > 0 ? `  (${outcome.reasons.join(', ')})` : ''}`);
  for (const name of FIELD_NAMES) {
    const field = outcome.fields[name];
    if (field) print(`  ${name.padEnd(18)} ${String(field.value).padEnd(42)} ${field.confidence.toFixed(2)}${field.checks.some((check) => !check.ok) ? '  check failed' : ''}`);
  }
  for (const row of outcome.pozycje) {
    print(`  ${String(row.lp).padStart(3)}. ${row.nazwa.slice(0, 48).padEnd(48)} ${row.ilosc ?? ''} ${row.jednostka ?? ''}  ${row.wartosc_netto ?? ''}  ${row.stawka_vat ?? ''}`);
  }
  for (const row of outcome.podsumowanie_vat) print(`  VAT ${row.stawka.padEnd(4)} netto ${row.netto ?? '-'}  vat ${row.vat ?? '-'}  brutto ${row.brutto ?? '-'}`);
}

function parse(args: string[]) {
  try {
    const parsed = parseArgs({ args, allowPositionals: true, options: { ...READING_OPTIONS, json: { type: 'boolean', default: false } } });
    if (parsed.positionals.length === 0) throw new UsageError('Name at least one file or folder.');
    return parsed;
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}
