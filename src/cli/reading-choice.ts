import type { EngineKind, ProfileName } from '../ocr/ocr.types';
import { UsageError } from './usage-error';

/** `--engine` and `--profile`, wherever files are read from the command line. */
export const READING_OPTIONS = { engine: { type: 'string' }, profile: { type: 'string' } } as const;

/** @throws UsageError for a name that there is not. */
export function readingChoice({ engine, profile }: { engine?: string | undefined; profile?: string | undefined }): { engine?: EngineKind; profile?: ProfileName } {
  return { ...oneOf('engine', engine, ['paddle', 'tesseract']), ...oneOf('profile', profile, ['fast', 'balanced', 'quality']) };
}

function oneOf<N extends string, T extends string>(name: N, given: string | undefined, allowed: readonly T[]): { [K in N]?: T } {
  if (given === undefined) return {};
  const found = allowed.find((one) => one === given);
  if (!found) throw new UsageError(`--${name} is one of ${allowed.join(', ')}.`);
  return { [name]: found } as { [K in N]?: T };
}
