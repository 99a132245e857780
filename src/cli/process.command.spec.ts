import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalReader } from './local-reading';
import { processCommand } from './process.command';

/** Reads whatever there is. */
const reader = {
  settings: { configHash: 'c' }, close: () => Promise.resolve(),
  read: () => Promise.resolve({ ocr: { fallbacks: [], engine: 'paddle', modelHash: 'm' }, invoice: { fields: {}, pozycje: [], podsumowanie_vat: [] }, timings: {} }),
} as unknown as LocalReader;

describe('process', () => {
  let folder: string;
  const lines: { file: string; status: string; error?: { code: string } }[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faktulove-process-'));
    lines.length = 0;
    await Promise.all(['a.png', 'b.png', 'notes.txt'].map((name) => writeFile(join(folder, name), 'x')));
    jest.spyOn(LocalReader, 'open').mockResolvedValue(reader);
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => { lines.push(JSON.parse(String(text)) as (typeof lines)[number]); return true; });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  it('reads the files that are there and says of the other that it is not', async () => {
    const files = ['a.png', 'missing.png', 'b.png'].map((name) => join(folder, name));
    const code = await processCommand([...files, '--json']);
    expect(lines.map(({ file, status, error }) => [file, status, error?.code])).toEqual([[files[0], 'done', undefined], [files[1], 'failed', 'not_found'], [files[2], 'done', undefined]]);
    expect(code).toBe(1);
  });

  it('reads what can be read in a folder, by name', async () => {
    expect([await processCommand([folder, '--json']), lines.map(({ file }) => file)]).toEqual([0, [join(folder, 'a.png'), join(folder, 'b.png')]]);
  });
});
