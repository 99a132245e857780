import { existsSync, readFileSync, rmSync } from 'node:fs';
import { writePrivateJson } from './data-folder.mjs';
import { identityOf, isSameProcess } from './process-identity.mjs';

/**
 * What a supervisor writes down about itself in run.json of the data folder.
 * @typedef {{supervisor: import('./process-identity.mjs').ProcessIdentity, phase: 'starting'|'ready'|'stopping', url: string,
 *   databaseUrl: string, redisUrl: string, startedAt: string,
 *   children: Record<string, import('./process-identity.mjs').ProcessIdentity | null>}} RunState
 */

/** @returns {RunState | null} */
export function readRunState(folder) {
  if (!existsSync(folder.run)) return null;
  try {
    return JSON.parse(readFileSync(folder.run, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The state of a supervisor that is alive. @returns {RunState | null} */
export function liveRun(folder) {
  const state = readRunState(folder);
  return state && isSameProcess(state.supervisor) ? state : null;
}

/** Keeps run.json in step with the truth. */
export class RunState {
  constructor(folder, { url, databaseUrl, redisUrl }) {
    this.folder = folder;
    this.state = { supervisor: identityOf(process.pid), phase: 'starting', url, databaseUrl, redisUrl, startedAt: new Date().toISOString(), children: {} };
    this.write();
  }

  set(changes) {
    Object.assign(this.state, changes);
    this.write();
  }

  child(name, pid) {
    this.state.children[name] = pid ? identityOf(pid) : null;
    this.write();
  }

  write() {
    writePrivateJson(this.folder.run, this.state);
  }

  remove() {
    rmSync(this.folder.run, { force: true });
  }
}
