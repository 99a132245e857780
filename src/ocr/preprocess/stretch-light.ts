import type { PageImage } from '../image/page-image';
import type { LightField } from './light-field';

/** Levels nearer than this are not torn apart any further. */
const MIN_RANGE = 24;

/** Two levels, square by square: what becomes black and what becomes white. */
export interface Levels { readonly columns: number; readonly rows: number; readonly black: Float32Array; readonly white: Float32Array }

/**
 * Levels that follow the light: of each square its own ink and paper, so that a shadow goes and writing stays as it is, dark on
 * bright or bright on dark. Blank squares take their own brightness for paper and the usual range for what ink would be.
 * @param minInk squares whose darkest and brightest are nearer than this are blank
 */
export function localLevels({ columns, rows, ink, glare }: LightField, minInk: number): Levels {
  const shares = [...ink].flatMap((level, tile) => (glare[tile]! - level >= minInk ? [level / glare[tile]!] : [])).sort((a, b) => a - b);
  const usual = shares[shares.length >> 1] ?? 0.5;
  const black = Float32Array.from(ink, (level, tile) => (glare[tile]! - level >= minInk ? level : glare[tile]! * usual));
  return { columns, rows, black: smooth(black, columns, rows), white: smooth(Float32Array.from(glare), columns, rows) };
}

/** The same two levels everywhere: the usual ink and paper of the written squares. */
export function globalLevels({ columns, rows, ink, glare }: LightField, minInk: number): Levels {
  const written = [...ink.keys()].filter((tile) => glare[tile]! - ink[tile]! >= minInk);
  const usual = (levels: readonly number[]): number => [...levels].sort((a, b) => a - b)[levels.length >> 1] ?? 0;
  const [black, white] = written.length === 0 ? [0, 255] : [usual(written.map((tile) => ink[tile]!)), usual(written.map((tile) => glare[tile]!))];
  const count = columns * rows;
  return { columns, rows, black: new Float32Array(count).fill(black), white: new Float32Array(count).fill(white) };
}

/** Mean over squares and their neighbours. */
function smooth(levels: Float32Array, columns: number, rows: number): Float32Array {
  return levels.map((_, tile) => {
    const [c, r] = [tile % columns, Math.floor(tile / columns)];
    let [sum, count] = [0, 0];
    for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y++) {
      for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x++, count++) sum += levels[y * columns + x]!;
    }
    return sum / count;
  });
}

/** Every channel stretched so that `black` becomes 0 and `white` 255; between the middles of squares the levels pass over evenly. */
export function stretchLight({ rgb, width, height }: PageImage, { columns, rows, black, white }: Levels): PageImage {
  const out = new Uint8ClampedArray(new SharedArrayBuffer(rgb.length));
  const [low, gain] = [new Float32Array(columns), new Float32Array(columns)];
  for (let y = 0; y < height; y++) {
    const v = Math.min(rows - 1, Math.max(0, ((y + 0.5) * rows) / height - 0.5));
    const [r, next, part] = [v | 0, Math.min(rows - 1, (v | 0) + 1), v - (v | 0)];
    for (let c = 0; c < columns; c++) {
      const from = (levels: Float32Array): number => levels[r * columns + c]! * (1 - part) + levels[next * columns + c]! * part;
      low[c] = from(black);
      gain[c] = 255 / Math.max(MIN_RANGE, from(white) - from(black));
    }
    for (let x = 0, at = y * width * 3; x < width; x++, at += 3) {
      const u = Math.min(columns - 1, Math.max(0, ((x + 0.5) * columns) / width - 0.5));
      const c = u | 0;
      const d = c + 1 < columns ? c + 1 : c;
      const f = u - c;
      const l = low[c]! * (1 - f) + low[d]! * f;
      const g = gain[c]! * (1 - f) + gain[d]! * f;
      out[at] = (rgb[at]! - l) * g;
      out[at + 1] = (rgb[at + 1]! - l) * g;
      out[at + 2] = (rgb[at + 2]! - l) * g;
    }
  }
  return { rgb: new Uint8Array(out.buffer), width, height };
}
