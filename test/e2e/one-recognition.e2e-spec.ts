import { randomUUID } from 'node:crypto';
import type { Client } from '../support/client';
import { RunningCopy } from '../support/running-copy';
import { until } from '../support/until';
import { vectorInvoice } from '../support/vector-invoice';

jest.setTimeout(180_000);

interface Counts { readonly computed: number; readonly answered: number }

describe('ten identical uploads at once', () => {
  let copy: RunningCopy;

  beforeAll(async () => { copy = await RunningCopy.start(); });
  afterAll(async () => { await copy?.stop(); });

  async function newOffice(): Promise<Client> {
    const made = await copy.client.post('/api/admin/api-keys/', { organisation: `biuro-${randomUUID()}`, name: 'test', scopes: ['upload', 'read'] });
    return copy.client.as(String(made.json.key));
  }

  /** What the workers say of their cache: documents read, and documents that had another's reading. */
  async function counts(): Promise<Counts> {
    const { computed, hits, joined } = (await copy.client.get('/api/admin/cache/')).json;
    return { computed, answered: hits + joined };
  }

  /** Workers report every second; at the end their counts stand still. */
  async function countsOnce(total: number): Promise<Counts> {
    return until(`${total} documents to be counted`, async () => { const now = await counts(); return now.computed + now.answered >= total && now; });
  }

  it('of one organisation are one document and one recognition', async () => {
    const [office, before, bytes] = [await newOffice(), await counts(), await vectorInvoice('A/1')];
    const answers = await Promise.all(Array.from({ length: 10 }, () => office.upload({ bytes }, { wait: 60 })));
    expect([new Set(answers.map(({ json }) => json.documentId)).size, answers.map(({ json }) => json.status)]).toEqual([1, Array(10).fill('done')]);
    const after = await countsOnce(before.computed + before.answered + 1);
    expect([after.computed - before.computed, after.answered - before.answered]).toEqual([1, 0]);
  });

  it('of ten organisations are ten documents and one recognition', async () => {
    const [before, bytes] = [await counts(), await vectorInvoice('B/2')];
    const offices = await Promise.all(Array.from({ length: 10 }, newOffice));
    const answers = await Promise.all(offices.map((office) => office.upload({ bytes }, { wait: 60 })));
    expect(new Set(answers.map(({ json }) => json.documentId)).size).toBe(10);
    expect(new Set(answers.map(({ json }) => `${json.status} ${json.invoice.fields.numer_faktury?.value}`)).size).toBe(1);
    const after = await countsOnce(before.computed + before.answered + 10);
    expect([after.computed - before.computed, after.answered - before.answered]).toEqual([1, 9]);
  });
});
