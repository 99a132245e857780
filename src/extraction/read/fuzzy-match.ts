/** Edit distance (insert, delete, substitute) of two words or lists of characters, or more than `limit` as soon as that is certain. */
export function editDistance(a: ArrayLike<string>, b: ArrayLike<string>, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    row = next;
  }
  return row[b.length] ?? 0;
}

export interface Pattern {
  readonly text: string;
  /** For every ASCII code, the positions of the pattern that hold it, as bits. */
  readonly masks: Int32Array;
  readonly signature: Signature;
}
/** Hashed sets of the pairs of neighbouring characters in a text: one edit changes at most two of them. */
export interface Signature { readonly low: number; readonly high: number }
export interface ApproximateHit { readonly start: number; readonly end: number; readonly distance: number }

const MAX_BITS = 31;

/** Prepares a pattern of at most 31 characters for `approximateEnds`; longer ones are cut, the rest is checked by distance. */
export function preparePattern(text: string): Pattern {
  const masks = new Int32Array(128);
  for (let i = 0; i < Math.min(text.length, MAX_BITS); i++) {
    const code = text.charCodeAt(i) & 127;
    masks[code] = (masks[code] ?? 0) | (1 << i);
  }
  return { text, masks, signature: signatureOf(text.slice(0, MAX_BITS)) };
}

export function signatureOf(text: string): Signature {
  let low = 0, high = 0;
  for (let i = 1; i < text.length; i++) {
    const bit = (text.charCodeAt(i - 1) * 31 + text.charCodeAt(i) * 7) & 63;
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  return { low, high };
}

/** False when so many pairs of the pattern are missing from the text that it cannot occur with `limit` edits. */
export function mayOccur({ signature: { low, high } }: Pattern, text: Signature, limit: number): boolean {
  return bits(low & ~text.low) + bits(high & ~text.high) <= 2 * limit;
}

function bits(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/**
 * Places in `text` where the pattern stands with at most `limit` edits, the best end of each run of ends.
 * Bit-parallel approximate search after G. Myers, "A fast bit-vector algorithm for approximate string matching", JACM 46(3), 1999.
 */
export function approximateHits(pattern: Pattern, text: string, limit: number): ApproximateHit[] {
  const length = Math.min(pattern.text.length, MAX_BITS);
  const hits: ApproximateHit[] = [];
  const last = 1 << (length - 1);
  let positive = -1, negative = 0, score = length;
  let best: { end: number; score: number } | null = null;
  const flush = (): void => {
    if (best) hits.push({ start: matchStart(pattern.text, text, best.end, best.score), end: best.end, distance: best.score });
    best = null;
  };
  for (let j = 0; j < text.length; j++) {
    const equal = pattern.masks[text.charCodeAt(j) & 127] ?? 0;
    const vertical = equal | negative;
    const horizontal = (((equal & positive) + positive) ^ positive) | equal;
    let plus = negative | ~(horizontal | positive);
    let minus = positive & horizontal;
    if (plus & last) score++;
    if (minus & last) score--;
    plus <<= 1;
    minus <<= 1;
    positive = minus | ~(vertical | plus);
    negative = plus & vertical;
    if (score <= limit) {
      if (!best || score < best.score) best = { end: j + 1, score };
    } else flush();
  }
  flush();
  return hits;
}

/** Start of the match that ends at `end`: the length, near the pattern's, with the least edits; of equals the one nearest the pattern's own length. */
function matchStart(pattern: string, text: string, end: number, distance: number): number {
  const cut = pattern.slice(0, MAX_BITS);
  for (let slack = 0; slack <= distance; slack++) {
    for (const length of slack === 0 ? [cut.length] : [cut.length - slack, cut.length + slack]) {
      const start = end - length;
      if (start >= 0 && length > 0 && editDistance(cut, text.slice(start, end), distance) <= distance) return start;
    }
  }
  return Math.max(0, end - cut.length);
}
