import { basename, join, sep } from 'node:path';

/**
 * Built JavaScript of a thread's entry file, which lies beside the caller's folder. Threads do not pass through a test
 * runner's transform, so code that runs from `src` starts the threads that were built into `dist`.
 */
export function threadFile(folder: string, name: string): string {
  const source = `${sep}src${sep}ocr${sep}`;
  const at = folder.lastIndexOf(source);
  const built = at < 0 || !__filename.endsWith('.ts') ? folder : `${folder.slice(0, at)}${sep}dist${sep}ocr${sep}${folder.slice(at + source.length)}`;
  return join(built, `${basename(name)}.js`);
}
