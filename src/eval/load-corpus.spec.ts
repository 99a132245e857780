import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCorpus } from './load-corpus';
import type { LoadedCase } from './load-corpus';

async function all(folder: string): Promise<LoadedCase[]> {
  const cases = [];
  for await (const one of loadCorpus(folder)) cases.push(one);
  return cases;
}

describe('loadCorpus', () => {
  let folder = '';
  beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'corpus-')); });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives cases in order, with the path of the document', async () => {
    const truth = { truth: { fields: {} }, pages: [] };
    await writeFile(join(folder, 'b.truth.json'), JSON.stringify({ ...truth, file: 'b.png' }));
    await writeFile(join(folder, 'a.truth.json'), JSON.stringify({ ...truth, file: 'a.pdf' }));
    expect((await all(folder)).map(({ path }) => path)).toEqual([join(folder, 'a.pdf'), join(folder, 'b.png')]);
  });
  it('says so when there is no case', async () => expect(all(folder)).rejects.toMatchObject({ code: 'not_found' }));
  it('names a truth that cannot be read', async () => {
    await writeFile(join(folder, 'x.truth.json'), '{');
    await expect(all(folder)).rejects.toMatchObject({ code: 'validation_failed', message: 'x.truth.json is not a truth file.' });
  });
});
