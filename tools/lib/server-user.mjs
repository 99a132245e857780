import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PlainError } from './say.mjs';

/**
 * As whom PostgreSQL runs. It refuses root, so root lends it the user `postgres` (made when missing), else `nobody`.
 * @returns {{uid?: number, gid?: number}} empty: as the user who calls
 */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const found = lookUp('postgres');
  if (found) return found;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  const user = lookUp('postgres') ?? lookUp('nobody');
  if (!user) throw new PlainError('PostgreSQL refuses to run as root and no other user could be found or made. Start as a normal user, or set DATABASE_URL.');
  return user;
}

function lookUp(name) {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
  if (!line) return null;
  const [, , uid, gid] = line.split(':').map(Number);
  return { uid, gid };
}

/** Whether that user can execute a file, or walk into a folder. */
export function canExecute(user, path) {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}
