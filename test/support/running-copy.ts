import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { Client } from './client';
import { until } from './until';

const ROOT = resolve(__dirname, '../..');

export type Part = 'api' | 'worker' | 'redis' | 'postgres';
interface RunState { phase: string; url: string; databaseUrl: string; children: Record<Part, { pid: number } | null> }

/**
 * A whole copy of the product as a user starts it, with servers, data and port of its own: what `npm run up` does,
 * watched by its supervisor. Slow (seconds) and true.
 */
export class RunningCopy {
  private constructor(private readonly supervisor: ChildProcess, readonly dataDir: string, readonly client: Client, readonly output: () => string) {}

  static async start(more: Readonly<Record<string, string>> = {}): Promise<RunningCopy> {
    const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'faktulove-copy-')));
    // The user that root lends PostgreSQL must be able to walk in.
    chmodSync(dataDir, 0o711);
    const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', FAKTULOVE_DATA_DIR: dataDir, PORT: String(await freePort()), ...more };
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'HOST']) delete env[name];
    const supervisor = spawn(process.execPath, [join(ROOT, 'tools/up.mjs'), '--no-sample'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    supervisor.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    supervisor.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    const state = await until(`the copy in ${dataDir} to be ready`, async () => {
      const now = readState(dataDir);
      if (supervisor.exitCode === null) return now?.phase === 'ready' && now;
      return Promise.resolve(null);
    }, 90_000).catch((error: unknown) => {
      supervisor.kill('SIGTERM');
      throw new Error(`npm run up said:\n${output}`, { cause: error });
    });
    return new RunningCopy(supervisor, dataDir, new Client(state.url, readFileSync(join(dataDir, 'admin.key'), 'utf8').trim()), () => output);
  }

  /** Number of the process that plays this part now; null while it is being started again. */
  pid(part: Part): number | null {
    return readState(this.dataDir)?.children[part]?.pid ?? null;
  }

  /** Ends a part with SIGKILL and returns once the supervisor has another in its place. */
  async killAndAwaitNext(part: Part): Promise<void> {
    const old = this.pid(part);
    if (old === null) throw new Error(`${part} does not run`);
    process.kill(old, 'SIGKILL');
    await until(`another ${part}`, async () => Promise.resolve(this.pid(part) !== null && this.pid(part) !== old));
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: readState(this.dataDir)?.databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  log(part: Part): string {
    const path = join(this.dataDir, 'log', `${part}.log`);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** As Ctrl-C does it. @returns the exit code */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((done) => {
      if (this.supervisor.exitCode !== null || this.supervisor.signalCode !== null) done(this.supervisor.exitCode);
      else this.supervisor.once('exit', done);
    });
    this.supervisor.kill('SIGINT');
    const code = await ended;
    rmSync(this.dataDir, { recursive: true, force: true });
    return code;
  }
}

function readState(dataDir: string): RunState | null {
  const path = join(dataDir, 'run.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as RunState) : null;
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
