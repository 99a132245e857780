import { until } from '../support/until';
import { RunningCopy } from '../support/running-copy';
import { vectorInvoice } from '../support/vector-invoice';

jest.setTimeout(180_000);

interface Engine { readonly kind: string; readonly models: { readonly open: number; readonly misses: number } | null; readonly warm: boolean; readonly inferences: number; readonly initMs: number; readonly savedMs: number; readonly memoryBytes: number | null }
interface Pool { readonly kind: string; readonly starts: number; readonly pages: number; readonly inferences: number; readonly evicted: { readonly request: number } }

describe('engines of a running copy, told over HTTP', () => {
  let copy: RunningCopy;
  beforeAll(async () => { copy = await RunningCopy.start(); });
  afterAll(async () => { await copy?.stop(); });

  const overview = async (): Promise<{ engines: Engine[]; totals: Pool[]; pools: Pool[] }> => (await copy.client.get('/api/admin/engines/')).json as { engines: Engine[]; totals: Pool[]; pools: Pool[] };
  const warm = (engines: readonly Engine[], kind: string): number => engines.filter((engine) => engine.kind === kind && engine.warm).length;

  it('starts the engines of a kind, and ends them, in every worker', async () => {
    const started = await copy.client.post('/api/admin/engines/tesseract/warmup/');
    expect([started.status, started.json.kind, started.json.unanswered, started.json.workers.length]).toEqual([200, 'tesseract', 0, 1]);
    await until('a warm tesseract', async () => warm((await overview()).engines, 'tesseract') === 1);
    const ended = await copy.client.post('/api/admin/engines/tesseract/evict/');
    expect([ended.status, ended.json.workers[0].changed, warm(ended.json.engines as Engine[], 'tesseract')]).toEqual([200, 1, 0]);
    await until('the report of it', async () => warm((await overview()).engines, 'tesseract') === 0);
    expect((await overview()).pools.find(({ kind }) => kind === 'tesseract')).toMatchObject({ evicted: { request: 1 } });
  });

  it('is not ready without a warm engine, and ready again after a warm-up', async () => {
    await until('not ready', async () => {
      // Only idle engines are ended; right after a start they read practice pages for a while.
      expect((await copy.client.post('/api/admin/engines/paddle/evict/')).status).toBe(200);
      return (await copy.client.get('/health/paddleocr/ready/')).status === 503;
    }, 60_000);
    const started = await copy.client.post('/api/admin/engines/paddle/warmup/');
    expect(started.json.workers[0].error).toBeUndefined();
    await until('ready', async () => (await copy.client.get('/health/paddleocr/ready/')).status === 200);
  });

  it('knows no other kinds', async () => {
    const answer = await copy.client.post('/api/admin/engines/magic/warmup/');
    expect([answer.status, answer.json.code]).toEqual([404, 'not_found']);
  });

  it('obeys the operator alone', async () => {
    const issued = await copy.client.post('/api/admin/api-keys/', { organisation: 'Inna', scopes: ['admin'], name: 'inna' });
    const answer = await copy.client.as(String(issued.json.key)).post('/api/admin/engines/paddle/evict/');
    expect([answer.status, answer.json.code]).toEqual([403, 'forbidden']);
  });

  it('sums a batch up in one line once it is done, and shows what reuse spared', async () => {
    const form = new FormData();
    for (const number of [1, 2, 3]) form.append('file', new Blob([await vectorInvoice(`FV/B/${number}/2026`)], { type: 'application/pdf' }), `${number}.pdf`);
    const { json } = await copy.client.call('POST', '/api/ocr/batch/', { body: form });
    const line = await until('the line', async () => Promise.resolve(copy.log('worker').split('\n').find((one) => one.includes(`batch ${String(json.batchId)} done`))), 90_000);
    expect(line).toContain('documents=3 pages=3');
    expect(line).toMatch(/paddle: (warm|cold) at first, starts=\d+ initMs=\d+ warmupMs=\d+ inferences=\d+ pages=\d+ savedMs=\d+/);
    const totals = (await until('the report', async () => (await overview()).totals.find(({ kind, pages }) => kind === 'paddle' && pages >= 3)));
    expect(totals.inferences).toBeGreaterThanOrEqual(totals.pages);
    const busy = (await copy.client.get('/api/admin/engines/')).text.match(/"busyMs":[\d.]+/g) ?? [];
    expect([busy.length > 0, busy.filter((one) => !/^"busyMs":\d+(\.\d)?$/.test(one))]).toEqual([true, []]);
    const models = (await overview()).engines.find((engine) => engine.models)?.models;
    expect([models!.open > 0, models!.misses]).toEqual([true, models!.open]);
    expect((await copy.client.get('/metrics')).text).toMatch(/faktulove_model_cache\{kind="paddle",what="hits"\} [1-9]/);
    expect((await copy.client.get('/metrics')).text).toMatch(/faktulove_engine_work\{kind="paddle",unit="page"\} [1-9]/);
  });

  it('says so when no worker is there', async () => {
    const pid = copy.pid('worker')!;
    process.kill(pid, 'SIGSTOP');
    try {
      // A worker that stands still hears nothing; its reports run out, its connection stays.
      const answer = await copy.client.post('/api/admin/engines/paddle/warmup/');
      expect([answer.status, answer.json.code]).toEqual([503, 'no_worker']);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });
});
