import { haveRoom } from './load-kernel';
import { pixelKernel } from './pixel-kernel';

/** Pixels that are turned into brightness before they are copied back: they stay in the processor's cache. */
const BAND = 2 ** 14;

/**
 * Brightness of coloured pixels, luma of ITU-R BT.601.
 * @param rgb three bytes a pixel @param grey takes one byte a pixel
 */
export function toGrey(rgb: Uint8Array, grey: Uint8Array): void {
  const kernel = pixelKernel();
  const to = 3 * BAND;
  haveRoom(kernel, to + BAND);
  const memory = new Uint8Array(kernel.memory.buffer);
  for (let from = 0; from < grey.length; from += BAND) {
    const pixels = Math.min(BAND, grey.length - from);
    memory.set(rgb.subarray(3 * from, 3 * (from + pixels)));
    kernel.grey(0, to, to + pixels);
    grey.set(memory.subarray(to, to + pixels), from);
  }
}
