import type { CharAlternative, OcrChar } from '../ocr.types';
import type { FloatTensor } from '../session/inference.port';

export interface DecodedLine {
  readonly text: string;
  readonly chars: readonly OcrChar[];
}

const BLANK = 0;
const MAX_ALTERNATIVES = 3;
const MIN_ALTERNATIVE = 0.01;
/** Probabilities in single precision add up to 1 within this. */
const ROUNDING = 1e-4;

/**
 * Best-path decoding of CTC scores (Graves et al., "Connectionist Temporal Classification", 2006): the likeliest class per step,
 * repeats merged, blanks dropped. Nothing is repaired here: what the network saw is what comes out.
 * @param scores lines × steps × classes, probabilities
 * @param filled per line the share of its steps that shows the line and not padding, 0..1
 */
export function ctcDecode(scores: FloatTensor, classes: readonly string[], filled: readonly number[]): DecodedLine[] {
  const [lines = 0, steps = 0, width = 0] = scores.dims;
  if (width !== classes.length) throw new RangeError(`${width} classes in the scores, ${classes.length} in the dictionary`);
  return Array.from({ length: lines }, (_, line) => decodeLine(scores.data, line * steps * width, steps, classes, filled[line] ?? 1));
}

function decodeLine(data: Float32Array, offset: number, steps: number, classes: readonly string[], filled: number): DecodedLine {
  const count = classes.length;
  const path = Int32Array.from({ length: steps }, (_, step) => likeliest(data, offset + step * count, count));
  const chars: OcrChar[] = [];
  let start = 0;
  while (start < steps) {
    const best = path[start]!;
    const from = start;
    let peak = from;
    let end = from;
    for (; end < steps && path[end] === best; end++) {
      if (data[offset + end * count + best]! > data[offset + peak * count + best]!) peak = end;
    }
    start = end;
    if (best === BLANK) continue;
    // A run of one class is one character; it is judged where the network is surest of it.
    const confidence = Math.min(1, Math.max(0, data[offset + peak * count + best]!));
    const at = Math.min(1, (from + end) / 2 / steps / filled);
    const alternatives = runnersUp(data, offset + peak * count, classes, best);
    for (const char of classes[best]!) chars.push(alternatives.length > 0 ? { char, confidence, at, alternatives } : { char, confidence, at });
  }
  return { text: chars.map(({ char }) => char).join(''), chars };
}

/** Stops at a probability above one half: it has no rival. Of thousands of classes few are looked at, as most steps are blank. */
function likeliest(data: Float32Array, from: number, count: number): number {
  let best = 0;
  let score = data[from]!;
  for (let index = 1; index < count && score <= 0.5; index++) {
    if (data[from + index]! > score) { score = data[from + index]!; best = index; }
  }
  return best;
}

/** The classes next in line at one step, blank aside, likeliest first. Stops when what is left of all probability is too little for another. */
function runnersUp(data: Float32Array, from: number, classes: readonly string[], best: number): CharAlternative[] {
  const found: CharAlternative[] = [];
  let rest = 1 + ROUNDING - data[from + best]! - data[from + BLANK]!;
  for (let index = 1; index < classes.length && rest >= MIN_ALTERNATIVE; index++) {
    const confidence = data[from + index]!;
    if (index === best || confidence < MIN_ALTERNATIVE) continue;
    found.push({ char: classes[index]!, confidence });
    rest -= confidence;
  }
  return found.sort((a, b) => b.confidence - a.confidence).slice(0, MAX_ALTERNATIVES);
}
