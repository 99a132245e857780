import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process, told apart from a later one that was given the same number.
 * @typedef {{pid: number, born: string}} ProcessIdentity
 */

/** @returns {ProcessIdentity} */
export function identityOf(pid) {
  return { pid, born: bornAt(pid) ?? '' };
}

/** Whether the process written down as `identity` still runs. */
export function isSameProcess(identity) {
  if (!identity || !Number.isInteger(identity.pid)) return false;
  const born = bornAt(identity.pid);
  return born !== null && (identity.born === '' || born === identity.born);
}

/** When a process started, in whatever unit the system counts; null when there is none (a zombie counts as none). */
function bornAt(pid) {
  if (process.platform === 'linux') {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? null : fields[19];
    } catch {
      return null;
    }
  }
  const listed = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() ? listed.stdout.trim() : null;
}
