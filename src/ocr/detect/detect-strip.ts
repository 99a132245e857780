import { inkShare } from '../image/page-image';
import type { StripFinding, StripTask } from '../pipeline/page-tasks';
import type { DetectionModel } from '../session/inference.port';
import { textRuns } from './connected-components';
import { stripTensor } from './strip-tensor';

/** Where text stands in one strip of a page. Runs on an engine: one inference, and what it takes to make its output small. */
export async function detectStrip({ page, turn, size, strip, threshold, map }: StripTask, model: DetectionModel): Promise<StripFinding> {
  const { from, to, keepFrom, keepTo } = strip;
  const found = await model.infer(stripTensor(page, turn, size, from, to, model));
  map.set(found.data.subarray((keepFrom - from) * size.width, (keepTo - from) * size.width), keepFrom * size.width);
  return { runs: textRuns(map, size.width, keepFrom, keepTo, threshold), ink: turn === 0 ? inkBetween(keepFrom / size.height, keepTo / size.height) : 0 };

  function inkBetween(top: number, bottom: number): number {
    const [first, last] = [Math.round(top * page.height), Math.round(bottom * page.height)];
    return inkShare({ rgb: page.rgb.subarray(first * page.width * 3, last * page.width * 3), width: page.width, height: last - first });
  }
}
