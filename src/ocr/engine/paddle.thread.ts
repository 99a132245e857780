import { workerData } from 'node:worker_threads';
import { inkShare, type PageImage } from '../image/page-image';
import type { OcrProfile } from '../ocr.types';
import { OCR_PROFILES } from '../ocr-profiles';
import { recognisePage } from '../recognise-page';
import { loadPageModels, type LoadedModels } from '../session/load-page-models';
import type { SessionOptions } from '../session/onnx-session';
import { serveThread } from '../threads/serve-thread';
import type { EngineReading, EngineStart } from './ocr-engine.port';
import { practicePage } from './practice-page';

const { modelsDir, session } = workerData as { modelsDir: string; session: SessionOptions };
let loaded: LoadedModels | undefined;

async function start(): Promise<EngineStart> {
  const began = performance.now();
  loaded = await loadPageModels(modelsDir, session);
  const ready = performance.now();
  await recognise({ image: practicePage(), profile: OCR_PROFILES.balanced });
  return { initMs: ready - began, warmupMs: performance.now() - ready };
}

async function recognise({ image, profile }: { image: PageImage; profile: OcrProfile }): Promise<EngineReading> {
  if (!loaded) throw new Error('The engine was not started.');
  const before = loaded.inferenceMs();
  const reading = await recognisePage(image, profile, loaded.models);
  return { ...reading, ink: inkShare(image), timings: { ...reading.timings, inferenceMs: loaded.inferenceMs() - before } };
}

serveThread({ start, recognise }, () => loaded?.release());
