import { fold } from './normalise-text';
import { scanTenDigits } from './scan-values';

/** Text at a place of the upright page, in em. */
interface Placed { readonly text: string; readonly x0: number; readonly cy: number }

/** In em: how far a line of the copy may stand from where the first print's line says. */
const SLACK = 0.7;
/** Share of a page's lines that must have their twin at the same distance. */
const TWINS = 0.6;
/** Shorter texts are everywhere. */
const SHORTEST = 3;

/**
 * A page without the second print of what stands on it: original and copy are printed side by side or one below the other, and to a table both would be one.
 * A copy says most lines again at one distance, with the number of a party among them, and no figure that the original does not say there: another invoice of
 * the same parties, or the state after a correction, is no copy.
 */
export function withoutCopy<T extends Placed>(lines: readonly T[]): readonly T[] {
  const pairs = twins(lines);
  if (!pairs.some(([{ text }]) => scanTenDigits(text).some(({ valid }) => valid))) return lines;
  const long = lines.filter(({ text }) => keyOf(text).length >= SHORTEST).length;
  for (const [along, across] of [['x0', 'cy'], ['cy', 'x0']] as const) {
    const level = pairs.filter(([a, b]) => Math.abs(a[across] - b[across]) < SLACK);
    const distances = level.map(([a, b]) => Math.abs(b[along] - a[along])).sort((a, b) => a - b), usual = distances[distances.length >> 1] ?? 0;
    const same = level.filter(([a, b]) => Math.abs(Math.abs(b[along] - a[along]) - usual) < SLACK).map(([a, b]) => (a[along] < b[along] ? [a, b] as const : [b, a] as const));
    const second = Math.min(...same.map(([, b]) => b[along])) - SLACK;
    if (same.length * 2 < TWINS * long || same.some(([a]) => a[along] >= second)) continue;
    const original = lines.filter((line) => line[along] < second), copy = lines.filter((line) => line[along] >= second);
    const says = (others: readonly T[], distance: number) => {
      const byText = byKey(others);
      return (line: T): boolean => (byText.get(keyOf(line.text)) ?? []).some((other) => Math.abs(other[along] - line[along] - distance) < SLACK && Math.abs(other[across] - line[across]) < SLACK);
    };
    if (withFigures(copy).every(says(original, -usual)) && withFigures(original).every(says(copy, usual))) return original;
  }
  return lines;
}

function withFigures<T extends Placed>(lines: readonly T[]): T[] {
  return lines.filter(({ text }) => /\d/.test(text));
}

/** Lines whose text stands on the page exactly twice. */
function twins<T extends Placed>(lines: readonly T[]): (readonly [T, T])[] {
  return [...byKey(lines)].flatMap(([key, [a, b, ...more]]) => (key.length >= SHORTEST && a && b && more.length === 0 ? [[a, b] as const] : []));
}

function byKey<T extends Placed>(lines: readonly T[]): Map<string, T[]> {
  const byText = new Map<string, T[]>();
  for (const line of lines) {
    const key = keyOf(line.text), own = byText.get(key);
    if (own) own.push(line);
    else byText.set(key, [line]);
  }
  return byText;
}

function keyOf(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '');
}
