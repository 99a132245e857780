import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AppError } from '../../common/errors/app-error';
import type { FloatTensor, Infer } from './inference.port';

export interface OnnxSession {
  readonly infer: Infer;
  /** Last dimension of the output where the model fixes it: the class count of a recogniser. */
  readonly classCount: number | undefined;
  /** Milliseconds spent inside the runtime so far. */
  inferenceMs(): number;
  release(): Promise<void>;
}

/**
 * Loads a model from bytes that were verified. The call blocks its thread, and so does every inference under its promise:
 * only for worker threads.
 * @throws AppError `model_invalid` when the model does not load or its tensors are not those of the manifest.
 */
export async function openSession(model: Uint8Array, names: { id: string; input: string; output: string }, threads: number): Promise<OnnxSession> {
  const session = await create(model, names.id, threads);
  const [input, output] = [session.inputNames, session.outputNames];
  if (input.length !== 1 || input[0] !== names.input || !output.includes(names.output)) {
    throw new AppError('model_invalid', `Model ${names.id} has other tensors than the manifest names.`, { details: { input, output } });
  }
  const described = session.outputMetadata.find(({ name }) => name === names.output);
  const lastDim = described?.isTensor ? described.shape[described.shape.length - 1] : undefined;
  let spent = 0;
  return {
    classCount: typeof lastDim === 'number' ? lastDim : undefined,
    inferenceMs: () => spent,
    release: () => session.release(),
    infer: async ({ data, dims }) => {
      const from = performance.now();
      const tensor = new Tensor('float32', data, [...dims]);
      const result = (await session.run({ [names.input]: tensor }, [names.output]))[names.output];
      spent += performance.now() - from;
      return floats(result, names.id);
    },
  };
}

async function create(model: Uint8Array, id: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, {
      executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all',
      // Measured: with the arena and without patterns detection is a third faster and peaks 115 MB lower than the other way round,
      // because every page has its own shapes and a pattern is planned, and kept, for each.
      enableCpuMemArena: true, enableMemPattern: false,
      // Threads that spin while they wait steal the core from whoever they wait for: on a busy machine a page took three times as long.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (cause) {
    throw new AppError('model_invalid', `Model ${id} cannot be loaded.`, { cause });
  }
}

function floats(tensor: Tensor | undefined, id: string): FloatTensor {
  if (!tensor || !(tensor.data instanceof Float32Array)) throw new AppError('engine_failed', `Model ${id} gave no float tensor.`, { retryable: true });
  return { data: tensor.data, dims: tensor.dims };
}
