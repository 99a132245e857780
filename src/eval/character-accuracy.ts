import { editDistance } from '../extraction/read/fuzzy-match';
import type { OcrLine, Point, Quad } from '../ocr/ocr.types';
import { keptCharacters } from './kept-characters';
import type { TruthLine } from './truth.types';

export interface CharacterScore {
  /** Characters of the truth, white space not counted. */
  readonly characters: number;
  /** Insertions, deletions and replacements over matched lines, and every character of lines that nothing matched. */
  readonly errors: number;
  /** Letters with Polish diacritics in the truth, and how many of them were read as they stand. */
  readonly polish: number;
  readonly polishRight: number;
  readonly lines: number;
  /** Truth lines that no read line touches: what detection lost. */
  readonly missedLines: number;
  /** Read lines that touch no truth line: stamps, signatures, noise. They are no errors. */
  readonly extraLines: number;
}

const POLISH = /[ąćęłńóśźż]/i;
const SAMPLES = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * Characters of a page read right. Runs of the truth and read lines are grouped when the midline of one runs through the
 * other, so that a label and its value read as one line, or one run read as two, cost nothing. Pure.
 */
export function scoreCharacters(truth: readonly TruthLine[], lines: readonly OcrLine[]): CharacterScore {
  const groups = groupLines(truth, lines);
  let [characters, errors, polish, polishRight, missedLines, extraLines] = [0, 0, 0, 0, 0, 0];
  for (const group of groups) {
    const expected = joinInReadingOrder(group.truth);
    const read = joinInReadingOrder(group.read);
    if (group.truth.length === 0) extraLines += group.read.length;
    else {
      const letters = Array.from(expected);
      characters += letters.length;
      errors += editDistance(letters, Array.from(read));
      if (group.read.length === 0) missedLines += group.truth.length;
      if (letters.some((letter) => POLISH.test(letter))) {
        const kept = keptCharacters(expected, read);
        polish += letters.filter((letter) => POLISH.test(letter)).length;
        polishRight += letters.filter((letter, i) => POLISH.test(letter) && kept[i]).length;
      }
    }
  }
  return { characters, errors, polish, polishRight, lines: truth.length, missedLines, extraLines };
}

/** 0..1, from the counts; 1 for a page without text. */
export const characterAccuracy = ({ characters, errors }: Pick<CharacterScore, 'characters' | 'errors'>): number =>
  characters === 0 ? 1 : Math.max(0, 1 - errors / characters);

interface Placed { readonly text: string; readonly quad: Quad }
interface Group { readonly truth: Placed[]; readonly read: Placed[] }

function groupLines(truth: readonly Placed[], read: readonly Placed[]): Group[] {
  const owner = Array.from({ length: truth.length + read.length }, (_, i) => i);
  const find = (i: number): number => owner[i] === i ? i : find(owner[i] ?? i);
  truth.forEach((own, i) => read.forEach((other, j) => {
    if (touches(own.quad, other.quad)) owner[find(i)] = find(truth.length + j);
  }));
  const groups = new Map<number, Group>();
  const place = (index: number, key: 'truth' | 'read', line: Placed): void => {
    const root = find(index);
    const group = groups.get(root) ?? { truth: [], read: [] };
    groups.set(root, group);
    group[key].push(line);
  };
  truth.forEach((line, i) => place(i, 'truth', line));
  read.forEach((line, j) => place(truth.length + j, 'read', line));
  return [...groups.values()];
}

/** Whether the midline of one quad runs through the other, for two samples of five at least. */
function touches(a: Quad, b: Quad): boolean {
  if (!boundsMeet(a, b)) return false;
  return insideCount(a, b) >= 2 || insideCount(b, a) >= 2;
}

function boundsMeet(a: Quad, b: Quad): boolean {
  const range = (quad: Quad, axis: 0 | 1): [number, number] => [Math.min(...quad.map((p) => p[axis])), Math.max(...quad.map((p) => p[axis]))];
  return ([0, 1] as const).every((axis) => {
    const [[low, high], [otherLow, otherHigh]] = [range(a, axis), range(b, axis)];
    return low <= otherHigh && otherLow <= high;
  });
}

function insideCount(a: Quad, b: Quad): number {
  return SAMPLES.filter((t) => {
    const [u, v] = toQuadFrame(b, between(between(a[0], a[3], 0.5), between(a[1], a[2], 0.5), t));
    return u >= 0 && u <= 1 && v >= 0 && v <= 1;
  }).length;
}

const between = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** A point in the frame of a quad taken as a parallelogram: (0, 0) its top left, (1, 1) its bottom right. */
function toQuadFrame([origin, right, , down]: Quad, [x, y]: Point): Point {
  const [ax, ay, bx, by] = [right[0] - origin[0], right[1] - origin[1], down[0] - origin[0], down[1] - origin[1]];
  const determinant = ax * by - ay * bx || 1;
  const [dx, dy] = [x - origin[0], y - origin[1]];
  return [(dx * by - dy * bx) / determinant, (ax * dy - ay * dx) / determinant];
}

/** Lines of one group along the direction of its widest: row by row when it holds several, without white space. */
function joinInReadingOrder(lines: readonly Placed[]): string {
  const longest = [...lines].sort((a, b) => length(b.quad) - length(a.quad))[0];
  if (!longest) return '';
  const placed = lines.map(({ text, quad }) => {
    const [u, v] = toQuadFrame(longest.quad, between(between(quad[0], quad[3], 0.5), between(quad[1], quad[2], 0.5), 0.5));
    return { text, u, row: Math.round((v - 0.5) / 1.1) };
  });
  return placed.sort((a, b) => a.row - b.row || a.u - b.u).map(({ text }) => text).join('').replace(/\s/g, '');
}

const length = (quad: Quad): number => Math.max(1e-6, Math.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1]));
