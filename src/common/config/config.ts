import { join, resolve } from 'node:path';
import { type Environment, environmentSchema } from './config.schema';

/** Settings that cannot be used, each named with what was given for it. */
export class ConfigurationError extends Error {}

/** The one validated, frozen view of the environment. `get` is typed by key. */
export class AppConfig {
  private constructor(private readonly environment: Readonly<Environment>) {}

  /** @throws ConfigurationError that names every unreadable setting, so that a process refuses to start half-configured. */
  static fromEnvironment(source: NodeJS.ProcessEnv = process.env): AppConfig {
    const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
    const parsed = environmentSchema.safeParse(given);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}${shown(path.join('.'), given)}`);
      throw new ConfigurationError(`Configuration is not valid.\n  ${problems.join('\n  ')}`);
    }
    return new AppConfig(Object.freeze(parsed.data));
  }

  get<K extends keyof Environment>(key: K): Environment[K] {
    return this.environment[key];
  }

  /** @throws Error when the setting is absent: the server needs it, the command line does not. */
  require<K extends 'DATABASE_URL' | 'REDIS_URL'>(key: K): string {
    const value = this.environment[key];
    if (value === undefined) throw new Error(`${key} is not set. \`npm run up\` sets it, or give your own.`);
    return value;
  }

  get dataDir(): string { return resolve(this.environment.FAKTULOVE_DATA_DIR); }
  get modelsDir(): string { return resolve(this.environment.FAKTULOVE_MODELS_DIR); }
  get storageDir(): string { return join(this.dataDir, 'files'); }
  get incomingDir(): string { return join(this.dataDir, 'incoming'); }
  /** What may be made anew at any time: optimised graphs. */
  get artefactsDir(): string { return join(this.dataDir, 'artefacts'); }
}

/** What was given, unless it may hold a password. */
function shown(key: string, given: Readonly<Record<string, unknown>>): string {
  return key.endsWith('_URL') || given[key] === undefined ? '' : ` (given: ${JSON.stringify(given[key])})`;
}
