import { workerData } from 'node:worker_threads';
import { settingsForDetector } from '../detect/settings-for-detector';
import { OCR_PROFILES } from '../ocr-profiles';
import { lanesInThread, modelTasks } from '../pipeline/model-tasks';
import type { Done, LinesTask, PageTasks, StripTask } from '../pipeline/page-tasks';
import { recognisePage } from '../recognise-page';
import { packLines, type PackedLines } from '../recognise/packed-lines';
import { providerLine } from '../session/execution-providers';
import { loadPageModels, type LoadedModels } from '../session/load-page-models';
import type { SessionOptions } from '../session/onnx-session';
import { serveThread } from '../threads/serve-thread';
import { Handover } from '../threads/thread-messages';
import type { EngineStart } from './ocr-engine.port';
import type { Answer } from './paddle.engine';
import { practicePage } from './practice-page';

const { modelsDir, session, modelSets } = workerData as { modelsDir: string; session: SessionOptions; modelSets: readonly (string | null)[] };
let loaded: LoadedModels | undefined;
let tasks: PageTasks | undefined;

async function start(): Promise<EngineStart> {
  const began = performance.now();
  loaded = await loadPageModels(modelsDir, session, modelSets);
  tasks = modelTasks(loaded);
  const ready = performance.now();
  await recognisePage(practicePage(), settingsForDetector({ ...OCR_PROFILES.balanced, modelSet: modelSets[0] ?? null }, loaded.models.detection.defaults), lanesInThread(loaded));
  const { outcome } = loaded;
  return { initMs: ready - began, warmupMs: performance.now() - ready, runsOn: outcome.provider, note: providerLine(outcome) };
}

function started(): PageTasks {
  if (!tasks) throw new Error('The engine was not started.');
  return tasks;
}

async function withModels<T>(done: Promise<Done<T>>): Promise<Answer<T>> {
  return { done: await done, models: loaded!.cache() };
}

serveThread({
  start,
  detect: async (task: StripTask) => {
    const answer = await withModels(started().detect(task));
    const { runs, map } = answer.done.value;
    return new Handover(answer, [runs.buffer as ArrayBuffer, map.buffer as ArrayBuffer]);
  },
  upsideDown: (task: LinesTask) => withModels(started().upsideDown(task)),
  recognise: async (task: LinesTask) => {
    const { done: { value, spent }, models } = await withModels(started().recognise(task));
    return { done: { value: packLines(value), spent }, models } satisfies Answer<PackedLines>;
  },
}, () => loaded?.release());
