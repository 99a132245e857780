import type { OcrChar, Point, Quad } from '../ocr.types';
import { quadSize } from '../geometry/quad';

export interface Run { readonly quad: Quad; readonly chars: readonly OcrChar[] }

/** Character centres further apart than this many line heights belong to different table columns; words of one column are nearer. */
const COLUMN_GAP = 1.1;
/** How far a run reaches beyond the centres of its first and last character, in line heights. */
const HALF_CHARACTER = 0.35;

/**
 * A line as runs that stand together: a detector now and then takes neighbouring columns for one box. White space at the ends of a
 * run is dropped. The characters' confidences and order stay as they were read.
 */
export function splitColumns(quad: Quad, chars: readonly OcrChar[]): Run[] {
  const { width, height } = quadSize(quad);
  const limit = width === 0 ? 1 : (COLUMN_GAP * height) / width;
  const groups: OcrChar[][] = [];
  let last: OcrChar | undefined;
  for (const char of chars) {
    const blank = char.char.trim() === '';
    if (blank && !last) continue;
    const group = groups[groups.length - 1];
    if (group && last && (blank || char.at - last.at <= limit)) group.push(char);
    else groups.push([char]);
    if (!blank) last = char;
  }
  const runs = groups.map(withoutTrailingSpace);
  if (runs.length < 2) return runs.map((run) => ({ quad, chars: run }));
  const reach = (HALF_CHARACTER * height) / width;
  return runs.map((run, index) => {
    const from = index === 0 ? 0 : run[0]!.at - reach;
    const to = index === runs.length - 1 ? 1 : run[run.length - 1]!.at + reach;
    return { quad: section(quad, from, to), chars: run.map((char) => ({ ...char, at: (char.at - from) / (to - from) })) };
  });
}

function withoutTrailingSpace(chars: readonly OcrChar[]): OcrChar[] {
  let end = chars.length;
  while (end > 0 && chars[end - 1]!.char.trim() === '') end--;
  return chars.slice(0, end);
}

/** The part of a quad between two places along its text, 0..1. */
export function section([topLeft, topRight, bottomRight, bottomLeft]: Quad, from: number, to: number): Quad {
  const between = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
  return [between(topLeft, topRight, from), between(topLeft, topRight, to), between(bottomLeft, bottomRight, to), between(bottomLeft, bottomRight, from)];
}
