import type { AppConfig } from '../common/config/config';
import type { OcrRuntimeOptions } from './document-reader';
import { resourcePlan } from './hardware/resource-plan';

/** The runtime's size and limits: as configured, else as suits the machine. */
export function ocrRuntimeOptions(config: AppConfig): OcrRuntimeOptions {
  const plan = resourcePlan(config);
  return {
    modelsDir: config.modelsDir, modelSets: [...new Set([config.get('OCR_MODEL_SET') ?? null, ...Object.values(config.get('OCR_MODEL_SET_BY_MIME'))])],
    engines: plan.engines.value, threadsPerEngine: plan.threadsPerEngine.value,
    maxWaiting: config.get('OCR_MAX_WAITING'), pageTimeoutMs: config.get('OCR_PAGE_TIMEOUT_S') * 1000, ladderMs: config.get('OCR_LADDER_S') * 1000,
    limits: { maxPages: config.get('MAX_PAGES'), maxPixels: config.get('MAX_PAGE_PIXELS'), minSide: config.get('MIN_PAGE_SIDE') },
  };
}
