import { join, sep } from 'node:path';

/**
 * A file of the build that lies in the caller's folder. Threads and WebAssembly do not pass through a test runner's transform, so code that runs
 * from `src` takes what was built into `dist`.
 */
export function builtFile(folder: string, name: string): string {
  const source = `${sep}src${sep}ocr${sep}`;
  const at = folder.lastIndexOf(source);
  return join(at < 0 || !__filename.endsWith('.ts') ? folder : `${folder.slice(0, at)}${sep}dist${sep}ocr${sep}${folder.slice(at + source.length)}`, name);
}
