// npm run up: everything FaktuLove needs, in one command, from a clean clone to a service that has read its first invoice.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readArguments } from './lib/arguments.mjs';
import { openDataFolder } from './lib/data-folder.mjs';
import { rotateLog } from './lib/logs.mjs';
import { dataDirectory, ROOT } from './lib/paths.mjs';
import { liveRun, readRunState } from './lib/run-state.mjs';
import { say, sayFailure } from './lib/say.mjs';
import { Supervisor } from './lib/supervisor.mjs';

const USAGE = `usage: npm run up [-- --detach --no-sample]
  Starts FaktuLove and keeps it running; Ctrl-C stops it.
  --detach, -d   run in the background: npm run status, npm run down
  --no-sample    do not read the sample invoice on the first start
Environment: PORT (3000), HOST (127.0.0.1), FAKTULOVE_DATA_DIR (var/), DATABASE_URL and REDIS_URL (unset: both are brought along).`;

const BACKGROUND = 'FAKTULOVE_BACKGROUND';

const { values } = readArguments(USAGE, { detach: { type: 'boolean', short: 'd' }, 'no-sample': { type: 'boolean' } });
try {
  const folder = openDataFolder(dataDirectory());
  const running = liveRun(folder);
  if (running) say(`FaktuLove already runs at ${running.url} on this data folder (pid ${running.supervisor.pid}); npm run down stops it.`);
  else process.exitCode = values.detach ? await detach(folder) : await foreground(folder);
} catch (error) {
  process.exitCode = sayFailure(error);
}

async function foreground(folder) {
  const supervisor = new Supervisor(folder, { background: Boolean(process.env[BACKGROUND]), sample: !values['no-sample'] });
  return supervisor.run();
}

/** Starts a supervisor of its own and shows what it says until it is ready. */
async function detach(folder) {
  const logFile = folder.log('supervisor');
  rotateLog(logFile);
  const log = openSync(logFile, 'a', 0o600);
  const start = statSync(logFile).size;
  const child = spawn(process.execPath, [join(ROOT, 'tools/up.mjs'), ...(values['no-sample'] ? ['--no-sample'] : [])], { cwd: process.cwd(), env: { ...process.env, [BACKGROUND]: '1' }, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  let ended = null;
  child.once('exit', (code) => { ended = code ?? 1; });
  child.unref();
  let shown = start;
  for (;;) {
    const state = readRunState(folder);
    const finished = ended !== null || (state?.supervisor.pid === child.pid && state.phase === 'ready');
    shown = show(logFile, shown);
    if (finished) return ended ?? 0;
    await pause(50);
  }
}

/** Passes on what was written since; returns where it ended. */
function show(path, from) {
  if (!existsSync(path)) return from;
  const size = statSync(path).size;
  if (size <= from) return from;
  const buffer = Buffer.alloc(size - from);
  const file = openSync(path, 'r');
  const read = readSync(file, buffer, 0, buffer.length, from);
  closeSync(file);
  process.stdout.write(buffer.subarray(0, read));
  return from + read;
}
