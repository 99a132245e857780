import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isSameProcess } from './process-identity.mjs';

/**
 * Runs `work` while no other tool holds the same lock file. A lock whose owner died is taken over.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  while (!take(path)) await pause(100);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/**
 * Takes a lock file for as long as this process lives, unless a living process has it.
 * @returns {boolean} whether it is ours now
 */
export function takeLock(path) {
  return take(path) || take(path);
}

function take(path) {
  try {
    writeFileSync(path, JSON.stringify(identityOf(process.pid)), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isSameProcess(readOwner(path))) rmSync(path, { force: true });
  return false;
}

function readOwner(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Gone, or not yet written by its owner: ask again in a moment.
    return identityOf(process.pid);
  }
}
