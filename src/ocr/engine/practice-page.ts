import type { PageImage } from '../image/page-image';

const ROW = { first: 100, step: 38, height: 20 };
const COLUMN = { first: 80, step: 380 };

/**
 * A page of A4 proportions at 150 DPI with bars that a detector takes for words, of uneven length as in a table: warms every model
 * of an engine, and, when it is as full as an invoice, the code around them.
 * @param rows at most 42
 * @param columns at most 3
 */
export function practicePage(rows = 14, columns = 1): PageImage {
  const [width, height] = [1240, 1754];
  const grey = new Uint8Array(width * height).fill(255);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [left, top] = [COLUMN.first + column * COLUMN.step, ROW.first + row * ROW.step];
      const right = left + 100 + ((row * 53 + column * 97) % 220) + (columns === 1 ? 200 : 0);
      for (let x = left; x < right; x++) {
        // Strokes of uneven height, four pixels on and four off.
        if ((x >> 2) % 2 === 0) for (let y = top + ((x * 7) % 9); y < top + ROW.height; y++) grey[y * width + x] = 0;
      }
    }
  }
  return { grey, width, height };
}
