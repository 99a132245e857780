import { join, resolve } from 'node:path';
import { FIELD_NAMES, type FieldName } from '../../extraction/extraction.types';
import type { OcrRuntimeOptions } from '../../ocr/document-reader';
import { OCR_PROFILES } from '../../ocr/ocr-profiles';
import type { OcrProfile } from '../../ocr/ocr.types';
import { type Environment, environmentSchema } from './config.schema';

/** The one validated, frozen view of the environment. `get` is typed by key. */
export class AppConfig {
  private constructor(private readonly environment: Readonly<Environment>) {}

  /** @throws Error that names every unreadable setting, so that a process refuses to start half-configured. */
  static fromEnvironment(source: NodeJS.ProcessEnv = process.env): AppConfig {
    const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
    const parsed = environmentSchema.safeParse(given);
    if (!parsed.success) {
      const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      throw new Error(`Configuration is not valid.\n  ${problems.join('\n  ')}`);
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
  get storageDir(): string { return join(this.dataDir, 'files'); }
  get incomingDir(): string { return join(this.dataDir, 'incoming'); }

  get ocrRuntime(): OcrRuntimeOptions {
    const e = this.environment;
    return {
      modelsDir: resolve(e.FAKTULOVE_MODELS_DIR), engines: e.OCR_ENGINES, threadsPerEngine: e.OCR_THREADS_PER_ENGINE, maxWaiting: e.OCR_MAX_WAITING,
      pageTimeoutMs: e.OCR_PAGE_TIMEOUT_S * 1000, limits: { maxPages: e.MAX_PAGES, maxPixels: e.MAX_PAGE_PIXELS, minSide: e.MIN_PAGE_SIDE },
    };
  }

  get ocrProfile(): OcrProfile {
    const e = this.environment;
    return Object.freeze({ ...OCR_PROFILES[e.OCR_PROFILE], engine: e.OCR_ENGINE, fallback: e.OCR_FALLBACK });
  }

  get thresholds(): Readonly<Record<FieldName, number>> {
    const e = this.environment;
    const named: Partial<Record<FieldName, number>> = {
      numer_faktury: e.THRESHOLD_NUMER_FAKTURY, data_wystawienia: e.THRESHOLD_DATA_WYSTAWIENIA, sprzedawca_nip: e.THRESHOLD_SPRZEDAWCA_NIP,
      nabywca_nip: e.THRESHOLD_NABYWCA_NIP, suma_brutto: e.THRESHOLD_SUMA_BRUTTO, suma_netto: e.THRESHOLD_SUMA_NETTO, suma_vat: e.THRESHOLD_SUMA_VAT,
    };
    return Object.freeze(Object.fromEntries(FIELD_NAMES.map((name) => [name, named[name] ?? e.THRESHOLD_OTHERS])) as Record<FieldName, number>);
  }
}
