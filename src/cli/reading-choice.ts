import { type EngineKind, PREPROCESS_STEPS, type PreprocessStep, type ProfileName } from '../ocr/ocr.types';
import { UsageError } from './usage-error';

/** `--engine`, `--profile` and `--preprocess`, wherever files are read from the command line. */
export const READING_OPTIONS = { engine: { type: 'string' }, profile: { type: 'string' }, preprocess: { type: 'string' } } as const;

/** @throws UsageError for a name that there is not. */
export function readingChoice({ engine, profile, preprocess }: Readonly<Partial<Record<keyof typeof READING_OPTIONS, string | undefined>>>): ReadingChoice {
  return { ...oneOf<'engine', EngineKind>('engine', engine, ['paddle', 'tesseract']), ...oneOf<'profile', ProfileName>('profile', profile, ['fast', 'balanced', 'quality']), ...stepsOf(preprocess) };
}

export interface ReadingChoice { readonly engine?: EngineKind; readonly profile?: ProfileName; readonly preprocess?: readonly PreprocessStep[] }

/** `none`, `all`, or names with commas between. */
function stepsOf(given: string | undefined): Pick<ReadingChoice, 'preprocess'> {
  if (given === undefined) return {};
  const names = given === 'none' ? [] : given === 'all' ? PREPROCESS_STEPS : given.split(',');
  return { preprocess: names.map((name) => oneOf<'preprocess', PreprocessStep>('preprocess', name, PREPROCESS_STEPS).preprocess!) };
}

function oneOf<N extends string, T extends string>(name: N, given: string | undefined, allowed: readonly T[]): { [K in N]?: T } {
  if (given === undefined) return {};
  const found = allowed.find((one) => one === given);
  if (!found) throw new UsageError(`--${name} is one of ${allowed.join(', ')}.`);
  return { [name]: found } as { [K in N]?: T };
}
