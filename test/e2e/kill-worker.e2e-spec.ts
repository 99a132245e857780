import { RunningCopy } from '../support/running-copy';
import { until } from '../support/until';
import { vectorInvoice } from '../support/vector-invoice';

jest.setTimeout(180_000);

describe('a crash in the middle of many documents', () => {
  let copy: RunningCopy;
  // One document at a time, so that the middle lasts.
  beforeAll(async () => { copy = await RunningCopy.start({ WORKER_CONCURRENCY: '1', RUN_LEASE_S: '4', SWEEP_INTERVAL_S: '1' }); });
  afterAll(async () => { await copy?.stop(); });

  async function send(series: string, count: number): Promise<string[]> {
    const answers = await Promise.all(Array.from({ length: count }, async (_, index) => {
      const name = `FV/${series}/${index + 1}/2026`;
      return copy.client.upload({ bytes: await vectorInvoice(name), name: `${name.replaceAll('/', '-')}.pdf` });
    }));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    return answers.map(({ json }) => String(json.documentId));
  }

  /** Some are read, one is being read, others wait. */
  async function untilTheMiddle(ids: readonly string[]): Promise<void> {
    await until('the middle', async () => {
      const runs = await copy.query<{ status: string; count: number }>('SELECT status::text, count(*)::int FROM "Run" WHERE "documentId" = ANY($1::uuid[]) GROUP BY status', [ids]);
      const of = (status: string): number => runs.find((row) => row.status === status)?.count ?? 0;
      if (of('done') > ids.length - 2) throw new Error(`the middle is over: ${JSON.stringify(runs)}`);
      return of('done') >= 2 && of('running') >= 1;
    }, 60_000);
  }

  async function expectEachOnce(ids: readonly string[]): Promise<void> {
    const documents = await copy.client.finalDocuments(ids);
    expect(documents.map(({ status }) => String(status))).toEqual(ids.map(() => 'done'));
    const invoices = await copy.query<{ documents: number; rows: number }>(
      'SELECT count(DISTINCT "documentId")::int AS documents, count(*)::int AS rows FROM "Invoice" WHERE "documentId" = ANY($1::uuid[])', [ids]);
    expect(invoices).toEqual([{ documents: ids.length, rows: ids.length }]);
    const finished = await copy.query<{ runs: number }>('SELECT count(*)::int AS runs FROM "Run" WHERE status = \'done\' AND "documentId" = ANY($1::uuid[])', [ids]);
    expect(finished).toEqual([{ runs: ids.length }]);
  }

  it('kill -9 of the worker amid twenty: all are finished, none twice, and the lost attempt can be seen', async () => {
    const ids = await send('W', 20);
    await untilTheMiddle(ids);
    await copy.killAndAwaitNext('worker');
    await expectEachOnce(ids);
    const attempts = (await copy.client.finalDocuments(ids)).map((document) => Number(document.attempts));
    expect([Math.min(...attempts), Math.max(...attempts)]).toEqual([1, 2]);
    const lost = await copy.query<{ errorCode: string }>('SELECT "errorCode" FROM "Run" WHERE status = \'failed\' AND "documentId" = ANY($1::uuid[])', [ids]);
    expect(lost).toEqual([{ errorCode: 'worker_lost' }]);
  });

  it('kill -9 of Redis: all are finished, none twice', async () => {
    const ids = await send('R', 8);
    await untilTheMiddle(ids);
    await copy.killAndAwaitNext('redis');
    await expectEachOnce(ids);
  });

  it('kill -9 of PostgreSQL: all are finished, none twice', async () => {
    const ids = await send('P', 8);
    await untilTheMiddle(ids);
    await copy.killAndAwaitNext('postgres');
    await expectEachOnce(ids);
  });

  it('kill -9 of the API: what it took in is finished, none twice', async () => {
    const ids = await send('A', 8);
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
