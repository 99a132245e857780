import { inkShare } from '../image/page-image';
import type { StripFinding, StripTask } from '../pipeline/page-tasks';
import type { DetectionModel } from '../session/inference.port';
import { textRuns } from './connected-components';
import { stripTensor } from './strip-tensor';

/** Where text stands in one strip of a page. Runs on an engine: one inference, and what it takes to make its output small. */
export async function detectStrip({ page, turn, size, strip, threshold }: StripTask, model: DetectionModel): Promise<StripFinding> {
  const { from, to, keepFrom, keepTo } = strip;
  const found = await model.infer(stripTensor(page, turn, size, from, to, model));
  const kept = found.data.subarray((keepFrom - from) * size.width, (keepTo - from) * size.width);
  return { runs: textRuns(kept, size.width, keepFrom, threshold), map: inBytes(kept), ink: turn === 0 ? inkBetween(keepFrom / size.height, keepTo / size.height) : 0 };

  function inkBetween(top: number, bottom: number): number {
    const [first, last] = [Math.round(top * page.height), Math.round(bottom * page.height)];
    return inkShare({ grey: page.grey.subarray(first * page.width, last * page.width), width: page.width, height: last - first });
  }
}

/** Shares of 0..1 as 0..255: a quarter of the memory to hand over. */
function inBytes(shares: Float32Array): Uint8Array {
  const bytes = new Uint8Array(shares.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = shares[at]! * 255 + 0.5;
  return bytes;
}
