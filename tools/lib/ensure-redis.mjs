import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { PlainError, say } from './say.mjs';

const SERVERS = ['redis-server', 'valkey-server'];

/**
 * The path of a Redis server: from the PATH, else installed from the system's packages where that is allowed.
 * @returns {Promise<string>}
 * @throws PlainError one line that says how to get it
 */
export async function ensureRedis({ announce = say } = {}) {
  const found = findServer();
  if (found) return found;
  const prefix = rightToInstall();
  if (prefix && onPath('apt-get')) {
    announce('Installing redis-server from the system packages …');
    await install(prefix, announce);
    const installed = findServer();
    if (installed) return installed;
  }
  throw new PlainError('Redis is missing: install redis-server or valkey-server (Debian and Ubuntu: apt-get install redis-server), or set REDIS_URL to a Redis you have.');
}

function findServer() {
  return SERVERS.map(onPath).find(Boolean);
}

function onPath(name) {
  // Servers lie in sbin on some systems, which a normal user's PATH leaves out.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin', '/usr/local/sbin', '/usr/sbin', '/opt/homebrew/bin'];
  return folders.filter(Boolean).map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** What to put before a command that installs: nothing for root, sudo where it asks no password, null where neither. */
function rightToInstall() {
  if (process.getuid?.() === 0) return [];
  const sudo = onPath('sudo');
  return sudo && spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? [sudo, '-n'] : null;
}

async function install(prefix, announce) {
  const apt = (...args) => {
    // env(1), because sudo drops variables set outside.
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args];
    return runCommand(command, rest);
  };
  const steps = [await apt('install', '--no-install-recommends', 'redis-server')];
  if (steps[0].code !== 0) {
    // The usual reason: package lists never fetched, or too old.
    steps.push(await apt('update'), await apt('install', '--no-install-recommends', 'redis-server'));
  }
  const last = steps.at(-1);
  if (last.code !== 0) announce(last.output.trim().split('\n').slice(-3).join('\n'));
}
