import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** Libraries that decode, draw or recognise. */
const READING_LIBRARIES = ['@embedpdf/pdfium', 'jsqr', 'onnxruntime-node', 'sharp', 'tesseract.js'];
/** Code that decides what a page is read as; extraction and its judge belong to it, because what they miss sends a page to be read again. */
const READING_CODE = ['extraction', 'ocr', 'processing'];
/** Parts of it that read nothing. */
const NO_READING = /^ocr\/(bench|hardware)\//;

let version: string | undefined;

/**
 * Which program reads: sha256 (hex) over the code as it runs here and the versions of the libraries under it. Part of every cache key.
 * Computed and not raised by hand, because a forgotten constant would serve readings of another program; the price is that a change
 * without effect empties the cache too.
 */
export function codeVersion(): string {
  version ??= hashOf(resolve(__dirname, '..'));
  return version;
}

function hashOf(root: string): string {
  const hash = createHash('sha256');
  for (const path of READING_CODE.flatMap((folder) => filesBelow(root, folder))) hash.update(path).update('\0').update(readFileSync(join(root, path))).update('\0');
  const { dependencies } = JSON.parse(readFileSync(join(root, '../package.json'), 'utf8')) as { dependencies: Record<string, string> };
  for (const name of READING_LIBRARIES) hash.update(`${name}@${dependencies[name] ?? ''}\0`);
  return hash.digest('hex');
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec|\.spec-support)\.[jt]s$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !NO_READING.test(path))
    .sort();
}
