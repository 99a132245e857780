import { inkShare } from '../image/ink-share';
import { haveRoom } from '../image/load-kernel';
import { pixelKernel } from '../image/pixel-kernel';
import type { StripFinding, StripTask } from '../pipeline/page-tasks';
import type { DetectionModel } from '../session/inference.port';
import { textRuns } from './connected-components';
import { stripTensor } from './strip-tensor';

/** Where text stands in one strip of a page. Runs on an engine: one inference, and what it takes to make its output small. */
export async function detectStrip({ page, turn, size, strip, threshold }: StripTask, model: DetectionModel): Promise<StripFinding> {
  const { from, to, keepFrom, keepTo } = strip;
  const found = await model.infer(stripTensor(page, turn, size, from, to, model));
  const map = inBytes(found.data.subarray((keepFrom - from) * size.width, (keepTo - from) * size.width));
  return { runs: textRuns(map, size.width, keepFrom, threshold), map, ink: turn === 0 ? inkBetween(keepFrom / size.height, keepTo / size.height) : 0 };

  function inkBetween(top: number, bottom: number): number {
    const [first, last] = [Math.round(top * page.height), Math.round(bottom * page.height)];
    return inkShare({ grey: page.grey.subarray(first * page.width, last * page.width), width: page.width, height: last - first });
  }
}

/** Shares that become bytes before they are copied back: they stay in the processor's cache. */
const BAND = 2 ** 13;

/** Shares of 0..1 as 0..255: a quarter of the memory to hand over. */
function inBytes(shares: Float32Array): Uint8Array {
  const bytes = new Uint8Array(shares.length);
  const kernel = pixelKernel();
  const to = 4 * BAND;
  haveRoom(kernel, to + BAND);
  const from = new Float32Array(kernel.memory.buffer), made = new Uint8Array(kernel.memory.buffer);
  for (let at = 0; at < shares.length; at += BAND) {
    const count = Math.min(BAND, shares.length - at);
    from.set(shares.subarray(at, at + count));
    kernel.bytes(0, to, to + count);
    bytes.set(made.subarray(to, to + count), at);
  }
  return bytes;
}
