import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these tools belong to. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The data folder of this copy: FAKTULOVE_DATA_DIR, taken from where the user stands, or var/ of the checkout. */
export function dataDirectory(env = process.env) {
  return env.FAKTULOVE_DATA_DIR ? resolve(env.FAKTULOVE_DATA_DIR) : join(ROOT, 'var');
}
