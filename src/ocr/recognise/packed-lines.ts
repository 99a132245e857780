import type { CharAlternative, OcrChar } from '../ocr.types';
import type { DecodedLine } from './ctc-decode';

/**
 * Lines as they cross between threads: a page's two thousand characters as objects take some 10 ms to be copied, most of it names of properties. `values` holds
 * confidence and place of each character, `alternatives` are by the number of theirs.
 */
export interface PackedLines {
  readonly texts: readonly string[];
  readonly values: Float64Array;
  readonly alternatives: readonly (readonly [number, readonly CharAlternative[]])[];
}

export function packLines(lines: readonly DecodedLine[]): PackedLines {
  const chars = lines.flatMap((line) => line.chars);
  const values = new Float64Array(2 * chars.length);
  chars.forEach(({ confidence, at }, index) => {
    values[2 * index] = confidence;
    values[2 * index + 1] = at;
  });
  return { texts: lines.map(({ text }) => text), values, alternatives: chars.flatMap(({ alternatives }, index) => (alternatives ? [[index, alternatives] as const] : [])) };
}

export function unpackLines({ texts, values, alternatives }: PackedLines): DecodedLine[] {
  const rivals = new Map(alternatives);
  let index = 0;
  return texts.map((text) => ({
    text,
    chars: Array.from(text, (char): OcrChar => {
      const own = rivals.get(index);
      const known = { char, confidence: values[2 * index]!, at: values[2 * index + 1]! };
      index++;
      return own ? { ...known, alternatives: own } : known;
    }),
  }));
}
