import { keptCharacters } from '../eval/kept-characters';

/** Characters of a page that were read, white space not counted. */
export interface Characters { readonly right: number; readonly all: number; readonly polishRight: number; readonly polish: number }

const POLISH = /[ąćęłńóśźż]/i;

/**
 * Each run of the truth is looked for in all that was read, wherever it comes nearest: neither the order of lines nor their boxes count, since
 * packages cut and merge lines as they like. It is generous to short runs, to everyone alike.
 * @param read texts in the order they were given; what stands on both sides of a cut stays together
 */
export function scoreAnywhere(truth: readonly string[], read: readonly string[]): Characters {
  const text = solid(read.join(''));
  let [right, all, polishRight, polish] = [0, 0, 0, 0];
  for (const run of truth.map(solid)) {
    const { errors, found } = nearest(run, text);
    right += Math.max(0, run.length - errors);
    all += run.length;
    const letters = run.map((char, index) => ({ index, polish: POLISH.test(char) })).filter((letter) => letter.polish);
    if (letters.length === 0) continue;
    const kept = keptCharacters(run.join(''), found);
    polish += letters.length;
    polishRight += letters.filter(({ index }) => kept[index]).length;
  }
  return { right, all, polishRight, polish };
}

export function addCharacters(sum: Characters | null, more: Characters): Characters {
  return sum ? { right: sum.right + more.right, all: sum.all + more.all, polish: sum.polish + more.polish, polishRight: sum.polishRight + more.polishRight } : more;
}

const solid = (text: string): string[] => Array.from(text.replace(/\s/g, ''));

/** The part of a text that is nearest to a run by edit distance. Approximate string matching, Sellers 1980. */
function nearest(run: readonly string[], text: readonly string[]): { readonly errors: number; readonly found: string } {
  // Where the best match that ends here began, carried along with its distance.
  let previous = Array.from({ length: text.length + 1 }, (_, at) => ({ errors: 0, start: at }));
  for (let i = 1; i <= run.length; i++) {
    const current = [{ errors: i, start: 0 }];
    for (let j = 1; j <= text.length; j++) {
      const [swap, skip, extra] = [previous[j - 1]!, previous[j]!, current[j - 1]!];
      const swapped = swap.errors + (run[i - 1] === text[j - 1] ? 0 : 1);
      const best = Math.min(swapped, skip.errors + 1, extra.errors + 1);
      current.push({ errors: best, start: (best === swapped ? swap : best === skip.errors + 1 ? skip : extra).start });
    }
    previous = current;
  }
  const end = previous.reduce((best, { errors }, at) => (errors < previous[best]!.errors ? at : best), 0);
  return { errors: previous[end]!.errors, found: text.slice(previous[end]!.start, end).join('') };
}
