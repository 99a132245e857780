import { createConnection } from 'node:net';
import { openTestServers } from '../support/servers';
import type { TestServers } from '../support/servers';

describe('the servers of a test file', () => {
  let servers: TestServers;
  beforeAll(async () => { servers = await openTestServers(); });
  afterAll(async () => { await servers?.close(); });

  it('start with the schema applied and empty', async () => {
    expect(await servers.query('SELECT count(*)::int AS documents FROM "Document"')).toEqual([{ documents: 0 }]);
  });

  it('can be emptied', async () => {
    await servers.query('INSERT INTO "Organisation" (id, name) VALUES (gen_random_uuid(), $1)', ['anyone']);
    await servers.truncate();
    expect(await servers.query('SELECT name FROM "Organisation"')).toEqual([]);
  });

  it('sort and fold Polish letters', async () => {
    const [row] = await servers.query<{ upper: string; sorted: string[] }>(`SELECT upper('zażółć') AS upper,
      array(SELECT word FROM unnest(ARRAY['źdźbło', 'zebra', 'łódź', 'lot', 'ósmy']) AS word ORDER BY word COLLATE "pl-x-icu") AS sorted`);
    expect(row).toEqual({ upper: 'ZAŻÓŁĆ', sorted: ['lot', 'łódź', 'ósmy', 'zebra', 'źdźbło'] });
  });

  it('offer a Redis database of their own', async () => {
    const url = new URL(servers.redisUrl);
    const answer = await new Promise<string>((done, fail) => {
      const socket = createConnection({ host: url.hostname, port: Number(url.port) });
      let text = '';
      socket.once('error', fail);
      socket.write(`AUTH ${url.password}\r\nSELECT ${url.pathname.slice(1)}\r\nDBSIZE\r\nQUIT\r\n`);
      socket.on('data', (chunk: Buffer) => { text += chunk.toString(); });
      socket.once('close', () => done(text));
    });
    expect(answer).toBe('+OK\r\n+OK\r\n:0\r\n+OK\r\n');
  });
});
