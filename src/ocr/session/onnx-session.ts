import { readFile, rm } from 'node:fs/promises';
import { InferenceSession, Tensor, env, listSupportedBackends } from 'onnxruntime-node';
import { AppError } from '../../common/errors/app-error';
import { type ArtefactKey, ArtefactStore, processorName } from './artefacts';
import { type Provider, type ProviderOutcome, withFirstProvider } from './execution-providers';
import type { FloatTensor, Infer, TensorToFill } from './inference.port';
import { TensorRoom } from './tensor-room';

export interface OnnxSession {
  readonly infer: Infer;
  /** Last dimension of the output where the model fixes it: the class count of a recogniser. */
  readonly classCount: number | undefined;
  readonly outcome: ProviderOutcome;
  /** Whether the graph came optimised from disk. */
  readonly fromArtefact: boolean;
  /** Milliseconds spent inside the runtime so far. */
  inferenceMs(): number;
  release(): Promise<void>;
}

/** How sessions are made, the same for every model of an engine. */
export interface SessionOptions {
  /** Threads within one run. */
  readonly threads: number;
  /** Best first; the last must be able to run anything. */
  readonly providers: readonly Provider[];
  /** Folder of optimised graphs; none are read or kept without. */
  readonly artefactsDir?: string | undefined;
  /** Models that stay open beside those an engine started with. */
  readonly cache?: { readonly models: number; readonly ttlMs: number } | undefined;
}

/** A model as the manifest describes it. */
export interface DescribedModel { readonly id: string; readonly sha256: string; readonly input: string; readonly output: string }

/** With the thread count, what a graph is optimised under; part of an artefact's key. */
const FIXED = {
  interOpNumThreads: 1, executionMode: 'sequential',
  // Measured: with the arena and without patterns detection is a third faster and peaks 115 MB lower than the other way round,
  // because every page has its own shapes and a pattern is planned, and kept, for each.
  enableCpuMemArena: true, enableMemPattern: false,
  // Threads that spin while they wait steal the core from whoever they wait for: on a busy machine a page took three times as long.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
} as const;
const LEVEL = 'all';
/** One number through a Relu (ONNX, opset 13). */
const PROBE = 'CAg6MwoMCgF4EgF5IgRSZWx1EgFnWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUICEA0=';
// Whatever the runtime reports as an error it throws as well; its warnings are that a written graph suits one kind of processor only,
// which is what the key of an artefact is for.
env.logLevel = 'fatal';

/**
 * Loads a model from bytes that were verified. The call blocks its thread, and so does every inference under its promise:
 * only for worker threads.
 * @throws AppError `model_invalid` when the model does not load or its tensors are not those of the manifest.
 */
export async function openSession(model: Uint8Array, described: DescribedModel, options: SessionOptions): Promise<OnnxSession> {
  const { opened: { session, fromArtefact }, outcome } = await withFirstProvider(options.providers, (provider) => create(model, described, provider, options));
  const { id, input, output } = described;
  const [inputs, outputs] = [session.inputNames, session.outputNames];
  if (inputs.length !== 1 || inputs[0] !== input || !outputs.includes(output)) {
    throw new AppError('model_invalid', `Model ${id} has other tensors than the manifest names.`, { details: { input: inputs, output: outputs } });
  }
  const shape = session.outputMetadata.find(({ name }) => name === output);
  const lastDim = shape?.isTensor ? shape.shape[shape.shape.length - 1] : undefined;
  const room = new TensorRoom();
  let spent = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function run({ dims, fill }: TensorToFill): Promise<FloatTensor> {
    const data = room.of(dims);
    fill(data);
    const from = performance.now();
    const result = (await session.run({ [input]: new Tensor('float32', data, [...dims]) }, [output]))[output];
    spent += performance.now() - from;
    return floats(result, id);
  }

  return {
    classCount: typeof lastDim === 'number' ? lastDim : undefined, outcome, fromArtefact,
    inferenceMs: () => spent,
    release: () => session.release(),
    infer: (tensor) => {
      // By turns: a run begins after its call has returned, and the next would write over what it reads.
      const done = turn.then(() => run(tensor));
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

/** The key under which a model's optimised graph is kept. */
export function artefactKey(modelSha256: string, provider: Provider): ArtefactKey {
  return { modelSha256, runtime: `onnxruntime-node ${env.versions.node ?? ''} ${env.versions.common}`, provider, processor: processorName(), options: { ...FIXED, level: LEVEL } };
}

/** Providers the installed runtime knows, and whether it brings their libraries along. */
export function runtimeProviders(): readonly { readonly name: string; readonly bundled: boolean }[] {
  return listSupportedBackends().map(({ name, bundled }) => ({ name, bundled }));
}

/** Tries the providers with the smallest model there is: which would run, and why the ones before it would not. */
export async function probeProviders(providers: readonly Provider[]): Promise<ProviderOutcome> {
  const { opened, outcome } = await withFirstProvider(providers, (provider) => InferenceSession.create(Buffer.from(PROBE, 'base64'), { executionProviders: [provider] }));
  await opened.release();
  return outcome;
}

interface Created { readonly session: InferenceSession; readonly fromArtefact: boolean }

async function create(model: Uint8Array, { id, sha256 }: DescribedModel, provider: Provider, { threads, artefactsDir }: SessionOptions): Promise<Created> {
  const base: InferenceSession.SessionOptions = { ...FIXED, executionProviders: [provider], intraOpNumThreads: threads };
  try {
    // Only on processors is an optimised graph a plain one: other providers compile parts that cannot be written down.
    if (artefactsDir === undefined || provider !== 'cpu') return { session: await InferenceSession.create(model, { ...base, graphOptimizationLevel: LEVEL }), fromArtefact: false };
    return await createByArtefact(model, artefactKey(sha256, provider), new ArtefactStore(artefactsDir), base);
  } catch (cause) {
    throw new AppError('model_invalid', `Model ${id} cannot be loaded.`, { cause });
  }
}

async function createByArtefact(model: Uint8Array, key: ArtefactKey, store: ArtefactStore, base: InferenceSession.SessionOptions): Promise<Created> {
  const graph = await store.read(key);
  if (graph) {
    const session = await InferenceSession.create(graph, { ...base, graphOptimizationLevel: 'disabled' }).catch(() => null);
    if (session) return { session, fromArtefact: true };
  }
  // A folder that cannot be written costs time at every start, never the start.
  const scratch = await store.scratch().catch(() => null);
  if (scratch === null) return { session: await InferenceSession.create(model, { ...base, graphOptimizationLevel: LEVEL }), fromArtefact: false };
  try {
    const session = await InferenceSession.create(model, { ...base, graphOptimizationLevel: LEVEL, optimizedModelFilePath: scratch });
    await readFile(scratch).then((made) => store.write(key, made)).catch(() => undefined);
    return { session, fromArtefact: false };
  } finally {
    await rm(scratch, { force: true });
  }
}

function floats(tensor: Tensor | undefined, id: string): FloatTensor {
  if (!tensor || !(tensor.data instanceof Float32Array)) throw new AppError('engine_failed', `Model ${id} gave no float tensor.`, { retryable: true });
  return { data: tensor.data, dims: tensor.dims };
}
