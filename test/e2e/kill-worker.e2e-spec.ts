import { RunningCopy } from '../support/running-copy';
import { until } from '../support/until';
import { vectorInvoice } from '../support/vector-invoice';

const DOCUMENTS = 20;
jest.setTimeout(240_000);

describe('a crash in the middle of twenty documents', () => {
  let copy: RunningCopy;
  // One document at a time, so that the middle lasts.
  beforeAll(async () => { copy = await RunningCopy.start({ WORKER_CONCURRENCY: '1', RUN_LEASE_S: '4', SWEEP_INTERVAL_S: '1' }); });
  afterAll(async () => { await copy?.stop(); });

  async function sendAll(series: string): Promise<string[]> {
    const answers = await Promise.all(Array.from({ length: DOCUMENTS }, async (_, index) => {
      const name = `FV/${series}/${index + 1}/2026`;
      return copy.client.upload({ bytes: await vectorInvoice(name), name: `${name.replaceAll('/', '-')}.pdf` });
    }));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: DOCUMENTS }, () => 202));
    return answers.map(({ json }) => String(json.documentId));
  }

  async function counted(ids: string[], status: string): Promise<number> {
    const documents = await Promise.all(ids.map((id) => copy.client.get(`/api/documents/${id}/`)));
    return documents.filter(({ json }) => json?.status === status).length;
  }

  /** Some are read, one is being read, others wait. */
  async function untilTheMiddle(ids: string[]): Promise<void> {
    await until('some documents to be done and one in work', async () => (await counted(ids, 'done')) >= 2 && (await counted(ids, 'processing')) >= 1);
    expect(await counted(ids, 'queued')).toBeGreaterThan(0);
  }

  async function expectEachOnce(ids: string[]): Promise<void> {
    const documents = await Promise.all(ids.map((id) => copy.client.finalDocument(id)));
    expect(documents.map(({ status }) => String(status))).toEqual(ids.map(() => 'done'));
    const rows = await copy.query<{ documentId: string; invoices: number }>(
      'SELECT d.id AS "documentId", count(i.id)::int AS invoices FROM "Document" d LEFT JOIN "Invoice" i ON i."documentId" = d.id WHERE d.id = ANY($1::uuid[]) GROUP BY d.id', [ids]);
    expect(rows.map(({ invoices }) => invoices)).toEqual(ids.map(() => 1));
    const finished = await copy.query<{ runs: number }>('SELECT count(*)::int AS runs FROM "Run" WHERE status = \'done\' AND "documentId" = ANY($1::uuid[])', [ids]);
    expect(finished).toEqual([{ runs: DOCUMENTS }]);
  }

  it('kill -9 of the worker: every document is finished, once, and the lost attempt can be seen', async () => {
    const ids = await sendAll('W');
    await untilTheMiddle(ids);
    await copy.killAndAwaitNext('worker');
    await expectEachOnce(ids);
    const attempts = await Promise.all(ids.map(async (id) => Number((await copy.client.get(`/api/documents/${id}/`)).json.attempts)));
    expect(Math.min(...attempts)).toBe(1);
    expect(Math.max(...attempts)).toBeGreaterThan(1);
  });

  it('kill -9 of Redis: every document is finished, once', async () => {
    const ids = await sendAll('R');
    await untilTheMiddle(ids);
    await copy.killAndAwaitNext('redis');
    await expectEachOnce(ids);
  });

  it('kill -9 of PostgreSQL: every document is finished, once', async () => {
    const ids = await sendAll('P');
    await untilTheMiddle(ids);
    await copy.killAndAwaitNext('postgres');
    await expectEachOnce(ids);
  });

  it('kill -9 of the API: what it took in is finished, once', async () => {
    const ids = await sendAll('A');
    await copy.killAndAwaitNext('api');
    await until('the next API to answer', async () => (await copy.client.get('/health/')).status === 200);
    await expectEachOnce(ids);
  });

  it('stops cleanly when asked, and leaves nothing running', async () => {
    const pids = (['api', 'worker', 'redis', 'postgres'] as const).map((part) => copy.pid(part));
    expect(await copy.stop()).toBe(0);
    expect(copy.output()).toContain('Stopped.');
    expect(pids.filter((pid) => pid !== null && isAlive(pid))).toEqual([]);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
