// @gutenye/ocr-node as its own manual starts it, with the PP-OCRv4 models it brings along.
import Ocr from '@gutenye/ocr-node';

const STRIDE = 32;

/** A subject of the bench, see src/ocr/bench/subject.ts. */
export async function open() {
  const ocr = await Ocr.create();
  return {
    inFlight: 2,
    read: async ({ path, width, height }) => ({ lines: (await ocr.detect(path)).map(({ text, box }) => ({ text, quad: inPagePixels(box, width, height) })) }),
    close: async () => {},
  };
}

/** It enlarges a page to whole strides, centred and with its proportions kept, and speaks of that picture. */
function inPagePixels(box, width, height) {
  const [wide, high] = [width, height].map((side) => Math.ceil(side / STRIDE) * STRIDE);
  const scale = Math.min(wide / width, high / height);
  const [left, top] = [(wide - width * scale) / 2, (high - height * scale) / 2];
  return box.map(([x, y]) => [(x - left) / scale, (y - top) / scale]);
}
