import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { FIELD_NAMES } from '../../src/extraction/extraction.types';
import type { Client } from '../support/client';
import { RunningCopy } from '../support/running-copy';
import { until } from '../support/until';

const FIXTURES = resolve(__dirname, '../fixtures');
const CORPUS = join(FIXTURES, 'corpus');
const MIME = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg' } as const;
const SAMPLE = readFileSync(join(FIXTURES, 'sample/faktura-przykladowa.pdf'));
const cases = readdirSync(CORPUS).filter((name) => !name.endsWith('.json'));
jest.setTimeout(180_000);

/** The same invoice with a comment behind its end: other bytes, nothing else. */
const variantOf = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.from(`\n%${randomUUID()}\n`)]);

describe('the walk over HTTP, with the real models', () => {
  let copy: RunningCopy;
  let office: Client;

  beforeAll(async () => {
    copy = await RunningCopy.start();
    office = await newOffice();
  });
  afterAll(async () => { await copy?.stop(); });

  async function newOffice(scopes = ['upload', 'read', 'review']): Promise<Client> {
    const made = await copy.client.post('/api/admin/api-keys/', { organisation: `biuro-${randomUUID()}`, name: 'test', scopes });
    return copy.client.as(String(made.json.key));
  }

  it.each(cases)('%s becomes rows whose evidence lies on the page', async (name) => {
    const bytes = readFileSync(join(CORPUS, name));
    const sent = await office.upload({ bytes, name, type: MIME[name.split('.').at(-1) as keyof typeof MIME] });
    const document = await office.finalDocument(String(sent.json.documentId));
    expect([document.status, document.sha256, document.mime]).toEqual(['done', createHash('sha256').update(bytes).digest('hex'), MIME[name.split('.').at(-1) as keyof typeof MIME]]);
    const invoice = (await office.get(`/api/invoices/${document.invoiceId}/`)).json;
    const [row] = await copy.query<{ fields: number; route: string }>(
      'SELECT i.route::text, count(f.*)::int AS fields FROM "Invoice" i JOIN "InvoiceField" f ON f."invoiceId" = i.id WHERE i."documentId" = $1 GROUP BY i.id', [document.id]);
    expect(row).toEqual({ route: invoice.route, fields: FIELD_NAMES.filter((field) => invoice.fields[field] !== null).length });
    const truth = JSON.parse(readFileSync(join(CORPUS, name.replace(/\.\w+$/, '.truth.json')), 'utf8'));
    for (const field of FIELD_NAMES) {
      const { page, polygon } = invoice.fields[field] ?? {};
      if (!polygon) continue;
      const { width, height } = truth.pages[page - 1];
      expect(polygon.every(([x, y]: [number, number]) => x >= -1 && y >= -1 && x <= width + 1 && y <= height + 1)).toBe(true);
    }
  });

  it('reads the sample invoice without a doubt, and names every value it shows', async () => {
    const { status, json } = await office.upload({ bytes: SAMPLE }, { wait: 60 });
    const truth = JSON.parse(readFileSync(join(FIXTURES, 'sample/faktura-przykladowa.truth.json'), 'utf8')).truth;
    expect([status, json.invoice.route]).toEqual([200, 'auto_accept']);
    const values = Object.fromEntries(FIELD_NAMES.map((name) => [name, json.invoice.fields[name]?.value ?? null]));
    expect(values).toEqual(truth.fields);
  });

  it('keeps the same bytes once for an organisation, and apart for two', async () => {
    const [bytes, other] = [variantOf(SAMPLE), await newOffice()];
    const answers = await Promise.all(Array.from({ length: 5 }, () => office.upload({ bytes })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 202]);
    expect(new Set(answers.map(({ json }) => json.documentId)).size).toBe(1);
    const theirs = await other.upload({ bytes });
    expect([theirs.status, theirs.json.duplicate]).toEqual([202, false]);
    expect((await other.get(`/api/documents/${answers[0]?.json.documentId}/`)).status).toBe(404);
  });

  it('deletes bytes only when the last organisation lets go', async () => {
    const [bytes, other] = [variantOf(SAMPLE), await newOffice()];
    const [mine, theirs] = [await office.upload({ bytes }, { wait: 60 }), await other.upload({ bytes }, { wait: 60 })];
    expect((await office.call('DELETE', `/api/documents/${mine.json.documentId}/`)).status).toBe(204);
    expect((await other.get(`/api/documents/${theirs.json.documentId}/file/`)).status).toBe(200);
    expect((await other.call('DELETE', `/api/documents/${theirs.json.documentId}/`)).status).toBe(204);
    expect((await office.upload({ bytes })).status).toBe(202);
  });

  it('replays the first answer to an Idempotency-Key, and refuses the key for other bytes', async () => {
    const [bytes, headers] = [variantOf(SAMPLE), { 'idempotency-key': randomUUID() }];
    const answers = await Promise.all([office.upload({ bytes }, { headers }), office.upload({ bytes }, { headers })]);
    expect(answers.map(({ status, json }) => [status, json.documentId, json.duplicate])).toEqual(answers.map(() => [202, answers[0]?.json.documentId, false]));
    expect((await office.upload({ bytes: variantOf(SAMPLE) }, { headers })).json.code).toBe('idempotency_key_reused');
  });

  it('takes a batch apart: good files become documents, the others say why not', async () => {
    const form = new FormData();
    for (const bytes of [variantOf(SAMPLE), Buffer.from('to nie jest faktura'), variantOf(SAMPLE)]) form.append('file', new Blob([bytes]), 'a.pdf');
    const { status, json } = await office.call('POST', '/api/ocr/batch/', { body: form });
    expect(status).toBe(202);
    const batch = await until('the batch to be finished', async () => { const { json: now } = await office.get(`/api/ocr/batch/${json.batchId}/`); return now.finished && now; });
    expect(batch.documents.map((one: { status: string; error: { code: string } | null }) => one.error?.code ?? one.status)).toEqual(['done', 'file_type_unsupported', 'done']);
    expect((await (await newOffice()).get(`/api/ocr/batch/${json.batchId}/`)).status).toBe(404);
  });

  it('makes a document of every page of a PDF', async () => {
    const many = await PDFDocument.create();
    const one = await PDFDocument.load(SAMPLE);
    for (let page = 0; page < 3; page += 1) many.addPage((await many.copyPages(one, [0]))[0]);
    const form = new FormData();
    form.append('file', new Blob([await many.save()]), 'stos.pdf');
    const { json } = await office.call('POST', '/api/ocr/batch/?split=pages', { body: form });
    const batch = await until('the batch to be finished', async () => { const { json: now } = await office.get(`/api/ocr/batch/${json.batchId}/`); return now.finished && now; });
    expect(batch.documents.map((item: { page: number; status: string }) => [item.page, item.status])).toEqual([[1, 'done'], [2, 'done'], [3, 'done']]);
    expect((await office.get(batch.documents[2].links.invoice as string)).json.fields.sprzedawca_nip.value).toMatch(/^\d{10}$/);
  });

  it('takes a page without text for a result', async () => {
    const blank = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#fefefe' } }).png().toBuffer();
    const { json } = await office.upload({ bytes: blank, name: 'pusta.png', type: 'image/png' }, { wait: 60 });
    expect([json.status, json.invoice.route, json.invoice.reasons]).toEqual(['done', 'full_review', ['no_text']]);
    expect(FIELD_NAMES.filter((name) => json.invoice.fields[name] !== null)).toEqual([]);
  });

  it.each([
    ['nothing at all', Buffer.alloc(0), 422, 'file_empty'],
    ['half a PDF', SAMPLE.subarray(0, SAMPLE.length >> 1), 422, 'file_damaged'],
    ['words that call themselves a PDF', Buffer.from('Faktura VAT nr 1/2026'), 415, 'file_type_unsupported'],
    ['more bytes than allowed', Buffer.alloc(25 * 1024 * 1024 + 1, 0x20), 413, 'file_too_large'],
  ])('refuses %s and leaves nothing behind', async (_what, bytes, status, code) => {
    const fresh = await newOffice();
    const refused = await fresh.upload({ bytes });
    expect([refused.status, refused.json.code, refused.headers.get('content-type')]).toEqual([status, code, 'application/problem+json; charset=utf-8']);
    expect((await fresh.get('/api/documents/')).json.count).toBe(0);
    expect((await fresh.get('/health/')).status).toBe(200);
  });

  it('lets a key do what its scopes say, and no more', async () => {
    const scanner = await newOffice(['upload']);
    const { json } = await scanner.upload({ bytes: variantOf(SAMPLE) }, { wait: 60 });
    expect([json.status, json.invoice]).toEqual(['done', null]);
    expect((await scanner.get('/api/invoices/')).json.code).toBe('forbidden');
    const revoked = await copy.client.post('/api/admin/api-keys/', { organisation: 'x', name: 'kurz', scopes: ['read'] });
    await copy.client.call('DELETE', `/api/admin/api-keys/${revoked.json.id}/`);
    expect((await copy.client.as(String(revoked.json.key)).get('/api/documents/')).json.code).toBe('unauthenticated');
  });
});
