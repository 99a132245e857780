import type { FloatTensor, Infer, TensorToFill } from '../../src/ocr/session/inference.port';

/** The tensor written out, over what other tensors left there. */
export function filled({ dims, fill }: TensorToFill): FloatTensor {
  const data = new Float32Array(dims.reduce((product, side) => product * side, 1)).fill(1e9);
  fill(data);
  return { data, dims };
}

/** A model made of a function from tensor to tensor. */
export function inferring(model: (input: FloatTensor) => FloatTensor | Promise<FloatTensor>): Infer {
  return async (input) => model(filled(input));
}
