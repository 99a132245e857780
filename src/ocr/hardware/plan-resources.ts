import type { Machine } from './machine';

const MIB = 2 ** 20;

/**
 * What the parts of a worker hold in resident memory, in MiB, from readings of A4 pages with PP-OCRv4 (`npm run bench`): the process with
 * PDF and picture decoding, an engine with its models and the arena of the largest page, and a page that waits as pixels.
 */
export const MEMORY_MIB = { process: 230, engine: 230, page: 40 } as const;
/** Share of what is free that a worker may plan with: the API, the databases and the fallback engine live there too. */
const MEMORY_SHARE = 0.5;
/** Beyond this one process gains little: memory bandwidth is shared, and another worker process is the better unit. */
const MOST_ENGINES = 16;
/** More threads than this inside one engine gain next to nothing on pages of this size. */
const MOST_THREADS = 4;
/** Share of the planned memory for readings, and what a packed reading of a page or two takes. */
const CACHE_SHARE = 0.02;
const READING_MIB = 0.1;
const RECOGNITION_BATCH = 6;

/** One decision with its reason, and the variable that overrides it. */
export interface Planned { readonly value: number; readonly reason: string; readonly variable: string }

export interface ResourcePlan {
  readonly engines: Planned;
  readonly threadsPerEngine: Planned;
  /** Text lines that an engine recognises in one run, at most. */
  readonly recognitionBatch: Planned;
  /** Pages decoded ahead of the engines. */
  readonly prefetchPages: Planned;
  /** Documents that a worker has in hand at once. */
  readonly workerConcurrency: Planned;
  /** Readings kept in the worker's own memory. */
  readonly cacheMemoryEntries: Planned;
  /** Model sets that an engine keeps open beside those it starts with. */
  readonly modelSets: Planned;
}

/** Settings that were made by hand; what is unset is planned. */
export type PlanOverrides = { readonly [K in keyof ResourcePlan]?: number | undefined };

/**
 * What to run on this machine. Parallel pages beat threads inside one page (two engines × 1 thread read more pages than one engine × 2
 * threads), so each core gets an engine while memory lasts, and only cores that are left over become threads.
 */
export function planResources(machine: Machine, given: PlanOverrides = {}): ResourcePlan {
  const engines = decide('OCR_ENGINES', given.engines, () => planEngines(machine, given.threadsPerEngine ?? 1));
  const free = spareMib(machine, engines.value);
  return {
    engines,
    threadsPerEngine: decide('OCR_THREADS_PER_ENGINE', given.threadsPerEngine, () => planThreads(machine, engines.value)),
    recognitionBatch: decide('OCR_RECOGNITION_BATCH', given.recognitionBatch, () => [RECOGNITION_BATCH, 'on processor cores wider batches pad more than they share']),
    prefetchPages: decide('OCR_PREFETCH_PAGES', given.prefetchPages, () => [
      clamp(Math.floor(free / MEMORY_MIB.page), 1, Math.ceil(engines.value / 2)), `one page made ready for every two engines, ${MEMORY_MIB.page} MiB a page`]),
    workerConcurrency: decide('WORKER_CONCURRENCY', given.workerConcurrency, () => [
      engines.value + 1, 'one document for each engine, and one that is opened, extracted or saved meanwhile']),
    cacheMemoryEntries: decide('CACHE_MEMORY_ENTRIES', given.cacheMemoryEntries, () => [
      clamp(Math.floor((budgetMib(machine) * CACHE_SHARE) / READING_MIB), 20, 200), 'a fiftieth of the memory planned with; Redis holds the rest']),
    modelSets: decide('OCR_MODEL_CACHE_SETS', given.modelSets, () => [
      free > 2 * engines.value * MEMORY_MIB.engine ? 2 : 1, 'beside those an engine starts with; a second only where memory is plenty']),
  };
}

function decide(variable: string, given: number | undefined, plan: () => readonly [value: number, reason: string]): Planned {
  const [value, reason] = given === undefined ? plan() : [given, 'set by hand'];
  return { value, reason, variable };
}

function planEngines(machine: Machine, threads: number): readonly [number, string] {
  const byCores = Math.max(1, Math.floor(machine.coresAvailable / threads));
  const byMemory = Math.max(1, Math.floor((budgetMib(machine) - MEMORY_MIB.process) / (MEMORY_MIB.engine + MEMORY_MIB.page)));
  const value = Math.min(byCores, byMemory, MOST_ENGINES);
  if (value === byCores) return [value, `one for each ${threads > 1 ? `${threads} ` : ''}of ${machine.coresAvailable} cores`];
  if (value === byMemory) return [value, `${Math.floor(machine.memoryAvailable / MIB)} MiB are free; a worker plans with half of it and ${MEMORY_MIB.engine + MEMORY_MIB.page} MiB an engine`];
  return [value, 'more in one process gain little; another worker process is the better unit'];
}

function planThreads(machine: Machine, engines: number): readonly [number, string] {
  const value = clamp(Math.floor(machine.coresAvailable / engines), 1, MOST_THREADS);
  return [value, value === 1 ? 'every core has an engine, and parallel pages beat threads within one' : `${engines} engines leave cores of ${machine.coresAvailable}`];
}

/** MiB a worker may plan with. */
function budgetMib(machine: Machine): number {
  return (machine.memoryAvailable / MIB) * MEMORY_SHARE;
}

/** MiB left of that once the engines stand. */
function spareMib(machine: Machine, engines: number): number {
  return Math.max(0, budgetMib(machine) - MEMORY_MIB.process - engines * MEMORY_MIB.engine);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
