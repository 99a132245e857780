/** Connected ink: bounding boxes in sample pixels, edges inclusive. */
export interface InkBoxes { readonly count: number; readonly left: Int32Array; readonly top: Int32Array; readonly right: Int32Array; readonly bottom: Int32Array }

const MAX_RUNS = 120_000;

/**
 * Bounding boxes of 8-connected ink, by runs of rows joined with union-find. A page with more runs than print ever has
 * (halftone, heavy grain) gives what was seen until then.
 * @param ink whether a pixel is ink, 0 or 1, height × width
 */
export function findComponents(ink: Uint8Array, width: number, height: number): InkBoxes {
  const [from, to, row, parent] = [new Int32Array(MAX_RUNS), new Int32Array(MAX_RUNS), new Int32Array(MAX_RUNS), new Int32Array(MAX_RUNS)];
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[index] !== root) [index, parent[index]] = [parent[index]!, root];
    return root;
  };
  let runs = 0;
  for (let y = 0, above = 0, aboveEnd = 0; y < height && runs < MAX_RUNS; y++) {
    const first = runs;
    for (let x = 0, at = y * width; x < width && runs < MAX_RUNS; x++) {
      if (ink[at + x] === 0) continue;
      const start = x;
      while (x < width && ink[at + x] === 1) x++;
      from[runs] = start;
      to[runs] = x - 1;
      row[runs] = y;
      parent[runs] = runs;
      while (above < aboveEnd && to[above]! < start - 1) above++;
      for (let other = above; other < aboveEnd && from[other]! <= x; other++) parent[find(other)] = find(runs);
      runs++;
    }
    [above, aboveEnd] = [first, runs];
  }
  return boxesOf(runs, find, from, to, row);
}

function boxesOf(runs: number, find: (run: number) => number, from: Int32Array, to: Int32Array, row: Int32Array): InkBoxes {
  const box = new Int32Array(runs).fill(-1);
  const [left, top, right, bottom] = [new Int32Array(runs), new Int32Array(runs), new Int32Array(runs), new Int32Array(runs)];
  let count = 0;
  for (let run = 0; run < runs; run++) {
    const root = find(run);
    let at = box[root]!;
    if (at < 0) {
      at = box[root] = count++;
      [left[at], top[at], right[at], bottom[at]] = [from[run]!, row[run]!, to[run]!, row[run]!];
      continue;
    }
    if (from[run]! < left[at]!) left[at] = from[run]!;
    if (to[run]! > right[at]!) right[at] = to[run]!;
    bottom[at] = row[run]!;
  }
  return { count, left, top, right, bottom };
}
