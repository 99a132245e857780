import { haveRoom, upTo } from './load-kernel';
import type { PageImage } from './page-image';
import { pixelKernel, SIXTEEN } from './pixel-kernel';
import { copyPixels, WORD } from './shared-pixels';

/** Levels that neighbours may differ by without a sharp step. */
const STEP = 48;

/**
 * Share of sampled neighbours with a sharp step in brightness: about 0 for an empty page however it is lit,
 * 0.001 and more once anything is written on it.
 */
export function inkShare({ grey, width, height }: PageImage): number {
  const perRow = Math.max(0, Math.ceil(width / 2) - 1), rows = Math.max(0, Math.floor((height - 1) / 2));
  const kernel = pixelKernel();
  haveRoom(kernel, upTo(WORD + width, SIXTEEN) + SIXTEEN);
  const memory = new Uint8Array(kernel.memory.buffer);
  let sharp = 0;
  for (let row = 0; row < rows && perRow > 0; row++) {
    const from = (2 * row + 1) * width;
    const start = copyPixels(grey.subarray(from, from + width), memory, 0);
    // Nothing differs beyond the row's end.
    memory.fill(memory[start + 2 * perRow]!, start + 2 * perRow + 1, start + 2 * perRow + 1 + SIXTEEN);
    sharp += kernel.steps(start + 2, start + 2 + 2 * perRow, STEP);
  }
  return rows * perRow === 0 ? 0 : sharp / (rows * perRow);
}
