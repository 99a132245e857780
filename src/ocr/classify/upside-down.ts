import { inHalves } from '../pipeline/out-of-memory';
import type { LineOnPage } from '../pipeline/page-tasks';
import { lineTensor } from '../recognise/line-tensor';
import type { AngleModel } from '../session/inference.port';

/** How surely each line stands upside down, 0..1. The model looks at a window: a long line shows its angle anywhere, so its start will do. */
export function upsideDown(lines: readonly LineOnPage[], model: AngleModel): Promise<number[]> {
  return inHalves(lines, async (part) => {
    const { data } = await model.infer(lineTensor(part, model.width, model.height, model));
    return part.map((_, index) => data[index * 2 + 1]!);
  });
}
