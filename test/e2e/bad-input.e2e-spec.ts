import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import type { Answer, Client } from '../support/client';
import { RunningCopy } from '../support/running-copy';

const MAX_PAGES = 3;
jest.setTimeout(120_000);

/** A PDF of these objects (from 1, the first is the catalogue), with a true cross-reference table. */
function pdfOf(objects: readonly string[], trailer = ''): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const xref = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const CATALOGUE = '<< /Type /Catalog /Pages 2 0 R >>';
const ONE_PAGE = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const page = (width: number, height: number): string => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] >>`;

/** Its password is nobody's: the keys are not those of the empty one. */
const encrypted = pdfOf([CATALOGUE, ONE_PAGE, page(595, 842), `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`],
  `/Encrypt 4 0 R /ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>]`);

const picture = (width: number, height: number): Promise<Buffer> => sharp({ create: { width, height, channels: 3, background: '#fefefe' } }).png().toBuffer();

/** A small PNG that claims to be enormous. */
async function bomb(): Promise<Buffer> {
  const png = await picture(64, 64);
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

async function manyPages(count: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let index = 0; index < count; index += 1) document.addPage([300, 400]);
  return document.save();
}

describe('files and names that mean no good, over HTTP', () => {
  let copy: RunningCopy;
  let office: Client;

  beforeAll(async () => {
    copy = await RunningCopy.start({ MAX_PAGES: String(MAX_PAGES) });
    const made = await copy.client.post('/api/admin/api-keys/', { organisation: `biuro-${randomUUID()}`, name: 'test', scopes: ['upload', 'read'] });
    office = copy.client.as(String(made.json.key));
  });
  afterAll(async () => { await copy?.stop(); });

  /** Everything that lies in storage or on its way there. */
  const stored = (): string[] => ['files', 'incoming'].flatMap((folder) => {
    const path = join(copy.dataDir, folder);
    return existsSync(path) ? readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => one.name) : [];
  }).sort();

  it.each<[string, () => Promise<Uint8Array> | Uint8Array, string, string]>([
    ['an encrypted PDF', () => encrypted, 'application/pdf', 'file_encrypted'],
    ['a PDF without pages', () => pdfOf([CATALOGUE, '<< /Type /Pages /Kids [] /Count 0 >>']), 'application/pdf', 'no_pages'],
    ['a sheet as large as a town', () => pdfOf([CATALOGUE, ONE_PAGE, page(1_000_000, 1_000_000)]), 'application/pdf', 'image_too_large'],
    ['a picture that claims gigapixels', bomb, 'image/png', 'image_too_large'],
    ['a picture of a few pixels', () => picture(4, 4), 'image/png', 'image_too_small'],
    ['more pages than allowed', () => manyPages(MAX_PAGES + 1), 'application/pdf', 'too_many_pages'],
  ])('%s is refused and leaves nothing', async (_what, make, type, code) => {
    const before = [(await office.get('/api/documents/')).json.count, stored()];
    const { status, json, headers } = await office.upload({ bytes: await make(), type });
    expect([status, json.code, json.retryable, headers.get('content-type')]).toEqual([422, code, false, 'application/problem+json; charset=utf-8']);
    expect([(await office.get('/api/documents/')).json.count, stored()]).toEqual(before);
  });

  it('as many pages as allowed are taken', async () => {
    const { status, json } = await office.upload({ bytes: await manyPages(MAX_PAGES) });
    expect([status, (await office.get(`/api/documents/${json.documentId}/`)).json.pages]).toEqual([202, MAX_PAGES]);
  });

  it('a PNG named .pdf is read as the PNG it is', async () => {
    const { json } = await office.upload({ bytes: await picture(300, 300), name: 'faktura.pdf', type: 'application/pdf' });
    expect((await office.get(`/api/documents/${json.documentId}/`)).json.mime).toBe('image/png');
    expect((await office.get(`/api/documents/${json.documentId}/file/`)).headers.get('content-type')).toBe('image/png');
  });

  /** Every picture differs, so that none is a duplicate. */
  let height = 100;

  /** As a hostile client writes it: no library tidies the name. */
  function uploadNamed(name: string, bytes: Buffer): Promise<Answer> {
    const boundary = randomUUID();
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return office.call('POST', '/api/ocr/process/', { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } });
  }

  it.each([
    ['climbs out of the folder', '../../../etc/passwd'],
    ['is a path of another system', 'C:\\\\windows\\\\faktura.pdf'],
    ['closes the quotes', 'a\\"; filename=\\"zly.html'],
    ['brings a line of its own', 'a%0d%0aX-Zly: 1.pdf'],
    ['turns the reading round', 'faktura\u202Efdp.exe'],
    ['is markup', '<script>alert(1)</script>.pdf'],
    ['is Polish', 'zażółć gęślą jaźń.pdf'],
    ['has no end', `${'f'.repeat(3000)}.pdf`],
  ])('a name that %s comes back harmless', async (_what, name) => {
    const { status, json } = await uploadNamed(name, await picture(100, (height += 1)));
    expect(status).toBe(202);
    const { headers } = await office.get(`/api/documents/${json.documentId}/file/`);
    const disposition = headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename=("[^"\\/<>]{1,200}"|[\w.-]{1,200})(; filename\*=UTF-8''[\w.%!~*'()-]+)?$/);
    expect([headers.get('x-zly'), headers.get('x-content-type-options'), decodeURIComponent(disposition).includes('\u202E')]).toEqual([null, 'nosniff', false]);
  });
});
