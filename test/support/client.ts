import { until } from './until';

/** An answer of the service. `json` is whatever it sent, looked into freely. */
export interface Answer { readonly status: number; readonly json: any; readonly text: string; readonly headers: Headers } // eslint-disable-line @typescript-eslint/no-explicit-any

export interface Upload { readonly bytes: Uint8Array; readonly name?: string; readonly type?: string }

const FINAL = ['done', 'failed', 'cancelled'];

/** A client of the REST interface with one key, as an outsider would write it. */
export class Client {
  constructor(readonly url: string, private readonly key: string | null) {}

  as(key: string | null): Client {
    return new Client(this.url, key);
  }

  async call(method: string, path: string, init: { body?: RequestInit['body']; headers?: Record<string, string> } = {}): Promise<Answer> {
    const headers = { ...(this.key === null ? {} : { authorization: `Bearer ${this.key}` }), ...init.headers };
    const response = await fetch(`${this.url}${path}`, { method, headers, ...(init.body === undefined ? {} : { body: init.body }), signal: AbortSignal.timeout(90_000) });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, json: isJson ? JSON.parse(text) : undefined, text, headers: response.headers };
  }

  get(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  post(path: string, body: unknown = {}): Promise<Answer> {
    return this.call('POST', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }

  upload(file: Upload, { wait, headers = {} }: { wait?: number; headers?: Record<string, string> } = {}): Promise<Answer> {
    const form = new FormData();
    form.append('file', new Blob([file.bytes], { type: file.type ?? 'application/pdf' }), file.name ?? 'faktura.pdf');
    return this.call('POST', `/api/ocr/process/${wait === undefined ? '' : `?wait=${wait}`}`, { body: form, headers });
  }

  async finalDocument(id: string, withinMs?: number): Promise<Answer['json']> {
    return (await this.finalDocuments([id], withinMs))[0];
  }

  /** The documents once the status of each is final, in the order asked. A service that is being started again is asked on. */
  finalDocuments(ids: readonly string[], withinMs = 120_000): Promise<Answer['json'][]> {
    const found = new Map<string, Answer['json']>();
    return until(`${ids.length} documents to be final`, async () => {
      const open = ids.find((id) => !found.has(id));
      if (open === undefined) return ids.map((id) => found.get(id));
      const answer = await this.get(`/api/documents/${open}/`);
      if (answer.status === 200 && FINAL.includes(answer.json.status as string)) found.set(open, answer.json);
      return found.size === ids.length && ids.map((id) => found.get(id));
    }, withinMs);
  }
}
