import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../common/errors/app-error';

const Triple = z.tuple([z.number(), z.number(), z.number()]);
const Location = z.union([
  z.strictObject({ file: z.string() }),
  /** `package` is what Node resolves; `path` starts at the folder of the file it resolves to. */
  z.strictObject({ package: z.string(), path: z.string() }),
]);
const Locked = { at: Location, sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int().positive() };
const Described = { id: z.string(), ...Locked, licence: z.string(), source: z.string() };
const Scaling = { order: z.enum(['BGR', 'RGB']), mean: Triple, std: Triple };
const Tensors = { input: z.string(), output: z.string() };

const DetectionEntry = z.strictObject({ kind: z.literal('det'), ...Described, ...Tensors, preprocessing: z.strictObject(Scaling) });
const AngleEntry = z.strictObject({
  kind: z.literal('cls'), ...Described, ...Tensors, preprocessing: z.strictObject({ ...Scaling, height: z.number().int(), width: z.number().int() }),
});
const RecognitionEntry = z.strictObject({
  kind: z.literal('rec'), ...Described, ...Tensors, preprocessing: z.strictObject({ ...Scaling, height: z.number().int() }),
  dictionary: z.strictObject({ ...Locked, count: z.number().int().positive(), space: z.boolean() }),
});
const TesseractEntry = z.strictObject({ kind: z.literal('tesseract'), ...Described, language: z.string() });
const Entry = z.discriminatedUnion('kind', [DetectionEntry, AngleEntry, RecognitionEntry, TesseractEntry]);

const Manifest = z.strictObject({
  version: z.literal(1),
  sets: z.strictObject({
    standard: z.strictObject({ detection: z.string(), angle: z.string(), recognition: z.string() }),
    tesseract: z.strictObject({ tesseract: z.string() }),
  }),
  models: z.array(Entry),
});

export type ModelManifest = z.infer<typeof Manifest>;
export type ModelEntry = z.infer<typeof Entry>;
export type ModelKind = ModelEntry['kind'];
export type EntryOf<K extends ModelKind> = Extract<ModelEntry, { kind: K }>;
type ModelLocation = z.infer<typeof Location>;

/** A model whose bytes were checked against the manifest. */
export interface VerifiedModel { readonly id: string; readonly kind: ModelKind; readonly sha256: string; readonly bytes: number; readonly path: string }

/** Read once per process, at start, so synchronously. @throws AppError `model_invalid` when the manifest is missing or malformed. */
export function readManifest(modelsDir: string): ModelManifest {
  const path = join(modelsDir, 'manifest.json');
  try {
    return Manifest.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new AppError('model_invalid', `The model manifest ${path} cannot be used.`, { cause });
  }
}

/** The one entry of this id and kind. @throws AppError `model_invalid`. */
export function entry<K extends ModelKind>(manifest: ModelManifest, kind: K, id: string): EntryOf<K> {
  const found = manifest.models.find((model): model is EntryOf<K> => model.id === id && model.kind === kind);
  if (!found) throw new AppError('model_invalid', `The model manifest names no ${kind} model "${id}".`);
  return found;
}

/** Where a file of the manifest lies: under the models folder, or in an installed package. */
export function locate(modelsDir: string, at: ModelLocation): string {
  const root = 'file' in at ? modelsDir : dirname(createRequire(__filename).resolve(at.package));
  const path = join(root, 'file' in at ? at.file : at.path);
  const inside = relative(root, path);
  if (inside.startsWith('..') || isAbsolute(inside)) throw new AppError('model_invalid', 'A path of the model manifest leaves its folder.');
  return path;
}

/** Bytes of a locked file. @throws AppError `model_invalid` unless size and sha256 are those of the manifest. */
export async function readLocked(modelsDir: string, locked: { at: ModelLocation; sha256: string; bytes: number }): Promise<Buffer> {
  const path = locate(modelsDir, locked.at);
  const bytes = await readFile(path).catch((cause: unknown) => { throw new AppError('model_invalid', `The model file ${path} cannot be read.`, { cause }); });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (bytes.length !== locked.bytes || sha256 !== locked.sha256) {
    throw new AppError('model_invalid', `The model file ${path} is not the one the manifest names.`, { details: { expected: locked.sha256, found: sha256 } });
  }
  return bytes;
}

/**
 * Text of each class of a recogniser: the blank, the dictionary's lines, and a space where the model has one. Full-width forms,
 * which East Asian dictionaries list beside the plain ones, get the plain spelling: both are the same character.
 */
export async function readClasses(modelsDir: string, { id, dictionary }: EntryOf<'rec'>): Promise<string[]> {
  const lines = (await readLocked(modelsDir, dictionary)).toString('utf8').replace(/\r?\n$/, '').split(/\r?\n/);
  if (lines.length !== dictionary.count) throw new AppError('model_invalid', `The dictionary of ${id} has ${lines.length} entries, the manifest says ${dictionary.count}.`);
  return ['', ...lines.map((line) => (/^[\uff01-\uff5e]$/u.test(line) ? line.normalize('NFKC') : line)), ...(dictionary.space ? [' '] : [])];
}

/** Checks every file the manifest names. @throws AppError `model_invalid` at the first that is wrong. */
export async function verifyModels(modelsDir: string): Promise<VerifiedModel[]> {
  const manifest = readManifest(modelsDir);
  const verified: VerifiedModel[] = [];
  for (const model of manifest.models) {
    await readLocked(modelsDir, model);
    if (model.kind === 'rec') await readClasses(modelsDir, model);
    verified.push({ id: model.id, kind: model.kind, sha256: model.sha256, bytes: model.bytes, path: locate(modelsDir, model.at) });
  }
  return verified;
}
