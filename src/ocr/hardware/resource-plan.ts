import type { AppConfig } from '../../common/config/config';
import { readMachine, type Machine } from './machine';
import { planResources, type ResourcePlan } from './plan-resources';

let machine: Machine | undefined;

/** The machine as it stood when this process first asked: a plan must not change while it is being carried out. */
export function thisMachine(): Machine {
  machine ??= readMachine();
  return machine;
}

/** What this process runs: settings that are set, and for the others what suits the machine. */
export function resourcePlan(config: AppConfig): ResourcePlan {
  return planResources(thisMachine(), {
    engines: config.get('OCR_ENGINES'), threadsPerEngine: config.get('OCR_THREADS_PER_ENGINE'), recognitionBatch: config.get('OCR_RECOGNITION_BATCH'),
    prefetchPages: config.get('OCR_PREFETCH_PAGES'), workerConcurrency: config.get('WORKER_CONCURRENCY'), cacheMemoryEntries: config.get('CACHE_MEMORY_ENTRIES'),
    modelSets: config.get('OCR_MODEL_CACHE_SETS'),
  });
}
