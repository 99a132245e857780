import { AppError } from '../../common/errors/app-error';
import type { PageModels, RecognitionModel } from './inference.port';
import { type EntryOf, readLocked, readManifest, type SetEntries, setEntries } from './model-manifest';
import { openSession, type OnnxSession, type SessionOptions } from './onnx-session';
import { readClasses } from './read-classes';

export interface LoadedModels {
  /** Models of the first set asked for. */
  readonly models: PageModels;
  /** Models of a set, `null` for the manifest's default; those not loaded yet are verified and opened first. @throws AppError `model_invalid`. */
  of(set: string | null): Promise<PageModels>;
  /** Milliseconds inside the runtime so far, all models together. */
  inferenceMs(): number;
  release(): Promise<void>;
}

/**
 * Verifies and opens the models of the sets given; others follow when a page asks for them. Sets that share a model share its session.
 * @throws AppError `model_invalid`.
 */
export async function loadPageModels(modelsDir: string, options: SessionOptions, sets: readonly (string | null)[] = [null]): Promise<LoadedModels> {
  const shelf = new ModelShelf(modelsDir, options);
  const loaded: PageModels[] = [];
  for (const set of sets) loaded.push(await shelf.of(set));
  return { models: loaded[0]!, of: (set) => shelf.of(set), inferenceMs: () => shelf.inferenceMs(), release: () => shelf.release() };
}

class ModelShelf {
  private readonly manifest;
  private readonly sessions = new Map<string, Promise<OnnxSession>>();
  private readonly opened: OnnxSession[] = [];
  private readonly sets = new Map<string, Promise<PageModels>>();

  constructor(private readonly modelsDir: string, private options: SessionOptions) {
    this.manifest = readManifest(modelsDir);
  }

  of(set: string | null): Promise<PageModels> {
    const entries = setEntries(this.manifest, set);
    return once(this.sets, entries.name, () => this.open(entries));
  }

  inferenceMs(): number {
    return this.opened.reduce((sum, session) => sum + session.inferenceMs(), 0);
  }

  async release(): Promise<void> {
    for (const session of this.opened.splice(0)) await session.release();
  }

  private async open({ polish, detection, angle, recognition, retryRecognition }: SetEntries): Promise<PageModels> {
    const det = await this.session(detection), cls = await this.session(angle);
    return {
      detection: { infer: det.infer, ...detection.preprocessing, defaults: detection.defaults },
      angle: { infer: cls.infer, ...angle.preprocessing },
      recognition: await this.recogniser(recognition, polish),
      ...(retryRecognition ? { retryRecognition: () => this.recogniser(retryRecognition, polish) } : {}),
    };
  }

  private async recogniser(model: EntryOf<'rec'>, polish: boolean): Promise<RecognitionModel> {
    const classes = await readClasses(this.modelsDir, model, polish);
    const { infer, classCount } = await this.session(model);
    if (classCount !== undefined && classCount !== classes.length) {
      throw new AppError('model_invalid', `Model ${model.id} tells ${classCount} classes apart, its dictionary has ${classes.length}.`);
    }
    return { infer, ...model.preprocessing, classes, stride: model.stride, calibration: model.calibration ?? {} };
  }

  private session(model: EntryOf<'det' | 'cls' | 'rec'>): Promise<OnnxSession> {
    return once(this.sessions, model.id, async () => {
      const session = await openSession(await readLocked(this.modelsDir, model), model, this.options);
      this.opened.push(session);
      // What was refused for one model would be refused for each: asked once.
      this.options = { ...this.options, providers: [...new Set([session.outcome.provider, 'cpu' as const])] };
      return session;
    });
  }
}

/** What `make` gave for this key before, or gives now; a failure is not kept. */
function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key);
  if (known) return known;
  const fresh = make();
  made.set(key, fresh);
  fresh.catch(() => made.delete(key));
  return fresh;
}
