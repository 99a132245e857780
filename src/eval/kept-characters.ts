/**
 * For every character of `truth`, whether the best alignment with `read` keeps it. Wagner and Fischer 1974, with the whole table kept:
 * meant for lines of text, not for documents.
 */
export function keptCharacters(truth: string, read: string): boolean[] {
  const [a, b] = [Array.from(truth), Array.from(read)];
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      table[i * width + j] = i === 0 || j === 0 ? i + j
        : Math.min(at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), at(i - 1, j) + 1, at(i, j - 1) + 1);
    }
  }
  const kept = new Array<boolean>(a.length).fill(false);
  for (let i = a.length, j = b.length; i > 0 && j > 0;) {
    const same = a[i - 1] === b[j - 1];
    if (at(i, j) === at(i - 1, j - 1) + (same ? 0 : 1)) {
      kept[i - 1] = same;
      i--;
      j--;
    } else if (at(i, j) === at(i - 1, j) + 1) i--;
    else j--;
  }
  return kept;
}
