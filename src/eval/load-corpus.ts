import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../common/errors/app-error';
import type { CorpusCase } from './truth.types';

const SUFFIX = '.truth.json';

/** A case with the path of its document. */
export interface LoadedCase { readonly path: string; readonly case: CorpusCase }

/**
 * Every case below a folder, in the order of their names: a document beside its `*.truth.json`.
 * @throws AppError `not_found` when the folder does not exist or holds no case, `validation_failed` when a truth cannot be read.
 */
export async function* loadCorpus(folder: string): AsyncGenerator<LoadedCase> {
  const names = await readdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new AppError('not_found', `There is no folder ${folder}.`, { cause });
  });
  const truths = names.filter((name) => name.endsWith(SUFFIX)).sort();
  if (truths.length === 0) throw new AppError('not_found', `No *${SUFFIX} below ${folder}.`);
  for (const name of truths) {
    const loaded = parseCase(await readFile(join(folder, name), 'utf8'), name);
    yield { path: join(folder, name, '..', loaded.file), case: loaded };
  }
}

function parseCase(text: string, name: string): CorpusCase {
  try {
    const value = JSON.parse(text) as CorpusCase;
    if (typeof value.file !== 'string' || typeof value.truth?.fields !== 'object' || !Array.isArray(value.pages)) throw new Error('file, truth.fields or pages are missing');
    return value;
  } catch (cause) {
    throw new AppError('validation_failed', `${name} is not a truth file.`, { cause });
  }
}
