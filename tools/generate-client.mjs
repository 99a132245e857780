// Generates the database client when the schema, or the generator, is another than last time.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './lib/paths.mjs';
import { runPrisma } from './lib/prisma-cli.mjs';
import { PlainError, sayFailure } from './lib/say.mjs';

const GENERATED = join(ROOT, 'src/common/prisma/generated');
const STAMP = join(GENERATED, '.schema');

/** @returns {Promise<boolean>} whether anything had to be generated */
export async function generateClient() {
  const version = JSON.parse(readFileSync(join(ROOT, 'node_modules/prisma/package.json'), 'utf8')).version;
  const wanted = createHash('sha256').update(version).update(readFileSync(join(ROOT, 'prisma/schema.prisma'))).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return false;
  const { code, output } = await runPrisma(['generate']);
  if (code !== 0) throw new PlainError(`The database client could not be generated:\n${output}`);
  writeFileSync(STAMP, wanted);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await generateClient().catch((error) => { process.exitCode = sayFailure(error); });
}
