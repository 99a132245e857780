import { readFile } from 'node:fs/promises';
import type { OcrRuntimeOptions } from '../document-reader';
import { settingsForDetector } from '../detect/settings-for-detector';
import { decodePage } from '../image/decode-image';
import type { OcrProfile } from '../ocr.types';
import { WORKING_SIDE } from '../page-source';
import { lanesInThread } from '../pipeline/model-tasks';
import { recognisePage } from '../recognise-page';
import type { Infer, PageModels, TensorToFill } from '../session/inference.port';
import { loadPageModels } from '../session/load-page-models';
import type { BenchSubject } from './subject';

export interface RuntimeSubjectOptions { readonly runtime: OcrRuntimeOptions; readonly profile: OcrProfile; readonly threads: number }

interface Step { readonly infer: Infer; readonly input: TensorToFill }

/**
 * The runtime alone: the first reading of a picture records what the pipeline gives to the models, every further one runs just these
 * tensors through the same sessions, one after another. It is the time below which no pipeline around these sessions can come with
 * the same tensors and threads.
 */
export async function open(options: unknown): Promise<BenchSubject> {
  const { runtime, profile, threads } = options as RuntimeSubjectOptions;
  const loaded = await loadPageModels(runtime.modelsDir, { threads, providers: ['cpu'] }, [profile.modelSet]);
  const tapes = new Map<string, Step[]>();
  return {
    inFlight: 1,
    async read({ path }) {
      const known = tapes.get(path);
      if (known) for (const { infer, input } of known) await infer(input);
      else tapes.set(path, await record(path, runtime, profile, loaded.models));
      return { lines: [] };
    },
    close: () => loaded.release(),
  };
}

async function record(path: string, { limits }: OcrRuntimeOptions, profile: OcrProfile, models: PageModels): Promise<Step[]> {
  const { image } = await decodePage(await readFile(path), 1, limits, WORKING_SIDE);
  const tape: Step[] = [];
  const taped = (infer: Infer): Infer => ({ dims, fill }) => infer({
    dims,
    fill: (data) => {
      fill(data);
      const filled = data.slice();
      tape.push({ infer, input: { dims, fill: (again) => again.set(filled) } });
    },
  });
  const { detection, angle, recognition } = models;
  const taping: PageModels = {
    detection: { ...detection, infer: taped(detection.infer) }, angle: { ...angle, infer: taped(angle.infer) }, recognition: { ...recognition, infer: taped(recognition.infer) },
  };
  await recognisePage(image, settingsForDetector(profile, detection.defaults), lanesInThread({ of: () => Promise.resolve(taping), inferenceMs: () => 0 }));
  return tape;
}
