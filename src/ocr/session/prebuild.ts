import { ArtefactStore } from './artefacts';
import type { ProviderOutcome } from './execution-providers';
import { readLocked, readManifest, type EntryOf, type ModelEntry } from './model-manifest';
import { artefactKey, openSession, type SessionOptions } from './onnx-session';

/** What became of one model: `cold` is the start without its artefact, `warm` the start with it, in milliseconds. */
export interface Prebuilt { readonly id: string; readonly known: boolean; readonly coldMs: number | null; readonly warmMs: number; readonly provider: ProviderOutcome }

/**
 * Makes the optimised graphs of every model that the manifest names, and drops those of other models, runtimes and processors.
 * @throws AppError `model_invalid`
 */
export async function prebuildArtefacts(modelsDir: string, options: SessionOptions & { readonly artefactsDir: string }): Promise<{ models: Prebuilt[]; dropped: number }> {
  const models: Prebuilt[] = [];
  const networks = readManifest(modelsDir).models.filter(isNetwork);
  for (const model of networks) {
    const bytes = await readLocked(modelsDir, model);
    const first = await timedOpen(bytes, model, options);
    const again = first.session.fromArtefact ? first : await timedOpen(bytes, model, options);
    models.push({
      id: model.id, known: first.session.fromArtefact, coldMs: first.session.fromArtefact ? null : first.ms, warmMs: again.ms, provider: again.session.outcome,
    });
  }
  return { models, dropped: await new ArtefactStore(options.artefactsDir).keepOnly(networks.map(({ sha256 }) => artefactKey(sha256, 'cpu'))) };
}

async function timedOpen(bytes: Uint8Array, model: EntryOf<'det' | 'cls' | 'rec'>, options: SessionOptions) {
  const began = performance.now();
  const session = await openSession(bytes, model, options);
  const ms = performance.now() - began;
  await session.release();
  return { session, ms };
}

function isNetwork(model: ModelEntry): model is EntryOf<'det' | 'cls' | 'rec'> {
  return model.kind !== 'tesseract';
}
