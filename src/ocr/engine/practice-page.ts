import type { PageImage } from '../image/page-image';

/** A page of A4 proportions at 150 DPI with rows of bars that a detector takes for words: warms every model of an engine. */
export function practicePage(): PageImage {
  const [width, height] = [1240, 1754];
  const rgb = new Uint8Array(width * height * 3).fill(255);
  for (let row = 0; row < 12; row++) {
    const top = 100 + row * 60;
    for (let x = 100; x < 500 + row * 20; x++) {
      // Strokes of uneven height, four pixels on and four off.
      if ((x >> 2) % 2 === 0) for (let y = top + ((x * 7) % 9); y < top + 24; y++) rgb.fill(0, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return { rgb, width, height };
}
