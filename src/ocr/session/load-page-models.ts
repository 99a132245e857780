import { AppError } from '../../common/errors/app-error';
import type { ModelCacheReport } from '../../common/queue/engine-report';
import type { ProviderOutcome } from './execution-providers';
import type { PageModels, RecognitionModel } from './inference.port';
import { type EntryOf, readLocked, readManifest, type SetEntries, setEntries } from './model-manifest';
import { ModelCache } from './model-cache';
import { openSession, type OnnxSession, type SessionOptions } from './onnx-session';
import { readClasses } from './read-classes';

export interface LoadedModels {
  /** Models of the first set asked for. */
  readonly models: PageModels;
  /** Models of a set, `null` for the manifest's default; those not loaded yet are verified and opened first. @throws AppError `model_invalid`. */
  of(set: string | null): Promise<PageModels>;
  /** What the models run on, and what was refused. */
  readonly outcome: ProviderOutcome;
  /** Milliseconds inside the runtime so far, all models together. */
  inferenceMs(): number;
  /** What is open, and how often that helped. */
  cache(): ModelCacheReport;
  release(): Promise<void>;
}

/** Room for one further set (finder, turner and reader), for ten minutes. */
const ONE_SET = { models: 3, ttlMs: 600_000 };
type Network = EntryOf<'det' | 'cls' | 'rec'>;

/**
 * Verifies and opens the models of the sets given, to stay; others follow when a page asks for them, and go again when they are not
 * used. Sets that share a model share its session.
 * @throws AppError `model_invalid`.
 */
export async function loadPageModels(modelsDir: string, options: SessionOptions, sets: readonly (string | null)[] = [null]): Promise<LoadedModels> {
  const shelf = new ModelShelf(modelsDir, options);
  const loaded: PageModels[] = [];
  for (const set of sets) loaded.push(await shelf.keep(set));
  return { models: loaded[0]!, of: (set) => shelf.of(set), outcome: shelf.outcome, inferenceMs: () => shelf.inferenceMs(), cache: () => shelf.cache(), release: () => shelf.release() };
}

class ModelShelf {
  private readonly manifest;
  private readonly networks = new Map<string, Network>();
  private readonly pinned = new Set<string>();
  private readonly opened = new Set<OnnxSession>();
  private readonly sets = new Map<string, Promise<PageModels>>();
  private readonly sessions: ModelCache<OnnxSession>;
  outcome: ProviderOutcome = { provider: 'cpu', refused: [] };
  /** Inside the runtime, of sessions that are closed. */
  private pastMs = 0;

  constructor(private readonly modelsDir: string, private options: SessionOptions) {
    this.manifest = readManifest(modelsDir);
    for (const model of this.manifest.models) if (model.kind !== 'tesseract') this.networks.set(model.id, model);
    const { models: size, ttlMs } = options.cache ?? ONE_SET;
    this.sessions = new ModelCache({
      size, ttlMs, pinned: (id) => this.pinned.has(id), open: (id) => this.openModel(this.networks.get(id)!),
      close: async (session) => {
        this.pastMs += session.inferenceMs();
        this.opened.delete(session);
        await session.release();
      },
    });
  }

  /** As `of`, and the set's models stay open to the end. */
  keep(set: string | null): Promise<PageModels> {
    const { detection, angle, recognition } = setEntries(this.manifest, set);
    for (const { id } of [detection, angle, recognition]) this.pinned.add(id);
    return this.of(set);
  }

  of(set: string | null): Promise<PageModels> {
    const entries = setEntries(this.manifest, set);
    return once(this.sets, entries.name, () => this.open(entries));
  }

  inferenceMs(): number {
    return [...this.opened].reduce((sum, session) => sum + session.inferenceMs(), this.pastMs);
  }

  cache(): ModelCacheReport {
    return { open: this.sessions.open().length, ...this.sessions.statistics };
  }

  release(): Promise<void> {
    return this.sessions.close();
  }

  private async open({ polish, detection, angle, recognition }: SetEntries): Promise<PageModels> {
    const det = await this.session(detection), cls = await this.session(angle);
    return {
      detection: { infer: det.infer, ...detection.preprocessing, defaults: detection.defaults },
      angle: { infer: cls.infer, ...angle.preprocessing },
      recognition: await this.recogniser(recognition, polish),
    };
  }

  private async recogniser(model: EntryOf<'rec'>, polish: boolean): Promise<RecognitionModel> {
    const classes = await readClasses(this.modelsDir, model, polish);
    const { infer, classCount } = await this.session(model);
    if (classCount !== undefined && classCount !== classes.length) {
      throw new AppError('model_invalid', `Model ${model.id} tells ${classCount} classes apart, its dictionary has ${classes.length}.`);
    }
    return { infer, ...model.preprocessing, classes, calibration: model.calibration ?? {} };
  }

  /** A model that is open now and opened again, should it have been closed, by whoever infers next. */
  private session({ id }: Network): Promise<Pick<OnnxSession, 'infer' | 'classCount'>> {
    return this.sessions.use(id, ({ classCount }) => Promise.resolve({ classCount, infer: (input) => this.sessions.use(id, (session) => session.infer(input)) }));
  }

  private async openModel(model: Network): Promise<OnnxSession> {
    const session = await openSession(await readLocked(this.modelsDir, model), model, this.options);
    this.opened.add(session);
    // What was refused for one model would be refused for each: asked once.
    if (this.outcome.refused.length === 0) this.outcome = session.outcome;
    this.options = { ...this.options, providers: [...new Set([session.outcome.provider, 'cpu' as const])] };
    return session;
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
