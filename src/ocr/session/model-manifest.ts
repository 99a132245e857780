import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../common/errors/app-error';

/** A number for each channel of the tensor: of three, or of the one of a model that takes grey. */
const PerChannel = z.union([z.tuple([z.number(), z.number(), z.number()]), z.tuple([z.number()])]);
const Share = z.number().min(0).max(1);
const Location = z.union([
  z.strictObject({ file: z.string() }),
  /** `package` is what Node resolves; `path` starts at the folder of the file it resolves to. */
  z.strictObject({ package: z.string(), path: z.string() }),
]);
const Locked = { at: Location, sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int().positive() };
const Described = {
  id: z.string(), ...Locked, licence: z.string(), source: z.string(),
  /** What these weights were made from, and under which licence. */
  derivedFrom: z.array(z.strictObject({ source: z.string(), licence: z.string() })).optional(),
  /** Figures and where they were measured; nothing computes with them. */
  metrics: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
};
/** `order` says what the model was trained on; nothing computes with it, as a grey page is the same in every order of channels. */
const Scaling = z.strictObject({ order: z.enum(['BGR', 'RGB', 'grey']), mean: PerChannel, std: PerChannel }).refine(
  ({ order, mean, std }) => mean.length === std.length && (order === 'grey') === (mean.length === 1), 'order, mean and std must be of one number of channels',
);
const Tensors = { input: z.string(), output: z.string() };
const Side = z.number().int().min(32);
/** Corners of a rising curve from a raw confidence to the share of such readings that is right. */
const Curve = z.array(z.tuple([Share, Share])).min(2).refine(
  (points) => points.every(([x, y], index) => index === 0 || (x >= points[index - 1]![0] && y >= points[index - 1]![1])), 'a calibration curve must rise',
);

const DetectionEntry = z.strictObject({
  kind: z.literal('det'), ...Described, ...Tensors, preprocessing: Scaling,
  /** Measured for these weights, so that a profile need not know the model. */
  defaults: z.strictObject({
    detectionThreshold: Share, boxThreshold: Share, unclipRatio: z.number().positive(),
    sides: z.strictObject({ fast: Side, balanced: Side, quality: Side }),
  }),
});
const AngleEntry = z.strictObject({
  kind: z.literal('cls'), ...Described, ...Tensors, preprocessing: Scaling.safeExtend({ height: z.number().int(), width: z.number().int() }),
});
const RecognitionEntry = z.strictObject({
  kind: z.literal('rec'), ...Described, ...Tensors, preprocessing: Scaling.safeExtend({ height: z.number().int() }),
  dictionary: z.strictObject({ ...Locked, count: z.number().int().positive(), space: z.boolean() }),
  /** Columns of the strip that each step of the output stands for; nothing computes with it. */
  stride: z.number().int().positive(),
  calibration: z.strictObject({ line: Curve.optional(), character: Curve.optional() }).optional(),
});
const TesseractEntry = z.strictObject({ kind: z.literal('tesseract'), ...Described, language: z.string() });
const Entry = z.discriminatedUnion('kind', [DetectionEntry, AngleEntry, RecognitionEntry, TesseractEntry]);

const PageSet = z.strictObject({
  detection: z.string(), angle: z.string(), recognition: z.string(),
  /** Its recognisers must know every Polish letter. */
  polish: z.boolean(),
});
const Sets = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), PageSet).refine(
  (sets) => Object.entries(sets).every(([name, { polish }]) => polish || !/^(polish|invoice)_/.test(name)), 'a set named polish_… or invoice_… must be marked polish',
);

const Manifest = z.strictObject({
  version: z.literal(2),
  /** The set that reads unless configuration names another. */
  default: z.string(),
  sets: Sets,
  /** The second engine's model. */
  tesseract: z.string(),
  models: z.array(Entry),
}).refine((manifest) => manifest.default in manifest.sets, 'the default must be one of the sets');

export type ModelManifest = z.infer<typeof Manifest>;
export type ModelEntry = z.infer<typeof Entry>;
export type ModelKind = ModelEntry['kind'];
export type EntryOf<K extends ModelKind> = Extract<ModelEntry, { kind: K }>;
type ModelLocation = z.infer<typeof Location>;

/** The entries of one named set. */
export interface SetEntries {
  readonly name: string;
  readonly polish: boolean;
  readonly detection: EntryOf<'det'>;
  readonly angle: EntryOf<'cls'>;
  readonly recognition: EntryOf<'rec'>;
}

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

/** What a set is made of; `null` means the default set. @throws AppError `model_invalid` for a set or model that there is not. */
export function setEntries(manifest: ModelManifest, set: string | null): SetEntries {
  const name = set ?? manifest.default;
  const found = Object.hasOwn(manifest.sets, name) ? manifest.sets[name] : undefined;
  if (!found) throw new AppError('model_invalid', `There is no model set "${name}"; the manifest has ${Object.keys(manifest.sets).join(', ')}.`);
  return {
    name, polish: found.polish, detection: entry(manifest, 'det', found.detection), angle: entry(manifest, 'cls', found.angle),
    recognition: entry(manifest, 'rec', found.recognition),
  };
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
