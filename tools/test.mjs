// npm test: every tier on throw-away servers and free ports. Ends with one line: N passed, N failed.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { ensureRedis } from './lib/ensure-redis.mjs';
import { ROOT } from './lib/paths.mjs';
import { stopCommands } from './lib/run-command.mjs';
import { say, sayFailure } from './lib/say.mjs';
import { canExecute, serverUser } from './lib/server-user.mjs';
import { startTestServers } from './lib/test-servers.mjs';

const TIERS = ['unit', 'db', 'e2e'];
const TIER_LIMIT_MS = { unit: 240_000, db: 300_000, e2e: 600_000 };

const words = process.argv.slice(2);
const chosen = TIERS.filter((tier) => words.includes(tier));
const tiers = chosen.length > 0 ? chosen : TIERS;
const jestWords = words.filter((word) => !TIERS.includes(word));

const folder = throwAwayFolder();
/** What has to be undone, latest first. */
const undo = [() => rmSync(folder, { recursive: true, force: true })];
let running = null;
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    stopCommands();
    if (running) killGroup(running, 'SIGTERM');
  });
}

const total = { passed: 0, failed: 0 };
try {
  await ensureDependencies();
  await ensureBuild();
  const servers = tiers.some((tier) => tier !== 'unit') ? await startTestServers(folder, await ensureRedis()) : null;
  if (servers) undo.push(() => servers.stop());
  for (const tier of tiers) {
    if (interrupted) break;
    const { passed, failed } = await runTier(tier, servers);
    total.passed += passed;
    total.failed += failed;
  }
} catch (error) {
  sayFailure(error);
  total.failed += 1;
} finally {
  for (const step of undo.reverse()) await step();
}
say('');
say(`${total.passed} passed, ${total.failed} failed`);
process.exit(interrupted ? 130 : total.failed > 0 || total.passed === 0 ? 1 : 0);

/** One jest run, in a process group of its own that is ended when it takes far too long. */
async function runTier(tier, servers) {
  const report = join(folder, `${tier}.json`);
  const args = ['--enable-source-maps', join(ROOT, 'node_modules/jest/bin/jest.js'), '--selectProjects', tier, '--passWithNoTests', '--forceExit', '--json', `--outputFile=${report}`];
  // Whole processes with real models do not share two cores well.
  if (tier === 'e2e') args.push('--runInBand');
  const env = { ...process.env, NODE_ENV: 'test', TMPDIR: folder };
  // Nothing of the caller's service may be touched.
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'FAKTULOVE_DATA_DIR', 'PORT', 'HOST']) delete env[name];
  Object.assign(env, servers?.env ?? {});
  running = spawn(process.execPath, [...args, ...jestWords], { cwd: ROOT, env, detached: true, stdio: ['ignore', 'ignore', 'inherit'] });
  const child = running;
  let timedOut = false;
  const guard = setTimeout(() => {
    timedOut = true;
    say(`The ${tier} tests took longer than ${TIER_LIMIT_MS[tier] / 1000} s and were stopped.`);
    killGroup(child, 'SIGKILL');
  }, TIER_LIMIT_MS[tier]);
  await new Promise((done) => { child.once('close', done); });
  clearTimeout(guard);
  // What a test left running goes with its group.
  killGroup(child, 'SIGKILL');
  running = null;
  if (!existsSync(report)) return { passed: 0, failed: interrupted ? 0 : 1 };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites + (timedOut ? 1 : 0) };
}

function killGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** A folder that goes away again, where the user that root lends PostgreSQL may walk. */
function throwAwayFolder() {
  const user = serverUser();
  for (const base of [tmpdir(), '/tmp', '/var/tmp']) {
    const made = realpathSync(mkdtempSync(join(base, 'faktulove-test-')));
    chmodSync(made, 0o711);
    if (user.uid === undefined || canExecute(user, made)) return made;
    rmSync(made, { recursive: true });
  }
  throw new Error(`PostgreSQL's user may not enter ${tmpdir()}; TMPDIR names another folder.`);
}
