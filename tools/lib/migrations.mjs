import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { runPrisma } from './prisma-cli.mjs';
import { PlainError, say } from './say.mjs';

/**
 * Brings a database to the schema. One query decides whether anything is pending, because Prisma's own answer takes seconds.
 * @returns {Promise<boolean>} whether anything had to be applied
 */
export async function migrate(databaseUrl, { announce = say } = {}) {
  if (await isCurrent(databaseUrl)) return false;
  announce('Preparing the database …');
  const { code, output } = await runPrisma(['migrate', 'deploy'], { databaseUrl });
  if (code !== 0) throw new PlainError(`The database could not be migrated:\n${output.trim()}`);
  return true;
}

async function isCurrent(databaseUrl) {
  const applied = await appliedMigrations(databaseUrl);
  return applied !== null && knownMigrations().every(({ name, checksum }) => applied.get(name) === checksum);
}

function knownMigrations() {
  const folder = join(ROOT, 'prisma/migrations');
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => ({
    name, checksum: createHash('sha256').update(readFileSync(join(folder, name, 'migration.sql'))).digest('hex'),
  }));
}

/** Name to checksum; null where Prisma has to look itself (no database yet, no table yet, an unfinished migration). */
async function appliedMigrations(databaseUrl) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL');
    return rows.every((row) => row.finished_at) ? new Map(rows.map((row) => [row.migration_name, row.checksum])) : null;
  } catch (error) {
    if (['3D000', '42P01'].includes(error.code)) return null;
    throw new PlainError(`The database does not answer (DATABASE_URL): ${error.message || error.code}`);
  } finally {
    await client.end().catch(() => {});
  }
}
