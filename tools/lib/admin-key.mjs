import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { PlainError } from './say.mjs';

/**
 * Sees to it that the first admin key exists and lies in the data folder.
 * @returns {Promise<{isFirstStart: boolean}>} whether no document was ever sent to this database
 */
export async function ensureAdminKey(folder, env) {
  const { hasKey, hasDocument } = await lookAt(env.DATABASE_URL);
  if (!hasKey) {
    const { code, output } = await runCommand(process.execPath, [
      join(ROOT, 'dist/cli.js'), 'apikey', 'create', '--organisation', 'admin', '--scopes', 'upload,read,review,admin', '--name', 'first', '--if-none', '--out', folder.key,
    ], { env });
    if (code !== 0) throw new PlainError(`The first admin key could not be made:\n${output.trim()}`);
  }
  return { isFirstStart: !hasDocument && existsSync(folder.key) };
}

async function lookAt(databaseUrl) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query('SELECT EXISTS(SELECT 1 FROM "ApiKey" WHERE "revokedAt" IS NULL) AS key, EXISTS(SELECT 1 FROM "Document") AS document');
    return { hasKey: rows[0].key, hasDocument: rows[0].document };
  } finally {
    await client.end();
  }
}
