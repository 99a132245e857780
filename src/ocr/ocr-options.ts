import type { AppConfig } from '../common/config/config';
import type { OcrRuntimeOptions } from './document-reader';
import { resourcePlan, thisMachine } from './hardware/resource-plan';
import type { EngineKeeping } from './engine/engine-keeping';
import { type Provider, providersToTry } from './session/execution-providers';

const MIB = 2 ** 20;
/** A finder, a turner and a reader. */
const MODELS_OF_A_SET = 3;
/** Resident memory that is no reason to replace anything: the process with pages and the rare engine, and each further engine with its arenas. */
const RSS_BASE_MB = 900;
const RSS_PER_ENGINE_MB = 300;

/** What the models are to run on: as configured, best first. */
export function executionProviders(config: AppConfig): readonly Provider[] {
  return providersToTry(config.get('OCR_PROVIDERS'), thisMachine().accelerators.length > 0);
}

/** The runtime's size and limits: as configured, else as suits the machine. */
export function ocrRuntimeOptions(config: AppConfig, warn?: (message: string) => void): OcrRuntimeOptions {
  const plan = resourcePlan(config);
  return {
    modelsDir: config.modelsDir, modelSets: [...new Set([config.get('OCR_MODEL_SET') ?? null, ...Object.values(config.get('OCR_MODEL_SET_BY_MIME'))])],
    engines: plan.engines.value, threadsPerEngine: plan.threadsPerEngine.value, prefetchPages: plan.prefetchPages.value,
    providers: executionProviders(config),
    ...(config.get('OCR_ARTEFACTS') ? { artefactsDir: config.artefactsDir } : {}),
    modelCache: { models: MODELS_OF_A_SET * plan.modelSets.value, ttlMs: config.get('OCR_MODEL_CACHE_TTL_S') * 1000 },
    maxWaiting: config.get('OCR_MAX_WAITING'), pageTimeoutMs: config.get('OCR_PAGE_TIMEOUT_S') * 1000, ladderMs: config.get('OCR_LADDER_S') * 1000,
    limits: { maxPages: config.get('MAX_PAGES'), maxPixels: config.get('MAX_PAGE_PIXELS'), minSide: config.get('MIN_PAGE_SIDE') },
    keeping: engineKeeping(config, plan.engines.value, warn),
  };
}

function engineKeeping(config: AppConfig, engines: number, warn: ((message: string) => void) | undefined): EngineKeeping {
  const rssLimitMb = config.get('OCR_RSS_LIMIT_MB') ?? RSS_BASE_MB + engines * RSS_PER_ENGINE_MB;
  return {
    pooling: config.get('OCR_POOLING_ENABLED'), warmup: config.get('OCR_WARMUP_ENABLED'), tesseractEngines: config.get('OCR_TESSERACT_ENGINES'),
    rssLimit: rssLimitMb * MIB, lowMemory: config.get('OCR_LOW_MEMORY_MB') * MIB, sessionLeaseMs: config.get('OCR_SESSION_LEASE_S') * 1000, ...(warn ? { warn } : {}),
    perKind: {
      paddle: { recycleAfter: config.get('OCR_RECYCLE_AFTER'), idleStopMs: config.get('OCR_IDLE_STOP_S') * 1000 },
      tesseract: { recycleAfter: config.get('OCR_TESSERACT_RECYCLE_AFTER'), idleStopMs: config.get('OCR_TESSERACT_IDLE_STOP_S') * 1000 },
    },
  };
}
