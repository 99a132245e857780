import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../common/errors/app-error';
import { quantile } from '../ocr/bench/quantile';
import type { Table } from './bench-table';

export interface HttpPlan { readonly url: string; readonly key: string; readonly files: readonly string[]; readonly uploads: number; readonly answers: number }

const FINAL = new Set(['done', 'failed', 'cancelled']);
const POLL_MS = 250;
const LAG_P99 = 'nodejs_eventloop_lag_p99_seconds';
const LAG_MAX = 'nodejs_eventloop_lag_max_seconds';

/**
 * A service that runs: how long the event loop of its HTTP process stands still while the worker has more to do than engines, and how fast
 * known documents are answered. What it uploads it deletes again.
 * @throws AppError `internal` when the service answers otherwise than a service would
 */
export async function benchHttp(plan: HttpPlan): Promise<Table> {
  const service = new Service(plan.url, plan.key);
  const contents = await Promise.all(plan.files.map(async (file) => ({ name: basename(file), bytes: await readFile(file) })));
  const sent: string[] = [];
  try {
    // Each look at the metrics begins a new window.
    await service.metrics();
    const from = performance.now();
    sent.push(...await Promise.all(Array.from({ length: plan.uploads }, (_, n) => service.upload(contents[n % contents.length]!, randomUUID()))));
    for (const id of sent) await service.final(id);
    const seconds = (performance.now() - from) / 1000;
    const lag = await service.metrics();
    const marker = randomUUID();
    const [known, anew] = [await again(service, contents[0]!, marker, plan.answers, sent, false), await again(service, contents[0]!, marker, plan.answers, sent, true)];
    return {
      title: 'The HTTP process while engines are busy', columns: ['what', 'found'],
      rows: [
        [`${plan.uploads} documents at once, read in`, `${seconds.toFixed(1)} s`],
        ['event-loop delay, 99th percentile', milliseconds(lag[LAG_P99])], ['event-loop delay, longest', milliseconds(lag[LAG_MAX])],
        ['same bytes again, median', `${quantile(known, 0.5).toFixed(1)} ms`], ['same bytes again, p95', `${quantile(known, 0.95).toFixed(1)} ms`],
        ['deleted and sent again, read anew, median', `${quantile(anew, 0.5).toFixed(1)} ms`], ['deleted and sent again, p95', `${quantile(anew, 0.95).toFixed(1)} ms`],
      ],
    };
  } finally {
    for (const id of sent) await service.remove(id);
  }
}

/** Milliseconds until the service answers with the whole document whose bytes it has read before. */
async function again(service: Service, content: Content, marker: string, times: number, sent: string[], deletedBefore: boolean): Promise<number[]> {
  let known = await service.upload(content, marker);
  await service.final(known);
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    if (deletedBefore) await service.remove(known);
    const from = performance.now();
    known = await service.upload(content, marker, 30);
    took.push(performance.now() - from);
  }
  sent.push(known);
  return took;
}

interface Content { readonly name: string; readonly bytes: Uint8Array }

class Service {
  constructor(private readonly url: string, private readonly key: string) {}

  /** @param marker makes the bytes a document of their own: readers ignore what follows a picture or a PDF's end */
  async upload({ name, bytes }: Content, marker: string, waitS?: number): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes), `\n%${marker}\n`]), name);
    const answer = await this.call('POST', `/api/ocr/process/${waitS === undefined ? '' : `?wait=${waitS}`}`, form);
    return (await answer.json() as { documentId: string }).documentId;
  }

  async final(id: string): Promise<void> {
    while (!FINAL.has((await (await this.call('GET', `/api/documents/${id}/`)).json() as { status: string }).status)) await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
  }

  async remove(id: string): Promise<void> {
    await this.call('DELETE', `/api/documents/${id}/`);
  }

  async metrics(): Promise<Record<string, number>> {
    const text = await (await this.call('GET', '/metrics')).text();
    return Object.fromEntries(text.split('\n').filter((line) => line.startsWith('nodejs_eventloop_lag')).map((line) => [line.split(/[ {]/)[0]!, Number(line.split(' ').at(-1))]));
  }

  private async call(method: string, path: string, body?: FormData): Promise<Response> {
    const answer = await fetch(`${this.url}${path}`, { method, headers: { authorization: `Bearer ${this.key}` }, ...(body ? { body } : {}) });
    if (!answer.ok && answer.status !== 404) throw new AppError('internal', `${method} ${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    return answer;
  }
}

const milliseconds = (seconds: number | undefined): string => (seconds === undefined ? 'not told' : `${(seconds * 1000).toFixed(0)} ms`);
