import { channelPlan, type FloatTensor, type PixelScaling } from '../session/inference.port';
import type { LineCrop } from './crop-lines';

/** Lines that run through the network together: indices into the list of crops, and the width all are padded to. */
export interface LineBatch {
  readonly indices: readonly number[];
  readonly width: number;
}

/** The network halves widths thrice; a ragged edge would shift its steps. */
const WIDTH_STEP = 8;
/** Padding of up to this share costs less than one more call. */
const WASTE = 0.15;

/** Columns of pixels in one batch at most. On a CPU a batch gains little beyond the cost of a call, and memory grows with it. */
const MAX_COLUMNS = 1024;

/** Groups lines of like width, widest first, so that little of a batch is padding. */
export function batchLines(widths: readonly number[], size: number, minWidth: number): LineBatch[] {
  const order = widths.map((_, index) => index).sort((a, b) => widths[b]! - widths[a]! || a - b);
  const batches: { indices: number[]; width: number }[] = [];
  for (const index of order) {
    const width = Math.max(minWidth, Math.ceil(widths[index]! / WIDTH_STEP) * WIDTH_STEP);
    const open = batches[batches.length - 1];
    if (open && open.indices.length < size && width >= open.width * (1 - WASTE) && open.width * (open.indices.length + 1) <= MAX_COLUMNS) open.indices.push(index);
    else batches.push({ indices: [index], width });
  }
  return batches;
}

/** Tensor of lines × 3 × height × width; what lies right of a line is zero, mid-grey to the network. */
export function batchTensor(crops: readonly LineCrop[], width: number, height: number, scaling: PixelScaling): FloatTensor {
  const plan = channelPlan(scaling);
  const data = new Float32Array(crops.length * 3 * height * width);
  crops.forEach((crop, index) => {
    for (let channel = 0; channel < 3; channel++) {
      const { byte, scale, shift } = plan[channel]!;
      const plane = (index * 3 + channel) * height * width;
      for (let y = 0; y < height; y++) {
        for (let x = 0, from = y * crop.width * 3 + byte, to = plane + y * width; x < crop.width; x++, from += 3) data[to + x] = crop.rgb[from]! * scale + shift;
      }
    }
  });
  return { data, dims: [crops.length, 3, height, width] };
}
