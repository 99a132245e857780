import { AppError } from '../../common/errors/app-error';
import type { PageModels } from './inference.port';
import { entry, readClasses, readLocked, readManifest, type EntryOf } from './model-manifest';
import { openSession, type OnnxSession } from './onnx-session';

export interface LoadedModels {
  readonly models: PageModels;
  /** Milliseconds inside the runtime so far, all models together. */
  inferenceMs(): number;
  release(): Promise<void>;
}

/** Verifies and opens the three models that read a page. @throws AppError `model_invalid`. */
export async function loadPageModels(modelsDir: string, threads: number): Promise<LoadedModels> {
  const manifest = readManifest(modelsDir);
  const { detection, angle, recognition } = manifest.sets.standard;
  const open = async (model: EntryOf<'det' | 'cls' | 'rec'>): Promise<OnnxSession> => openSession(await readLocked(modelsDir, model), model, threads);
  const det = entry(manifest, 'det', detection), cls = entry(manifest, 'cls', angle), rec = entry(manifest, 'rec', recognition);
  const classes = await readClasses(modelsDir, rec);
  const sessions = { det: await open(det), cls: await open(cls), rec: await open(rec) };
  if (sessions.rec.classCount !== undefined && sessions.rec.classCount !== classes.length) {
    throw new AppError('model_invalid', `Model ${rec.id} tells ${sessions.rec.classCount} classes apart, its dictionary has ${classes.length}.`);
  }
  const all = Object.values(sessions);
  return {
    models: {
      detection: { infer: sessions.det.infer, ...det.preprocessing },
      angle: { infer: sessions.cls.infer, ...cls.preprocessing },
      recognition: { infer: sessions.rec.infer, ...rec.preprocessing, classes },
    },
    inferenceMs: () => all.reduce((sum, session) => sum + session.inferenceMs(), 0),
    release: async () => { for (const session of all) await session.release(); },
  };
}
