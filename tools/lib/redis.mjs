import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readlinkSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lastLines } from './logs.mjs';
import { PlainError } from './say.mjs';
import { stopProcess } from './stop-process.mjs';

/** SIGTERM writes the log out before the end. */
export const REDIS_STOP = [['SIGTERM', 10_000], ['SIGKILL', 2000]];
const START_TRIES = 6;

/**
 * A Redis of our own in `directory`, on 127.0.0.1 only, with a password, its log of writes kept on disk.
 * @param {{program: string, directory: string, port: number, password: string, logFile: string, databases?: number}} options
 */
export function embeddedRedis({ program, directory, port, password, logFile, databases = 16 }) {
  const url = (database = 0) => `redis://:${password}@127.0.0.1:${port}/${database}`;

  const launch = async () => {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (let attempt = 1; ; attempt++) {
      await stopLeftover(directory);
      const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
      const child = spawnServer({ program, directory, port, password, logFile, databases });
      if (await isAnswering(child, port, password)) {
        writeFileSync(join(directory, 'redis.pid'), String(child.pid));
        return child;
      }
      if (attempt === START_TRIES) throw new PlainError(`Redis does not start. Its log (${logFile}) ends:\n${lastLines(logFile, 8)}`);
      if (/Bad file format|Unexpected end of file reading the append only file|AOF .* is corrupt/i.test(readFrom(logFile, logStart))) putDamagedAside(directory);
      await pause(150 * attempt);
    }
  };
  return { launch, url, port, directory, stop: REDIS_STOP };
}

function spawnServer({ program, directory, port, password, logFile, databases }) {
  // By a file, because the words of a command line can be read by every user.
  const configuration = join(directory, 'redis.conf');
  writeFileSync(configuration, [
    'bind 127.0.0.1', `port ${port}`, `requirepass ${password}`, `dir ${JSON.stringify(directory)}`, `databases ${databases}`, 'daemonize no',
    'appendonly yes', 'appendfsync everysec', 'save ""', 'maxmemory-policy noeviction', '',
  ].join('\n'), { mode: 0o600 });
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(program, [configuration], { cwd: directory, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.on('error', () => {});
  return child;
}

/** Waits until a PING with the password is answered; false when the process ends before. */
async function isAnswering(child, port, password) {
  while (child.exitCode === null && child.signalCode === null && child.pid) {
    if (await ping(port, password)) return true;
    await pause(20);
  }
  return false;
}

function ping(port, password) {
  return new Promise((done) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    let answer = '';
    const finish = (result) => { socket.destroy(); done(result); };
    socket.setTimeout(1000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('+PONG')) finish(true);
      else if (answer.includes('-LOADING') || answer.includes('-WRONGPASS') || answer.includes('-ERR')) finish(false);
    });
  });
}

/** The queue is only a messenger: what is lost here is queued again from PostgreSQL. */
function putDamagedAside(directory) {
  const log = join(directory, 'appendonlydir');
  if (existsSync(log)) renameSync(log, `${log}.damaged-${Date.now()}`);
}

async function stopLeftover(directory) {
  const note = join(directory, 'redis.pid');
  if (!existsSync(note)) return;
  const pid = Number(readFileSync(note, 'utf8'));
  if (pid > 0 && isServerOf(pid, directory)) await stopProcess(pid, REDIS_STOP);
}

function isServerOf(pid, directory) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch {
    return false;
  }
}

function readFrom(path, start) {
  return existsSync(path) ? readFileSync(path).subarray(start).toString('utf8') : '';
}
