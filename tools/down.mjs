// npm run down: stops the copy of FaktuLove that runs on the data folder.
import { existsSync } from 'node:fs';
import { readArguments } from './lib/arguments.mjs';
import { openDataFolder } from './lib/data-folder.mjs';
import { dataDirectory } from './lib/paths.mjs';
import { liveRun } from './lib/run-state.mjs';
import { say, sayFailure } from './lib/say.mjs';
import { stopLeftovers } from './lib/stop-leftovers.mjs';
import { stopProcess } from './lib/stop-process.mjs';

readArguments('usage: npm run down\n  Stops what npm run up started on FAKTULOVE_DATA_DIR (var/).');
try {
  await down();
} catch (error) {
  process.exitCode = sayFailure(error);
}

async function down() {
  if (!existsSync(dataDirectory())) return say('FaktuLove does not run here.');
  const folder = openDataFolder(dataDirectory());
  const state = liveRun(folder);
  if (state) await stopProcess(state.supervisor, [['SIGTERM', 60_000], ['SIGKILL', 2000]]);
  const left = await stopLeftovers(folder);
  if (state) return say('FaktuLove is stopped.');
  return say(left.length > 0 ? `FaktuLove was not running; stopped what an earlier run left behind: ${left.join(', ')}.` : 'FaktuLove does not run here.');
}
