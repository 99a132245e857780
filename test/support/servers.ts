import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** What one test file has for itself: an empty, migrated database, an empty Redis database and an empty folder. */
export interface TestServers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly dataDir: string;
  /** These as the environment that the product reads. */
  readonly env: Readonly<Record<string, string>>;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Empties every table; migrations stay. */
  truncate(): Promise<void>;
  close(): Promise<void>;
}

/** A share of the servers that `node tools/test.mjs` runs. Close the application before closing its share. */
export async function openTestServers(): Promise<TestServers> {
  const book = wanted('FAKTULOVE_TEST_POSTGRES');
  const share = await withClient(book, async (client) => {
    const { rows } = await client.query<{ share: string }>("SELECT nextval('share') AS share");
    const number = Number(rows[0]?.share);
    await client.query(`CREATE DATABASE test_${number} TEMPLATE ${wanted('FAKTULOVE_TEST_TEMPLATE')}`);
    return number;
  });
  const databaseUrl = withPath(book, `test_${share}`);
  const redisUrl = withPath(wanted('FAKTULOVE_TEST_REDIS'), String(share));
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'faktulove-share-')));
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  // A test may take the server away on purpose.
  pool.on('error', () => undefined);

  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => (await pool.query<Row>(text, values)).rows;
  return {
    databaseUrl, redisUrl, dataDir, query,
    env: { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, FAKTULOVE_DATA_DIR: dataDir, NODE_ENV: 'test' },
    truncate: async () => {
      const tables = await query<{ name: string }>("SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'");
      await query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')} RESTART IDENTITY CASCADE`);
    },
    close: async () => {
      await pool.end();
      await withClient(book, (client) => client.query(`DROP DATABASE IF EXISTS test_${share} WITH (FORCE)`));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function wanted(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests need servers, which "npm test -- db e2e" starts`);
  return value;
}

function withPath(url: string, path: string): string {
  const changed = new URL(url);
  changed.pathname = `/${path}`;
  return changed.toString();
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
