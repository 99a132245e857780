import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { PlainError } from './say.mjs';

/**
 * Sees to it that an operator key of this database lies in the data folder: also after a crash between the two, a lost file,
 * or a change of database.
 * @returns {Promise<{isFirstStart: boolean}>} whether no document was ever sent to this database
 */
export async function ensureAdminKey(folder, env) {
  const given = await readFile(folder.key, 'utf8').then((text) => text.trim(), () => '');
  const { hasKey, hasDocument } = await lookAt(env.DATABASE_URL, given);
  if (!hasKey) {
    const { code, output } = await runCommand(process.execPath, [
      join(ROOT, 'dist/cli.js'), 'apikey', 'create', '--organisation', 'admin', '--scopes', 'upload,read,review,admin', '--name', 'first', '--operator', '--out', folder.key,
    ], { env });
    if (code !== 0) throw new PlainError(`The first admin key could not be made:\n${output.trim()}`);
  }
  return { isFirstStart: !hasDocument };
}

async function lookAt(databaseUrl, key) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT EXISTS(SELECT 1 FROM "ApiKey" WHERE "revokedAt" IS NULL AND hash = $1) AS key, EXISTS(SELECT 1 FROM "Document") AS document',
      [createHash('sha256').update(key).digest('hex')],
    );
    return { hasKey: rows[0].key, hasDocument: rows[0].document };
  } finally {
    await client.end();
  }
}
