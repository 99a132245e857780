// npm run check: everything that guards the code without running the product. Every check runs; the first failures are not the only ones told.
import { readFileSync, mkdtempSync, realpathSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { generateClient } from './generate-client.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { freePort } from './lib/free-port.mjs';
import { migrate } from './lib/migrations.mjs';
import { ROOT } from './lib/paths.mjs';
import { embeddedPostgres } from './lib/postgres.mjs';
import { runPrisma } from './lib/prisma-cli.mjs';
import { runCommand } from './lib/run-command.mjs';
import { say, sayFailure } from './lib/say.mjs';
import { stopProcess } from './lib/stop-process.mjs';

/** Things of one machine that have no place in a repository: homes, private registries, keys. */
const FORBIDDEN = [
  [/\/(home|Users)\/(?!node\b|app\b)[a-z][\w.-]+\//, 'path of somebody\'s home'],
  [/-----BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY-----/, 'private key'],
  [/\b(TODO|FIXME|XXX)\b/, 'unfinished work: an issue is its place'],
  [/registry\.(?!npmjs\.org)[\w.-]+\.[a-z]{2,}/, 'private registry'],
];
/** This list is made of what it forbids; font files and the like are not text. */
const EXEMPT = /^(tools\/check\.mjs|package-lock\.json|LICENSE|THIRD_PARTY_NOTICES\.md)$|\.(pdf|png|jpe?g|webp|tiff?|heic|onnx|ttf|otf|woff2?|gz|traineddata|wasm|ico)$/;

const local = (name) => join(ROOT, 'node_modules', name);

const CHECKS = {
  lint: () => node(local('eslint/bin/eslint.js'), '.', '--max-warnings', '0'),
  types: () => node(local('typescript/bin/tsc'), '--noEmit'),
  'dependency rules': () => node(local('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', '--config', '.dependency-cruiser.cjs'),
  'migrations match the schema': checkDrift,
  'lockfile names no registry': checkLockfile,
  'notices name every package': () => node(join(ROOT, 'tools/third-party-notices.mjs'), '--check'),
  'forbidden words': checkWords,
};

let failed = 0;
try {
  await ensureDependencies();
  await generateClient();
  for (const [name, check] of Object.entries(CHECKS)) {
    const started = Date.now();
    const complaint = await check();
    say(`${complaint ? 'FAILED' : 'ok    '}  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    if (!complaint) continue;
    failed += 1;
    say(complaint.trim());
  }
} catch (error) {
  failed += 1;
  sayFailure(error);
}
process.exitCode = failed > 0 ? 1 : 0;

/** @returns {Promise<string>} what it complained of; empty when content */
async function node(...args) {
  const { code, output } = await runCommand(process.execPath, args);
  return code === 0 ? '' : output || `exit code ${code}`;
}

/** Applies the migrations to an empty database and compares what came out with the schema. */
async function checkDrift() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'faktulove-check-')));
  chmodSync(folder, 0o711);
  const postgres = embeddedPostgres({ directory: join(folder, 'postgres'), port: await freePort(), password: randomBytes(16).toString('hex'), logFile: join(folder, 'postgres.log'), durable: false });
  const child = await postgres.launch();
  try {
    await migrate(postgres.url(), { announce: () => {} });
    const { code, output } = await runPrisma(['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--exit-code'], { databaseUrl: postgres.url() });
    return code === 0 ? '' : output;
  } finally {
    await stopProcess(child.pid, [['SIGQUIT', 5000], ['SIGKILL', 2000]]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkLockfile() {
  return readFileSync(join(ROOT, 'package-lock.json'), 'utf8').includes('"resolved"') ? 'package-lock.json holds "resolved" addresses: npm install with the .npmrc of the repository leaves them out' : '';
}

async function checkWords() {
  const { code, output } = await runCommand('git', ['ls-files', '-z']);
  // An unpacked archive has no history and needs no such check.
  if (code !== 0) return '';
  const complaints = [];
  for (const name of output.split('\0').filter((path) => path && !EXEMPT.test(path))) {
    let text;
    try {
      text = readFileSync(join(ROOT, name), 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') continue;
      throw error;
    }
    for (const [pattern, what] of FORBIDDEN) {
      const found = pattern.exec(text);
      if (found) complaints.push(`${name}:${text.slice(0, found.index).split('\n').length}: ${what}: ${found[0]}`);
    }
  }
  return complaints.join('\n');
}
