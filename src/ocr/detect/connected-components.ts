/** One blob: for each of its rows, from `top` down, its leftmost and rightmost pixel. */
export interface Component {
  readonly top: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Levels of a map: 0..255 stand for 0..1. */
const LEVELS = 255;

/**
 * Runs of pixels above the threshold within some rows of a map, three numbers each: row, first and last column; rows from the top, each
 * from left to right. Most of a map is blank, and is passed over four pixels at a time.
 * @param rows levels of the map, beginning at a whole number of four bytes of their memory; the first row is the map's row `firstRow`
 * @param threshold 0..1
 */
export function textRuns(rows: Uint8Array, width: number, firstRow: number, threshold: number): Int32Array {
  const runs: number[] = [];
  const least = threshold * LEVELS;
  const fours = new Int32Array(rows.buffer, rows.byteOffset, rows.length >> 2);
  for (let rowStart = 0, y = firstRow; rowStart < rows.length; rowStart += width, y++) {
    const rowEnd = rowStart + width;
    for (let at = rowStart; at < rowEnd; at++) {
      while (at < rowEnd && at % 4 === 0 && fours[at >> 2] === 0) at += 4;
      if (at >= rowEnd || !(rows[at]! > least)) continue;
      const start = at;
      while (at + 1 < rowEnd && rows[at + 1]! > least) at++;
      runs.push(y, start - rowStart, at - rowStart);
    }
  }
  return Int32Array.from(runs);
}

/**
 * Blobs of pixels that touch by side or corner. Two passes over runs with union-find (Rosenfeld and Pfaltz, 1966; runs after He, Chao
 * and Suzuki, 2008), so the cost follows the text and not the page.
 * @param runs as `textRuns` gives them, those of a whole map in order
 */
export function connectedComponents(runs: Int32Array): Component[] {
  const count = runs.length / 3;
  const row = new Int32Array(count), start = new Int32Array(count), end = new Int32Array(count), parent = new Int32Array(count);
  for (let id = 0; id < count; id++) {
    row[id] = runs[id * 3]!;
    start[id] = runs[id * 3 + 1]!;
    end[id] = runs[id * 3 + 2]!;
    parent[id] = id;
  }
  for (let above = 0, current = 0; current < count;) {
    let next = current;
    while (next < count && row[next] === row[current]) next++;
    if (row[above] === row[current]! - 1) joinRows(above, current, next, start, end, parent);
    above = current;
    current = next;
  }
  return gather(row, start, end, parent);
}

/** Unites runs of one row with those of the row above that touch them; both lists run from left to right. */
function joinRows(above: number, row: number, end: number, start: Int32Array, stop: Int32Array, parent: Int32Array): void {
  let a = above;
  let b = row;
  while (a < row && b < end) {
    if (start[a]! <= stop[b]! + 1 && start[b]! <= stop[a]! + 1) unite(parent, a, b);
    if (stop[a]! < stop[b]!) a++;
    else b++;
  }
}

function root(parent: Int32Array, id: number): number {
  let at = id;
  while (parent[at]! !== at) {
    parent[at] = parent[parent[at]!]!;
    at = parent[at]!;
  }
  return at;
}

function unite(parent: Int32Array, a: number, b: number): void {
  const [x, y] = [root(parent, a), root(parent, b)];
  if (x < y) parent[y] = x;
  else parent[x] = y;
}

function gather(row: Int32Array, start: Int32Array, end: Int32Array, parent: Int32Array): Component[] {
  const byRoot = new Map<number, { top: number; left: number[]; right: number[] }>();
  for (let id = 0; id < row.length; id++) {
    const key = root(parent, id);
    let blob = byRoot.get(key);
    if (!blob) byRoot.set(key, (blob = { top: row[id]!, left: [], right: [] }));
    const at = row[id]! - blob.top;
    blob.left[at] = Math.min(blob.left[at] ?? Infinity, start[id]!);
    blob.right[at] = Math.max(blob.right[at] ?? -Infinity, end[id]!);
  }
  return [...byRoot.values()];
}
