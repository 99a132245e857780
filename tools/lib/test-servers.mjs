import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';
import { migrate } from './migrations.mjs';
import { embeddedPostgres } from './postgres.mjs';
import { embeddedRedis } from './redis.mjs';
import { stopProcess } from './stop-process.mjs';

/** Redis databases, and so test files with a share of their own, in one run. */
const SHARES = 2000;

/**
 * Servers for one test run. Every test file takes a share: a database copied from the migrated template, and a Redis
 * database of its own. The sequence in `testbook` numbers them.
 * @returns {Promise<{env: Record<string, string>, stop: () => Promise<void>}>} what the tests find in their environment
 */
export async function startTestServers(folder, redisProgram) {
  const password = randomBytes(16).toString('hex');
  const postgres = embeddedPostgres({ directory: join(folder, 'postgres'), port: await freePort(), password, logFile: join(folder, 'postgres.log'), durable: false });
  const redis = embeddedRedis({ program: redisProgram, directory: join(folder, 'redis'), port: await freePort(), password, logFile: join(folder, 'redis.log'), databases: SHARES });
  const [postgresChild, redisChild] = await Promise.all([postgres.launch(), redis.launch()]);
  const stop = async () => {
    await Promise.all([stopProcess(redisChild.pid, [['SIGKILL', 2000]]), stopProcess(postgresChild.pid, [['SIGQUIT', 5000], ['SIGKILL', 2000]])]);
  };
  try {
    await migrate(postgres.url(), { announce: () => {} });
    await openBook(postgres);
  } catch (error) {
    await stop();
    throw error;
  }
  const env = {
    FAKTULOVE_TEST_POSTGRES: postgres.url('testbook'), FAKTULOVE_TEST_TEMPLATE: 'faktulove', FAKTULOVE_TEST_REDIS: redis.url(),
    // For tests that keep to organisations of their own, one share for all of them.
    DATABASE_URL: postgres.url('common'), REDIS_URL: redis.url(), FAKTULOVE_DATA_DIR: join(folder, 'common'),
  };
  return { env, stop };
}

async function openBook(postgres) {
  const { default: pg } = await import('pg');
  const query = async (url, text) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  await query(postgres.url('postgres'), 'CREATE DATABASE testbook');
  await query(postgres.url('postgres'), 'CREATE DATABASE common TEMPLATE faktulove');
  await query(postgres.url('testbook'), `CREATE SEQUENCE share MAXVALUE ${SHARES - 1}`);
}
