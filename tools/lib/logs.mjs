import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const KEEP_BYTES = 20 * 1024 * 1024;

/** The last lines of a log file, for a message about what went wrong. */
export function lastLines(path, count) {
  if (!existsSync(path)) return '(no log)';
  return readTail(path, 16_384).trimEnd().split('\n').slice(-count).join('\n');
}

function readTail(path, bytes) {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(bytes, size));
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8');
  } finally {
    closeSync(file);
  }
}

/** Puts a log that has grown large aside, once per start; the one before that is dropped. */
export function rotateLog(path) {
  if (existsSync(path) && statSync(path).size > KEEP_BYTES) renameSync(path, `${path}.1`);
}
