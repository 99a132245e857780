/** One blob: for each of its rows, from `top` down, its leftmost and rightmost pixel. */
export interface Component {
  readonly top: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * Blobs of pixels above the threshold, touching by side or corner. Two passes over runs of pixels with union-find
 * (Rosenfeld and Pfaltz, 1966; runs after He, Chao and Suzuki, 2008), so the cost follows the text and not the page.
 */
export function connectedComponents(map: Float32Array, width: number, height: number, threshold: number): Component[] {
  const runRow: number[] = [], runStart: number[] = [], runEnd: number[] = [], parent: number[] = [];
  for (let y = 0, previous = 0; y < height; y++) {
    const current = runRow.length;
    const rowEnd = (y + 1) * width;
    for (let at = y * width; at < rowEnd; at++) {
      if (!(map[at]! > threshold)) continue;
      const start = at;
      while (at + 1 < rowEnd && map[at + 1]! > threshold) at++;
      const id = runRow.length;
      runRow.push(y);
      runStart.push(start - y * width);
      runEnd.push(at - y * width);
      parent.push(id);
    }
    joinRows(previous, current, runRow.length, runStart, runEnd, parent);
    previous = current;
  }
  return gather(runRow, runStart, runEnd, parent);
}

/** Unites runs of one row with those of the row above that touch them; both lists run from left to right. */
function joinRows(above: number, row: number, end: number, start: readonly number[], stop: readonly number[], parent: number[]): void {
  let a = above;
  let b = row;
  while (a < row && b < end) {
    if (start[a]! <= stop[b]! + 1 && start[b]! <= stop[a]! + 1) unite(parent, a, b);
    if (stop[a]! < stop[b]!) a++;
    else b++;
  }
}

function root(parent: number[], id: number): number {
  let at = id;
  while (parent[at]! !== at) {
    parent[at] = parent[parent[at]!]!;
    at = parent[at]!;
  }
  return at;
}

function unite(parent: number[], a: number, b: number): void {
  const [x, y] = [root(parent, a), root(parent, b)];
  if (x < y) parent[y] = x;
  else parent[x] = y;
}

function gather(row: readonly number[], start: readonly number[], end: readonly number[], parent: number[]): Component[] {
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
