import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.mjs';
import { sharedFolder } from './postgres-binaries.mjs';
import { PlainError, say } from './say.mjs';
import { canExecute, serverUser } from './server-user.mjs';

/**
 * The data folder of one copy and what lies where in it.
 * @param {string} path
 */
export function openDataFolder(path) {
  try {
    // Invoices are nobody else's business; the user that root lends PostgreSQL must be able to walk through.
    mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    mkdirSync(join(path, 'log'), { recursive: true });
    // Keys and invoices must never slip into somebody's commit, wherever the folder is.
    writeFileSync(join(path, '.gitignore'), '*\n');
  } catch (error) {
    throw new PlainError(`The data folder ${path} cannot be used: ${error.message}. FAKTULOVE_DATA_DIR names another.`);
  }
  const root = realpathSync(path);
  return {
    root,
    key: join(root, 'admin.key'),
    run: join(root, 'run.json'),
    servers: join(root, 'servers.json'),
    redis: join(root, 'redis'),
    log: (name) => join(root, 'log', `${name}.log`),
  };
}

/** Writes a small JSON file for our eyes only; readers see the old one or the new one, never half. */
export function writePrivateJson(path, value) {
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, path);
}

/**
 * Password, ports and places of the servers kept in the folder: made once, found again by every later start.
 * A port that somebody took meanwhile is replaced.
 */
export async function serverSettings(folder, { announce = say } = {}) {
  const known = existsSync(folder.servers) ? JSON.parse(readFileSync(folder.servers, 'utf8')) : {};
  const settings = {
    password: known.password ?? randomBytes(24).toString('hex'),
    postgresPort: await freePort(known.postgresPort),
    redisPort: await freePort(known.redisPort),
    postgresDirectory: known.postgresDirectory ?? placeForPostgres(folder, announce),
  };
  writePrivateJson(folder.servers, settings);
  return settings;
}

/**
 * Inside the data folder, unless the user that root lends PostgreSQL cannot walk there (a home closed to others, say):
 * then a lasting folder outside, noted in servers.json.
 */
function placeForPostgres(folder, announce) {
  const inside = join(folder.root, 'postgres');
  const user = serverUser();
  if (user.uid === undefined || canExecute(user, dirname(inside))) return inside;
  const outside = join(sharedFolder(), `data-${randomBytes(6).toString('hex')}`, 'postgres');
  announce(`PostgreSQL does not run as root and its user may not enter ${folder.root}: its data is kept in ${outside}`);
  return outside;
}
