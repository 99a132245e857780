// Builds dist/ from src/ when anything it is made of changed. The new build replaces the old one in one step, so that
// a running copy never meets half of it.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateClient } from './generate-client.mjs';
import { withLock } from './lib/lock.mjs';
import { ROOT } from './lib/paths.mjs';
import { say, sayFailure } from './lib/say.mjs';

const SRC = join(ROOT, 'src');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.sources');
const GENERATED = join(SRC, 'common/prisma/generated');

/**
 * Brings dist/ up to date.
 * @returns {Promise<boolean>} whether anything had to be built
 */
export async function ensureBuild({ announce = say } = {}) {
  if (isFresh()) return false;
  return withLock(join(ROOT, '.tmp/build.lock'), async () => {
    if (isFresh()) return false;
    announce('Building …');
    const wanted = hashOfSources();
    await generateClient();
    await compile(wanted);
    return true;
  });
}

function isFresh() {
  return existsSync(STAMP) && existsSync(GENERATED) && readFileSync(STAMP, 'utf8') === hashOfSources();
}

/** Hash of everything that decides what dist/ holds, by content: times mean nothing after a checkout. */
function hashOfSources() {
  const hash = createHash('sha256');
  const settings = ['.swcrc', 'package-lock.json', 'prisma/schema.prisma', 'tools/build.mjs'].map((name) => join(ROOT, name));
  for (const path of [...settings, ...sourceFiles().filter((file) => !file.startsWith(GENERATED))]) {
    hash.update(relative(ROOT, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function sourceFiles() {
  return readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

async function compile(wanted) {
  const { transformFile } = await import('@swc/core');
  const { default: loadAssembler } = await import('wabt');
  const assembler = await loadAssembler();
  const fresh = join(ROOT, '.tmp', `dist-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  await Promise.all(sourceFiles().map(async (file) => {
    const target = join(fresh, relative(SRC, file));
    mkdirSync(dirname(target), { recursive: true });
    if (file.endsWith('.wat')) return writeFileSync(target.replace(/wat$/, 'wasm'), assembled(assembler, file));
    if (!file.endsWith('.ts')) return copyFileSync(file, target);
    if (file.endsWith('.d.ts')) return undefined;
    const name = target.replace(/\.ts$/, '.js');
    const { code, map } = await transformFile(file, { cwd: ROOT, configFile: join(ROOT, '.swcrc'), sourceFileName: relative(dirname(join(DIST, relative(SRC, file))), file) });
    writeFileSync(name, map ? `${code}\n//# sourceMappingURL=${name.slice(name.lastIndexOf('/') + 1)}.map\n` : code);
    if (map) writeFileSync(`${name}.map`, map);
    return undefined;
  }));
  writeFileSync(join(fresh, '.sources'), wanted);
  const old = join(ROOT, '.tmp', `dist-old-${process.pid}`);
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(fresh, DIST);
  rmSync(old, { recursive: true, force: true });
}

/** WebAssembly from its text; an error names file and line. */
function assembled(assembler, file) {
  const text = assembler.parseWat(relative(ROOT, file), readFileSync(file, 'utf8'), { simd: true });
  try {
    text.validate();
    return text.toBinary({}).buffer;
  } finally {
    text.destroy();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureBuild().catch((error) => { process.exitCode = sayFailure(error); });
}
