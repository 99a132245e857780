import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { ApiModule } from '../../src/app.module';
import { ApiKeyService } from '../../src/auth/api-key.service';
import type { Scope } from '../../src/auth/api-principal';
import { AppConfig } from '../../src/common/config/config';
import { Desk, extracted } from './invoice-desk';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
let desk: Desk;
let app: NestExpressApplication;
let organisationId: string;
let key: string;
let readOnly: string;
let stranger: string;

const issue = async (organisation: string, scopes: Scope[]) => (await app.get(ApiKeyService).issue({ organisation, scopes, name: 'Ala' })).key;

beforeAll(async () => {
  desk = await Desk.open();
  const module = await Test.createTestingModule({ imports: [ApiModule] }).overrideProvider(AppConfig).useValue(desk.config).compile();
  app = module.createNestApplication<NestExpressApplication>({ logger: false });
  await app.init();
  [key, readOnly, stranger] = await Promise.all([issue('dom', ['read', 'review']), issue('czytelnia', ['read']), issue('obcy', ['read', 'review'])]);
  organisationId = (await desk.prisma.organisation.findUniqueOrThrow({ where: { name: 'dom' } })).id;
});
afterAll(async () => {
  await app?.close();
  await desk?.close();
});

const get = (path: string, as = key) => request(app.getHttpServer()).get(path).set('authorization', `Bearer ${as}`);
const post = (path: string, body?: object, as = key) => request(app.getHttpServer()).post(path).set('authorization', `Bearer ${as}`).send(body);
const queued = async () => (await desk.saved(organisationId, extracted({ numer_faktury: `FV;=1/${Math.random()}` }, { route: 'full_review', reasons: ['missing:numer_konta'] }))).id;

describe('refusals are problems with a stable code', () => {
  it.each([
    ['/api/invoices/?status=bogus', 400], ['/api/invoices/?brutto_od=duzo', 400], ['/api/invoices/?nie_ma=1', 400], ['/api/invoices/?status=accepted&status=approved', 400],
    ['/api/invoices/?search=%00', 400], ['/api/invoices/?page=0', 400], ['/api/invoices/nie-ma-takiego/', 404], [`/api/invoices/${UNKNOWN}/`, 404],
    [`/api/invoices/${UNKNOWN}/export/?format=csv`, 404], ['/api/admin/review-queue/?priority=auto_accept', 400],
  ])('GET %s: %i', async (path, status) => {
    const answer = await get(path);
    expect([answer.status, answer.type, typeof answer.body.code]).toEqual([status, 'application/problem+json', 'string']);
  });

  it.each<[string, object | undefined, number]>([
    ['claim', undefined, 404], ['approve', undefined, 404], ['reject', undefined, 404], ['release', undefined, 404], ['correct', { fields: { waluta: 'PLN' } }, 404],
  ])('POST %s of an unknown invoice: 404', async (deed, body, status) => {
    for (const id of [UNKNOWN, 'nie-ma']) expect((await post(`/api/admin/review-queue/${id}/${deed}/`, body)).status).toBe(status);
  });

  it.each<[string, unknown]>([['no body', undefined], ['a list', []], ['fields as text', { fields: 'x' }], ['fields as a list', { fields: ['x'] }], ['no field', { fields: {} }],
    ['an extra', { fields: { waluta: 'PLN' }, admin: true }], ['a note that is none', { fields: { waluta: 'PLN' }, note: 5 }], ['a bad value', { fields: { suma_brutto: 'duzo' } }],
    ['a value from the prototype', { fields: JSON.parse('{"__proto__":{"x":1}}') as object }]])('correct with %s: 400, nothing stored', async (_title, body) => {
    const id = await queued();
    const answer = await post(`/api/admin/review-queue/${id}/correct/`, body as object);
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(await desk.prisma.correction.count({ where: { invoiceId: id } })).toBe(0);
  });

  it('approve and reject of a list: 400', async () => {
    const id = await queued();
    expect((await post(`/api/admin/review-queue/${id}/approve/`, [])).status).toBe(400);
    expect((await post(`/api/admin/review-queue/${id}/reject/`, { note: 'x'.repeat(2001) })).status).toBe(400);
  });

  it('of a key without the scope: 403, of another organisation: 404', async () => {
    const id = await queued();
    expect((await get('/api/admin/review-queue/', readOnly)).status).toBe(403);
    expect((await post(`/api/admin/review-queue/${id}/claim/`, undefined, readOnly)).status).toBe(403);
    for (const deed of ['claim', 'release', 'approve', 'reject']) expect((await post(`/api/admin/review-queue/${id}/${deed}/`, undefined, stranger)).status).toBe(404);
    for (const path of [`/api/invoices/${id}/`, `/api/invoices/${id}/export/`]) expect((await get(path, stranger)).status).toBe(404);
    expect((await get('/api/invoices/', stranger)).body).toEqual({ count: 0, next: null, previous: null, results: [] });
  });
});

describe('the way of an invoice through review', () => {
  it('claim, correct, approve, read again', async () => {
    const id = await queued();
    const claim = await post(`/api/admin/review-queue/${id}/claim/`);
    expect([claim.status, claim.body.claimedBy]).toEqual([200, 'Ala']);
    const corrected = await post(`/api/admin/review-queue/${id}/correct/`, { fields: { sprzedawca_nazwa: 'Żuk' }, note: 'literówka' });
    expect([corrected.status, corrected.body.fields.sprzedawca_nazwa.value]).toEqual([200, 'Żuk']);
    expect((await post(`/api/admin/review-queue/${id}/approve/`)).status).toBe(200);
    const read = await get(`/api/invoices/${id}`);
    expect(read.body).toMatchObject({ status: 'approved', decidedBy: 'Ala', corrections: [{ field: 'sprzedawca_nazwa', machineValue: 'Żółw i Spółka', humanValue: 'Żuk', by: 'Ala', note: 'literówka' }] });
    expect((await post(`/api/admin/review-queue/${id}/approve/`)).body.code).toBe('review_decided');
  });

  it('a rejection keeps its words under either name', async () => {
    const [one, two] = [await queued(), await queued()];
    expect((await post(`/api/admin/review-queue/${one}/reject/`, { note: 'nie nasza' })).body.decisionNote).toBe('nie nasza');
    expect((await post(`/api/admin/review-queue/${two}/reject/`, { reason: 'nie nasza' })).body.decisionNote).toBe('nie nasza');
  });

  it('a claimed item says by whom', async () => {
    const id = await queued();
    await post(`/api/admin/review-queue/${id}/claim/`);
    const other = await issue('dom', ['review']);
    const answer = await post(`/api/admin/review-queue/${id}/claim/`, undefined, other);
    expect(answer.body).toMatchObject({ status: 409, code: 'review_claimed', details: { claimedBy: 'Ala' } });
  });
});

it('is described in OpenAPI, every deed of the contract', () => {
  const { paths, components } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  const listed = Object.entries(paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb} ${path}`));
  expect(listed).toEqual(expect.arrayContaining(['get /api/invoices', 'get /api/invoices/{id}', 'get /api/invoices/{id}/export', 'get /api/admin/review-queue',
    ...['claim', 'release', 'approve', 'correct', 'reject'].map((deed) => `post /api/admin/review-queue/{id}/${deed}`)]));
  expect(Object.keys(components?.schemas ?? {})).toEqual(expect.arrayContaining(['Invoice', 'Field', 'ReviewItem', 'CorrectDto', 'Document', 'Upload', 'Problem']));
  const answersOf = (path: string, verb: 'get' | 'post' = 'post'): string[] => Object.keys(paths[path]?.[verb]?.responses ?? {});
  expect(answersOf('/api/ocr/process')).toEqual(['200', '202', '400', '401', '403', '413', '415', '422']);
  expect([answersOf('/api/admin/autotuner/run'), answersOf('/api/admin/engines/{kind}/warmup'), answersOf('/api/documents/{id}', 'get')]).toEqual([['501'], ['200', '404', '503'], ['200', '404']]);
});

describe('lists and files', () => {
  it('links to the next page with every filter', async () => {
    await Promise.all([queued(), queued()]);
    const { body } = await get('/api/invoices/?page_size=1&status=needs_review&ordering=-suma_brutto');
    expect(body.next).toBe('/api/invoices/?page_size=1&status=needs_review&ordering=-suma_brutto&page=2');
    expect((await get(body.next as string)).body.results).toHaveLength(1);
  });

  it('exports JSON and CSV under a harmless file name', async () => {
    const id = await queued();
    const json = await get(`/api/invoices/${id}/export/`);
    expect(json.body).toEqual((await get(`/api/invoices/${id}/`)).body);
    const csv = await get(`/api/invoices/${id}/export/?format=csv`);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toMatch(/^attachment; filename="?faktura-FV-1-[\w-]+\.csv"?$/);
    expect(csv.text).toContain('"FV;=1/');
    expect((await get(`/api/invoices/${id}/export/?format=exe`)).status).toBe(400);
  });
});
