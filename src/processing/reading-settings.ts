import type { AppConfig } from '../common/config/config';
import { DEFAULT_THRESHOLDS, type ExtractionOptions, FIELD_NAMES, type FieldName } from '../extraction/extraction.types';
import { resourcePlan } from '../ocr/hardware/resource-plan';
import { OCR_PROFILES, hashSettings, withSteps } from '../ocr/ocr-profiles';
import type { EngineKind, OcrProfile, PreprocessStep, ProfileName } from '../ocr/ocr.types';

/** Raised with every change that can alter a result, so that no compared results mix two programs; cached readings go by the code itself. */
export const READER_VERSION = '1';

/** How documents are read and judged: one frozen object with one hash, carried by every result. */
export interface ReadingSettings {
  readonly ocr: OcrProfile;
  readonly thresholds: Readonly<Record<FieldName, number>>;
  readonly configHash: string;
  /** Of what decides a reading alone, the time for further rungs included: other thresholds may judge a cached one. */
  readonly ocrHash: string;
}

export function readingSettings(config: AppConfig, overrides: { engine?: EngineKind; profile?: ProfileName; preprocess?: readonly PreprocessStep[] } = {}): ReadingSettings {
  const [named, steps] = [OCR_PROFILES[overrides.profile ?? config.get('OCR_PROFILE')], overrides.preprocess ?? config.get('OCR_PREPROCESS')];
  const ocr: OcrProfile = Object.freeze({
    ...(steps ? withSteps(named, steps) : named), engine: overrides.engine ?? config.get('OCR_ENGINE'), fallback: config.get('OCR_FALLBACK'),
    recognitionBatch: resourcePlan(config).recognitionBatch.value,
    modelSet: config.get('OCR_MODEL_SET') ?? null, modelSetByMime: config.get('OCR_MODEL_SET_BY_MIME'),
  });
  const thresholds = thresholdsOf(config);
  return Object.freeze({ ocr, thresholds, configHash: hashSettings({ ocr, thresholds, version: READER_VERSION }), ocrHash: hashSettings({ ocr, ladderS: config.get('OCR_LADDER_S') }) });
}

/** Extraction options for a reading that happens now. */
export function extractionOptions(settings: ReadingSettings): ExtractionOptions {
  return { thresholds: settings.thresholds, today: new Date().toISOString().slice(0, 10) };
}

function thresholdsOf(config: AppConfig): Readonly<Record<FieldName, number>> {
  const named: Partial<Record<FieldName, number | undefined>> = {
    numer_faktury: config.get('THRESHOLD_NUMER_FAKTURY'), data_wystawienia: config.get('THRESHOLD_DATA_WYSTAWIENIA'),
    sprzedawca_nip: config.get('THRESHOLD_SPRZEDAWCA_NIP'), nabywca_nip: config.get('THRESHOLD_NABYWCA_NIP'),
    suma_brutto: config.get('THRESHOLD_SUMA_BRUTTO'), suma_netto: config.get('THRESHOLD_SUMA_NETTO'), suma_vat: config.get('THRESHOLD_SUMA_VAT'),
  };
  return Object.freeze(Object.fromEntries(FIELD_NAMES.map((name) => [name, (name in named ? named[name] : config.get('THRESHOLD_OTHERS')) ?? DEFAULT_THRESHOLDS[name]])) as Record<FieldName, number>);
}
