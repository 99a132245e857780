#!/usr/bin/env node
// npx faktulove: installs and builds what is missing, then hands over to the command line of the product.
// Standard output belongs to the command (--json), so everything said here goes to standard error.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { openDataFolder } from './lib/data-folder.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { dataDirectory, ROOT } from './lib/paths.mjs';
import { liveRun } from './lib/run-state.mjs';
import { sayFailure } from './lib/say.mjs';

const announce = (line) => process.stderr.write(`${line}\n`);

try {
  await ensureDependencies({ announce });
  await ensureBuild({ announce });
  process.env.FAKTULOVE_DATA_DIR = dataDirectory();
  borrowServers();
  const cli = join(ROOT, 'dist/cli.js');
  process.argv[1] = cli;
  process.setSourceMapsEnabled(true);
  createRequire(cli)(cli);
} catch (error) {
  process.exitCode = sayFailure(error);
}

/** Commands that need the database find the one that `npm run up` keeps running, unless told of another. */
function borrowServers() {
  const state = existsSync(dataDirectory()) ? liveRun(openDataFolder(dataDirectory())) : null;
  if (!state) return;
  process.env.DATABASE_URL ||= state.databaseUrl;
  process.env.REDIS_URL ||= state.redisUrl;
}
