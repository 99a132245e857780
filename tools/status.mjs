// npm run status: what runs on the data folder. Exit code 0 when it is ready, 1 when it is not, 3 when nothing runs.
import { existsSync } from 'node:fs';
import { readArguments } from './lib/arguments.mjs';
import { openDataFolder } from './lib/data-folder.mjs';
import { dataDirectory } from './lib/paths.mjs';
import { isSameProcess } from './lib/process-identity.mjs';
import { ask } from './lib/readiness.mjs';
import { liveRun } from './lib/run-state.mjs';
import { say, sayFailure } from './lib/say.mjs';

readArguments('usage: npm run status\n  Exit code 0: ready; 1: runs, not ready; 3: does not run.');
try {
  process.exitCode = await status();
} catch (error) {
  process.exitCode = sayFailure(error);
}

async function status() {
  const folder = existsSync(dataDirectory()) ? openDataFolder(dataDirectory()) : null;
  const state = folder && liveRun(folder);
  if (!state) {
    say('FaktuLove does not run here.');
    return 3;
  }
  const ready = await ask(`${state.url}/health/paddleocr/ready/`);
  say(`FaktuLove at ${state.url}: ${ready.status === 200 ? 'ready' : `not ready (${ready.text})`}`);
  say(`  supervisor  pid ${state.supervisor.pid}, ${state.phase}, since ${state.startedAt}`);
  for (const [name, child] of Object.entries(state.children)) {
    say(`  ${name.padEnd(10)}  ${child && isSameProcess(child) ? `pid ${child.pid}` : 'down, being started again'}`);
  }
  say(`  admin key   ${folder.key}`);
  say(`  logs        ${folder.root}/log`);
  return ready.status === 200 ? 0 : 1;
}
