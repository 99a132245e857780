import type { AppConfig } from '../common/config/config';
import type { OcrRuntimeOptions } from './document-reader';

/** The runtime's size and limits, as configured. */
export function ocrRuntimeOptions(config: AppConfig): OcrRuntimeOptions {
  return {
    modelsDir: config.modelsDir, modelSets: [...new Set([config.get('OCR_MODEL_SET') ?? null, ...Object.values(config.get('OCR_MODEL_SET_BY_MIME'))])],
    engines: config.get('OCR_ENGINES'), threadsPerEngine: config.get('OCR_THREADS_PER_ENGINE'),
    maxWaiting: config.get('OCR_MAX_WAITING'), pageTimeoutMs: config.get('OCR_PAGE_TIMEOUT_S') * 1000,
    limits: { maxPages: config.get('MAX_PAGES'), maxPixels: config.get('MAX_PAGE_PIXELS'), minSide: config.get('MIN_PAGE_SIDE') },
  };
}
