#!/usr/bin/env node
// Speaks the Prisma schema-engine stdio protocol, backed by the WASM build of the same engine.
import { readFileSync } from 'node:fs'; import { createInterface } from 'node:readline'; import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module'; import { join } from 'node:path';
import pg from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
const require = createRequire(import.meta.url);
const args = process.argv.slice(2); const opt = (n) => args.flatMap((a, i) => (a === n ? [args[i + 1]] : []));
const pkg = require.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, '');
if (args.includes('--version')) {
  console.log('schema-engine-wasm ' + JSON.parse(readFileSync(join(pkg, 'package.json'))).version.split('.').pop()); process.exit(0);
}
const url = JSON.parse(opt('--datasource')[0] ?? '{}').url;
const schema = url ? new URL(url).searchParams.get('schema') ?? undefined : undefined;
const log = (level, message, extra = {}) => process.stderr.write(JSON.stringify({ timestamp: new Date().toISOString(), level, fields: { message, ...extra }, target: 'schema_engine::logger' }) + '\n');
// Separate fields, not connectionString: a connectionString would win over `database`.
const conn = (u) => {
  const x = new URL(u); const q = x.searchParams; const ssl = q.get('sslmode');
  return { host: q.get('host') ?? x.hostname, port: +(x.port || 5432), user: decodeURIComponent(x.username), password: decodeURIComponent(x.password) || process.env.SCHEMA_ENGINE_PASSWORD || '', database: decodeURIComponent(x.pathname.slice(1)), ...(ssl && ssl !== 'disable' ? { ssl: { rejectUnauthorized: ssl.startsWith('verify') } } : {}) };
};
async function withClient(config, fn) {
  const c = new pg.Client({ ...config, connectionTimeoutMillis: 5000 });
  await c.connect(); try { return await fn?.(c); } finally { await c.end(); }
}
const admin = (sql) => withClient({ ...conn(url), database: 'postgres' }, (c) => c.query(sql));
const createDatabase = async () => { const databaseName = conn(url).database; await admin(`CREATE DATABASE "${databaseName.replaceAll('"', '""')}"`); return { databaseName }; };
if (args.includes('cli')) {
  log('INFO', 'starting');
  try {
    await (args.includes('create-database') ? createDatabase() : withClient(conn(url))); process.exit(0);
  } catch (e) {
    const code = { '3D000': 'P1003', '28P01': 'P1000', '28000': 'P1010' }[e.code] ?? 'P1001';
    log('ERROR', `${e.message || e.code} (${code === 'P1001' ? "can't reach database server" : 'connection refused by server'})`, { is_panic: false, error_code: code }); process.exit(1);
  }
}
globalThis.PRISMA_WASM_PANIC_REGISTRY = { message: '', set_message(m) { this.message = m; log('ERROR', m, { is_panic: true }); } };
// WASM glue: Node 20 cannot import .wasm as ESM, so instantiate by hand.
const bg = await import('@prisma/schema-engine-wasm/schema_engine_bg');
const { instance } = await WebAssembly.instantiate(readFileSync(join(pkg, 'schema_engine_bg.wasm')), { './schema_engine_bg.js': bg });
bg.__wbg_set_wasm(instance.exports); instance.exports.__wbindgen_start();
const datamodels = opt('--datamodels').map((p) => [p, readFileSync(p, 'utf8')]);
// adapter-pg has no mapping for the catalog type "char" (OID 18), which the engine reads when it describes a schema.
const withChar = (a) => {
  const { queryRaw, performIO } = a;
  a.queryRaw = async function (q) {
    const cols = [];
    const self = Object.assign(Object.create(this), { performIO: async (x) => {
      const r = await performIO.call(this, x);
      r.fields?.forEach((f, i) => { if (f.dataTypeID === 18) { cols.push(i); f.dataTypeID = 25; } }); return r;
    } });
    const out = await queryRaw.call(self, q);
    for (const i of cols) out.columnTypes[i] = ColumnTypeEnum.Character; return out;
  }; return a;
};
class Factory extends PrismaPg {
  async connect() { return withChar(await super.connect()); }
  // adapter-pg's own version drops the shadow database while its pool is still connected, which PostgreSQL refuses.
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`; await admin(`CREATE DATABASE "${database}"`);
    const a = withChar(await new PrismaPg({ ...conn(url), database }).connect());
    const { dispose } = a;
    a.dispose = async () => { await dispose.call(a); await admin(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`); }; return a;
  }
}
// `migrate diff` between files needs no database; the WASM engine asks for the server version all the same.
const offline = {
  provider: 'postgres', adapterName: '@prisma/adapter-pg',
  connect: async () => ({
    provider: 'postgres', adapterName: '@prisma/adapter-pg', executeScript: async () => {}, dispose: async () => {}, executeRaw: async () => 0,
    queryRaw: async () => ({ columnNames: ['exists', 'version', 'numeric_version'], columnTypes: [5, 7, 0], rows: [[true, 'PostgreSQL 16.0', 160000]] }),
  }),
  connectToShadowDb: async () => { throw new Error('no database'); },
};
const engineNew = (f) => bg.SchemaEngine.new({ datamodels: datamodels.length ? datamodels : undefined }, (l) => process.env.DEBUG && log('DEBUG', String(l)), bindMigrationAwareSqlAdapterFactory(f));
let engine;
const getEngine = async (method) => (engine ??= url && method !== 'diff' ? await engineNew(new Factory(conn(url), { schema }))
  : await (url ? engineNew(new Factory(conn(url), { schema })).catch(() => engineNew(offline)) : engineNew(offline)));
const send = (o) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...o }) + '\n');
let printId = 1e6; const prints = new Map(); let queue = Promise.resolve();
createInterface({ input: process.stdin }).on('line', (line) => {
  const m = JSON.parse(line);
  if (!m.method) return prints.get(m.id)?.();
  queue = queue.then(async () => {
    try {
      const fn = m.method === 'getDatabaseVersion' ? 'version' : m.method;
      const result = m.method === 'createDatabase' ? await createDatabase() : await (await getEngine(m.method))[fn](m.params);
      if (m.method === 'diff' && result?.stdout != null) {
        const id = printId++; const done = new Promise((r) => prints.set(id, r));
        send({ id, method: 'print', params: { content: result.stdout } }); await done;
      }
      send({ id: m.id, result: result ?? null });
    } catch (e) {
      send({ id: m.id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data: { is_panic: false, message: e.message ?? String(e), error_code: e.code ?? null, meta: e.meta ?? null } } });
    }
  });
}).on('close', async () => { await queue; process.exit(0); });
