import type { RecognitionModel } from '../session/inference.port';
import { batchLines, batchTensor } from './batch-lines';
import type { LineCrop } from './crop-lines';
import { ctcDecode, type DecodedLine } from './ctc-decode';

/** The recogniser was trained on strips of at least this proportion; narrower ones are padded towards it. */
const MIN_RATIO = 2;

/** Text of each strip, in the order given. */
export async function recogniseLines(crops: readonly LineCrop[], batchSize: number, model: RecognitionModel): Promise<DecodedLine[]> {
  const decoded = new Array<DecodedLine>(crops.length);
  for (const { indices, width } of batchLines(crops.map((crop) => crop.width), batchSize, model.height * MIN_RATIO)) {
    const strips = indices.map((index) => crops[index]!);
    const scores = await model.infer(batchTensor(strips, width, model.height, model));
    const lines = ctcDecode(scores, model.classes, strips.map((strip) => strip.width / width));
    indices.forEach((index, place) => { decoded[index] = lines[place]!; });
  }
  return decoded;
}
