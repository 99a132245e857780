import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { ROOT } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { PlainError, say } from './say.mjs';

const OLDEST_NODE = [20, 19];

/**
 * Installs the locked packages when node_modules lacks any of them. Runs before anything is installed: Node alone.
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export async function ensureDependencies({ announce = say } = {}) {
  refuseOldNode();
  if (isInstalled()) return false;
  return withLock(join(ROOT, '.tmp/install.lock'), async () => {
    if (isInstalled()) return false;
    announce('Installing packages (once; about a minute) …');
    const { code, output } = await runCommand(...npmCommand(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']), { env: npmEnvironment() });
    if (code !== 0 || !isInstalled()) throw new PlainError(`Installing the packages failed (npm ci):\n${output.trim()}`);
    return true;
  });
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new PlainError(`FaktuLove needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

/** npm notes what it installed in node_modules/.package-lock.json, last of all: every package the lock asks for must be there. */
function isInstalled() {
  const noted = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(noted)) return false;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(noted, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    // Packages for other systems are optional and absent by right; one for this system is present in its version.
    return present[path] ? present[path].version === entry.version : Boolean(entry.optional || entry.devOptional || entry.peer);
  });
}

/** The npm that called us, or the one on the PATH, or the one beside this Node. */
function npmCommand(args) {
  const caller = process.env.npm_execpath ?? '';
  if (/npm-cli\.js$/.test(caller) && existsSync(caller)) return [process.execPath, [caller, ...args]];
  const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  if (existsSync(beside)) return [process.execPath, [beside, ...args]];
  return ['npm', args];
}

function npmEnvironment() {
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', PRISMA_SKIP_POSTINSTALL_GENERATE: '1', CHECKPOINT_DISABLE: '1', NODE_ENV: '' };
  // Flags of the npm that called us are meant for our script, not for the packages.
  for (const name of Object.keys(env)) if (/^npm_config_(production|omit|only|ignore_scripts|dry_run)$/i.test(name)) delete env[name];
  if (!isWritable(env.npm_config_cache ?? join(env.HOME || homedir(), '.npm'))) env.npm_config_cache = join(ROOT, '.tmp/npm-cache');
  return env;
}

function isWritable(path) {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
