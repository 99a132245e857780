import { AppError } from '../../common/errors/app-error';
import { entry, locate, type ModelEntry, type ModelKind, readLocked, readManifest, setEntries } from './model-manifest';
import { readClasses } from './read-classes';

/** A model whose bytes, and dictionary where it has one, were checked against the manifest. */
export interface VerifiedModel {
  readonly id: string;
  readonly kind: ModelKind;
  readonly sha256: string;
  /** Of the model and its dictionary together. */
  readonly bytes: number;
  readonly licence: string;
  readonly path: string;
}

export interface VerifiedSet { readonly name: string; readonly isDefault: boolean; readonly models: readonly string[]; readonly bytes: number }
export interface VerifiedModels { readonly models: readonly VerifiedModel[]; readonly sets: readonly VerifiedSet[] }

/** Checks every file the manifest names and that every set can read what it promises. @throws AppError `model_invalid` at the first that is wrong. */
export async function verifyModels(modelsDir: string): Promise<VerifiedModels> {
  const manifest = readManifest(modelsDir);
  entry(manifest, 'tesseract', manifest.tesseract);
  const sets = Object.keys(manifest.sets).map((name) => setEntries(manifest, name));
  const polish = new Set(sets.filter((set) => set.polish).map(({ recognition }) => recognition.id));
  const models: VerifiedModel[] = [];
  for (const model of manifest.models) {
    if (models.some(({ id }) => id === model.id)) throw new AppError('model_invalid', `The model manifest names "${model.id}" twice.`);
    await readLocked(modelsDir, model);
    if (model.kind === 'rec') await readClasses(modelsDir, model, polish.has(model.id));
    models.push({ id: model.id, kind: model.kind, sha256: model.sha256, bytes: sizeOf(model), licence: model.licence, path: locate(modelsDir, model.at) });
  }
  return {
    models,
    sets: sets.map(({ name, detection, angle, recognition }) => {
      const parts = [detection, angle, recognition];
      return { name, isDefault: name === manifest.default, models: parts.map(({ id }) => id), bytes: parts.reduce((sum, part) => sum + sizeOf(part), 0) };
    }),
  };
}

function sizeOf(model: ModelEntry): number {
  return model.bytes + (model.kind === 'rec' ? model.dictionary.bytes : 0);
}
