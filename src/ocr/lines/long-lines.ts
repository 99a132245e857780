import { quadSize } from '../geometry/quad';
import type { OcrChar, Quad } from '../ocr.types';
import type { DecodedLine } from '../recognise/ctc-decode';
import { section } from './split-columns';

/** A line at most this many times as long as high is read as one: 1600 columns at 48 rows, as long as recognisers are trained for. Also bounds what a line takes in memory. */
const LONGEST = 1600 / 48;
/** How much neighbouring pieces share, in line heights: a few characters, of which the outer ones may be cut through. */
const SHARED = 3;
const CUT_THROUGH = 0.5;

interface Piece { readonly from: number; readonly to: number }
/** A character and where its centre stands, in line heights from the start of the line. */
interface Placed { readonly char: OcrChar; readonly at: number }

/**
 * Reads lines of any length with a recogniser that is good for some: longer ones in pieces of equal length that overlap.
 * @param read reads lines that are not too long, one answer for each, in order
 */
export async function readInPieces(quads: readonly Quad[], read: (quads: readonly Quad[]) => Promise<readonly DecodedLine[]>): Promise<DecodedLine[]> {
  const cuts = quads.map(piecesOf);
  const decoded = await read(quads.flatMap((quad, index) => {
    const { pieces, length } = cuts[index]!;
    return pieces.length === 1 ? [quad] : pieces.map(({ from, to }) => section(quad, from / length, to / length));
  }));
  let next = 0;
  return cuts.map(({ pieces, length }) => {
    const own = decoded.slice(next, next += pieces.length);
    return own.length === 1 ? own[0]! : joined(pieces, own, length);
  });
}

function piecesOf(quad: Quad): { readonly pieces: readonly Piece[]; readonly length: number } {
  const { width, height } = quadSize(quad);
  const length = width / Math.max(height, 1);
  const count = length <= LONGEST ? 1 : Math.ceil((length - SHARED) / (LONGEST - SHARED));
  const each = (length + (count - 1) * SHARED) / count;
  return { length, pieces: Array.from({ length: count }, (_, index) => ({ from: index * (each - SHARED), to: index * (each - SHARED) + each })) };
}

function joined(pieces: readonly Piece[], decoded: readonly DecodedLine[], length: number): DecodedLine {
  let line: readonly Placed[] = [];
  decoded.forEach(({ chars }, index) => {
    const { from, to } = pieces[index]!;
    const piece = chars.map((char) => ({ char, at: from + char.at * (to - from) }));
    line = index === 0 ? piece : atSeam(line, piece, from + CUT_THROUGH, from + SHARED - CUT_THROUGH);
  });
  return { text: line.map(({ char }) => char.char).join(''), chars: line.map(({ char, at }) => ({ ...char, at: at / length })) };
}

/** Two pieces as one: the left up to the widest gap between its characters from `from` to `to`, the right from there on, a space between them where either read one. */
function atSeam(left: readonly Placed[], right: readonly Placed[], from: number, to: number): Placed[] {
  const stops = [from, ...left.filter((one) => !isBlank(one) && one.at > from && one.at < to).map(({ at }) => at), to];
  let seam = (from + to) / 2;
  let widest = 0;
  for (let index = 1; index < stops.length; index++) {
    const gap = stops[index]! - stops[index - 1]!;
    if (gap > widest) [widest, seam] = [gap, stops[index]! - gap / 2];
  }
  const before = left.filter((one) => !isBlank(one) && one.at < seam).at(-1)?.at ?? -Infinity;
  const after = right.find((one) => !isBlank(one) && one.at >= seam)?.at ?? Infinity;
  const space = [...left, ...right].find((one) => isBlank(one) && one.at > before && one.at < after);
  return [...left.filter(({ at }) => at <= before), ...(space ? [space] : []), ...right.filter(({ at }) => at >= after)];
}

function isBlank({ char }: Placed): boolean {
  return char.char.trim() === '';
}
