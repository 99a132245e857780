import { AppError } from '../../common/errors/app-error';
import { type EntryOf, readLocked } from './model-manifest';

const POLISH_LETTERS = 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻ';

/**
 * Text of each class of a recogniser: the blank, the dictionary's lines, and a space where the model has one. Full-width forms,
 * which East Asian dictionaries list beside the plain ones, get the plain spelling: both are the same character.
 * @throws AppError `model_invalid` when the dictionary is not the one named, or must know Polish and does not.
 */
export async function readClasses(modelsDir: string, { id, dictionary }: EntryOf<'rec'>, polish: boolean): Promise<string[]> {
  const lines = (await readLocked(modelsDir, dictionary)).toString('utf8').replace(/\r?\n$/, '').split(/\r?\n/);
  if (lines.length !== dictionary.count) throw new AppError('model_invalid', `The dictionary of ${id} has ${lines.length} entries, the manifest says ${dictionary.count}.`);
  const classes = ['', ...lines.map((line) => (/^[\uff01-\uff5e]$/u.test(line) ? line.normalize('NFKC') : line)), ...(dictionary.space ? [' '] : [])];
  if (polish) requirePolish(id, classes);
  return classes;
}

function requirePolish(id: string, classes: readonly string[]): void {
  const known = new Set(classes);
  const missing = Array.from(POLISH_LETTERS).filter((letter) => !known.has(letter));
  if (missing.length > 0) throw new AppError('model_invalid', `The dictionary of ${id} stands in a Polish set and lacks ${missing.join(' ')}.`, { details: { missing } });
}
