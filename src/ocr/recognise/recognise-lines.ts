import { inHalves } from '../pipeline/out-of-memory';
import type { LineOnPage } from '../pipeline/page-tasks';
import type { RecognitionModel } from '../session/inference.port';
import { ctcDecode, type DecodedLine } from './ctc-decode';
import { lineColumns, lineTensor } from './line-tensor';

/** Recognisers are trained on strips at least this many times as wide as high; narrower ones are padded to it. */
export const MIN_PROPORTION = 2;
/** Networks halve widths; a ragged edge would shift their steps. */
const WIDTH_STEP = 8;

/**
 * What each line says, in the order given: one inference for all of them, or several where memory does not suffice for one.
 * @param cut told of the milliseconds that cutting the lines out of their pages took
 */
export function recogniseLines(lines: readonly LineOnPage[], model: RecognitionModel, cut: (ms: number) => void = () => undefined): Promise<DecodedLine[]> {
  return inHalves(lines, async (part) => {
    const columns = part.map(({ quad }) => lineColumns(quad, model.height));
    const width = Math.ceil(Math.max(model.height * MIN_PROPORTION, ...columns) / WIDTH_STEP) * WIDTH_STEP;
    const began = performance.now();
    const tensor = lineTensor(part, width, model.height, model);
    cut(performance.now() - began);
    return ctcDecode(await model.infer(tensor), model.classes, columns.map((own) => own / width));
  });
}
