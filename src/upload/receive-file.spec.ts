import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { until } from '../../test/support/until';
import { type ReceiveLimits, receiveFiles, safeFileName } from './receive-file';
import type { ReceivedFile } from './received-file';

const KEEP = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'faktulove-receive-'));
const incoming = (): string[] => readdirSync(folder);
let server: Server;
let limits: ReceiveLimits;
/** What the next form ends in. */
let arrived: (outcome: ReceivedFile[] | Error) => void;

beforeAll(async () => {
  const app = express();
  app.post('/', (from, to) => {
    receiveFiles(from, to, limits).then((files) => arrived(files), (error: unknown) => arrived(error as Error)).finally(() => to.end());
  });
  server = createServer(app);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
beforeEach(() => { limits = { incomingDir: folder, maxBytes: 1_000_000, maxFiles: 2, keepBytes: KEEP }; });
afterAll(async () => {
  await new Promise((resolve) => { server.close(resolve); });
  rmSync(folder, { recursive: true });
});

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const bytesOf = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 31) % 251));

async function send(...lengths: number[]): Promise<ReceivedFile[] | Error> {
  const form = new FormData();
  for (const length of lengths) form.append('file', new Blob([new Uint8Array(bytesOf(length))]), 'a.pdf');
  const outcome = new Promise<ReceivedFile[] | Error>((resolve) => { arrived = resolve; });
  await fetch(address(), { method: 'POST', body: form });
  return outcome;
}

async function sent(...lengths: number[]): Promise<ReceivedFile[]> {
  const files = await send(...lengths);
  if (files instanceof Error) throw files;
  return files;
}

describe('receiveFiles', () => {
  it.each([[0, 0], [1, 0], [KEEP, 0], [KEEP + 1, 1], [3 * KEEP, 1]])('hands over %d bytes whole, with %d files on disk', async (length, onDisk) => {
    const [file] = await sent(length);
    expect([incoming().length, file!.bytes, file!.sha256, (await file!.read()).equals(bytesOf(length))])
      .toEqual([onDisk, length, createHash('sha256').update(bytesOf(length)).digest('hex'), true]);
    const path = await file!.onDisk();
    expect([statSync(path).size, statSync(path).mode & 0o777, await file!.onDisk()]).toEqual([length, 0o600, path]);
    await file!.discard();
    expect(incoming()).toEqual([]);
  });

  it('keeps none of a form of which one file is too large', async () => {
    limits = { ...limits, maxBytes: 2 * KEEP };
    expect([await send(KEEP + 1, 2 * KEEP + 1), incoming()]).toEqual([expect.objectContaining({ code: 'LIMIT_FILE_SIZE' }), []]);
  });

  it('keeps nothing of a form that breaks off', async () => {
    const outcome = new Promise<ReceivedFile[] | Error>((resolve) => { arrived = resolve; });
    const cut = request(address(), { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } }).on('error', () => undefined);
    cut.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n');
    cut.write(bytesOf(2 * KEEP));
    await until('bytes on disk', () => Promise.resolve(incoming().length === 1));
    cut.destroy();
    expect(await outcome).toBeInstanceOf(Error);
    await until('an empty folder', () => Promise.resolve(incoming().length === 0));
  });

  it('says that there is no room for what it kept in memory', async () => {
    limits = { ...limits, incomingDir: join(folder, 'nowhere') };
    const [file] = await sent(10);
    await expect(file!.onDisk()).rejects.toMatchObject({ code: 'storage_failed', retryable: true });
  });
});

describe('safeFileName', () => {
  it.each([
    ['faktura.pdf', 'faktura.pdf'],
    ['faktura żółć 发票.pdf', 'faktura żółć 发票.pdf'],
    ['../../../etc/passwd', 'passwd'],
    ['C:\\skany\\f.pdf', 'f.pdf'],
    ['a\0b.pdf', 'ab.pdf'],
    ['a"; filename="b.html', 'a; filename=b.html'],
    ['..', 'dokument'],
    ['', 'dokument'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  it('keeps the end of a long name, where the ending is', () => {
    const name = safeFileName(`${'f'.repeat(300)}.pdf`);
    expect([name.length, name.endsWith('.pdf')]).toEqual([200, true]);
  });
});
