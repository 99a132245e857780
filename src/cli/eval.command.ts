import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AppConfig } from '../common/config/config';
import { toAppError } from '../common/errors/app-error';
import { scoreCharacters } from '../eval/character-accuracy';
import { formatSummary } from '../eval/format-summary';
import { type LoadedCase, loadCorpus } from '../eval/load-corpus';
import { type FieldScore, scoreInvoice, scoreUnread } from '../eval/score-invoice';
import { type CaseResult, summarise } from '../eval/summarise';
import { LocalReader } from './local-reading';
import { print, progressBar, say } from './output';
import { readingChoice, READING_OPTIONS } from './reading-choice';
import { UsageError } from './usage-error';

/** `eval DIR… [--tier T] [--limit N] [--wrong] [--json]`: reads every case of a corpus and compares with its truth. @returns 0, or 1 when a document could not be read. */
export async function evalCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const cases = await choose(positionals, values.tier, values.limit === undefined ? Infinity : Number(values.limit));
  const reader = await LocalReader.open(AppConfig.fromEnvironment(), readingChoice(values));
  const bar = progressBar(cases.length);
  const results: CaseResult[] = [];
  try {
    for (const one of cases) {
      bar.step(one.case.case);
      const result = await evaluate(reader, one);
      results.push(result);
      if (values.wrong) for (const field of result.score.fields.filter(isMistake)) print(mistake(result, field));
    }
  } finally {
    bar.end();
    await reader.close();
  }
  const summaries = summarise(results);
  print(values.json ? JSON.stringify(summaries) : formatSummary(summaries));
  return results.some((result) => result.failed) ? 1 : 0;
}

async function evaluate(reader: LocalReader, { path, case: wanted }: LoadedCase): Promise<CaseResult> {
  const about = { case: wanted.case, tier: wanted.tier, layout: wanted.layout };
  const startedAt = performance.now();
  try {
    const { ocr, invoice } = await reader.read(await readFile(path));
    const milliseconds = performance.now() - startedAt;
    const characters = wanted.pages.map((page) => scoreCharacters(page.lines, ocr.pages.find((read) => read.page === page.page)?.lines ?? []));
    return { ...about, score: scoreInvoice(wanted.truth, invoice), characters, milliseconds };
  } catch (thrown) {
    const { code, message } = toAppError(thrown);
    say(`${path}: ${code}: ${message}${code === 'internal' && thrown instanceof Error ? `\n${thrown.stack ?? ''}` : ''}`);
    return { ...about, score: scoreUnread(wanted.truth), failed: true };
  }
}

const isMistake = ({ verdict }: FieldScore): boolean => verdict === 'wrong' || verdict === 'missing' || verdict === 'invented';

function mistake({ case: name, tier }: CaseResult, { field, verdict, expected, actual, confidence }: FieldScore): string {
  return [tier, name, field, verdict, JSON.stringify(expected), JSON.stringify(actual), confidence?.toFixed(2) ?? ''].join('\t');
}

async function choose(folders: readonly string[], tier: string | undefined, limit: number): Promise<LoadedCase[]> {
  const cases: LoadedCase[] = [];
  for (const folder of folders) for await (const one of loadCorpus(folder)) if (tier === undefined || one.case.tier === tier) cases.push(one);
  if (cases.length === 0) throw new UsageError(`There is no case${tier === undefined ? '' : ` of tier ${tier}`}.`);
  // A limited run takes cases from all over the corpus, the same ones each time.
  const stride = Math.max(1, Math.ceil(cases.length / limit));
  return cases.filter((_, index) => index % stride === 0);
}

function parse(args: string[]) {
  try {
    const parsed = parseArgs({
      args, allowPositionals: true,
      options: { ...READING_OPTIONS, json: { type: 'boolean', default: false }, wrong: { type: 'boolean', default: false }, tier: { type: 'string' }, limit: { type: 'string' } },
    });
    if (parsed.positionals.length === 0) throw new UsageError('Name the folder of a corpus.');
    if (parsed.values.limit !== undefined && !(Number(parsed.values.limit) > 0)) throw new UsageError('--limit takes a number.');
    return parsed;
  } catch (error) { throw error instanceof UsageError ? error : new UsageError((error as Error).message); }
}
