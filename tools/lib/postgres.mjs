import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lastLines } from './logs.mjs';
import { postgresHome } from './postgres-binaries.mjs';
import { runCommand } from './run-command.mjs';
import { PlainError } from './say.mjs';
import { serverUser } from './server-user.mjs';
import { stopProcess } from './stop-process.mjs';

/** Fast shutdown first: clients are cut off and the log is written out; then the hard ways. */
export const POSTGRES_STOP = [['SIGINT', 20_000], ['SIGQUIT', 3000], ['SIGKILL', 2000]];
const START_TRIES = 12;
const ROLE = 'faktulove';

/**
 * A PostgreSQL of our own in `directory`, on 127.0.0.1 only, with one role that owns its databases.
 * `durable: false` gives up crash safety of the machine (not of the process) for speed: for throw-away data.
 * @param {{directory: string, port: number, password: string, logFile: string, durable?: boolean}} options
 */
export function embeddedPostgres({ directory, port, password, logFile, durable = true }) {
  const user = existsSync(directory) ? ownerOf(directory) : serverUser();
  const home = postgresHome(user);
  const url = (database = ROLE) => `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
  const adminUrl = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;

  const launch = async () => {
    if (!existsSync(join(directory, 'PG_VERSION'))) await initialise({ directory, home, user, password, durable });
    for (let attempt = 1; ; attempt++) {
      await stopLeftover(directory);
      const child = spawnServer({ directory, home, user, port, logFile, durable });
      if (await isAnswering(child, adminUrl)) {
        await createRole(adminUrl, password);
        return child;
      }
      // A postmaster that was killed a moment ago leaves helpers that hold the shared memory for a second or so.
      if (attempt === START_TRIES) throw new PlainError(`PostgreSQL does not start. Its log (${logFile}) ends:\n${lastLines(logFile, 8)}`);
      await pause(100 * attempt);
    }
  };
  return { launch, url, port, directory, stop: POSTGRES_STOP };
}

function ownerOf(directory) {
  const { uid, gid } = statSync(directory);
  const me = process.getuid?.();
  if (me === undefined || uid === me && me !== 0) return {};
  if (me !== 0) throw new PlainError(`${directory} belongs to another user (uid ${uid}): it was made by root or somebody else. Start as that user, or choose another FAKTULOVE_DATA_DIR.`);
  return uid === 0 ? serverUser() : { uid, gid };
}

/** Into a folder beside, renamed when complete: an interrupted first start leaves nothing half. */
async function initialise({ directory, home, user, password, durable }) {
  const fresh = `${directory}.new`;
  const passwordFile = `${directory}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(directory), { recursive: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [fresh, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const flags = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`];
    const args = [`--pgdata=${fresh}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...flags, ...(durable ? [] : ['--no-sync'])];
    const { code, output } = await runCommand(join(home, 'bin/initdb'), args, { env: serverEnvironment(), cwd: '/', ...user });
    if (code !== 0) throw new PlainError(`PostgreSQL's data folder ${directory} could not be made:\n${output.trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  if (existsSync(directory)) rmSync(directory, { recursive: true });
  renameSync(fresh, directory);
}

function spawnServer({ directory, home, user, port, logFile, durable }) {
  const settings = {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC', lc_messages: 'C',
    max_connections: 200, logging_collector: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = ['-D', directory, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openSync(logFile, 'a', 0o600);
  // In a process group of its own: a Ctrl-C at the terminal is for the supervisor, which stops things in order.
  const child = spawn(join(home, 'bin/postgres'), args, { ...user, cwd: '/', env: serverEnvironment(), detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.on('error', () => {});
  return child;
}

/** Nothing of the caller's PG* variables reaches the server. */
function serverEnvironment() {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: process.platform === 'linux' ? 'C.UTF-8' : 'C', TZ: 'UTC' };
}

/** Waits until the server takes a login; false when the process ends before. Recovery after a crash may take its time. */
async function isAnswering(child, url) {
  const { default: pg } = await import('pg');
  while (child.exitCode === null && child.signalCode === null && child.pid) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      if (error.code === '28P01') {
        child.kill('SIGQUIT');
        throw new PlainError('The embedded PostgreSQL refuses the password that servers.json of the data folder holds.');
      }
      await pause(30);
    }
  }
  return false;
}

async function createRole(adminUrl, password) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [ROLE]);
    if (role.rowCount === 0) await client.query(`CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD ${client.escapeLiteral(password)}`);
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [ROLE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${ROLE} OWNER ${ROLE}`);
  } finally {
    await client.end();
  }
}

/**
 * A supervisor killed with -9 leaves its server running: it is stopped, so that the new one can have the folder. A note of
 * a number that meanwhile belongs to somebody else is removed, because PostgreSQL would take it for its own.
 */
async function stopLeftover(directory) {
  const note = join(directory, 'postmaster.pid');
  if (!existsSync(note)) return;
  const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
  if (isServerOf(pid, directory)) await stopProcess(pid, POSTGRES_STOP);
  else rmSync(note, { force: true });
}

function isServerOf(pid, directory) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(directory);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch {
    return false;
  }
}
