import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const READABLE = /\.(pdf|png|jpe?g|tiff?|webp|heic|heif)$/i;

/** Named files as they are, there or not; of folders the readable files below them, in order of name. */
export async function namedFiles(paths: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(paths.map(async (path) => {
    const isFolder = await stat(path).then((found) => found.isDirectory(), () => false);
    if (!isFolder) return [path];
    const names = await readdir(path, { recursive: true });
    return names.filter((name) => READABLE.test(name)).sort().map((name) => join(path, name));
  }));
  return lists.flat();
}
