import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArtefactKey, ArtefactStore } from './artefacts';

const KEY: ArtefactKey = { modelSha256: 'a'.repeat(64), runtime: 'r 1', provider: 'cpu', processor: 'p', options: { level: 'all', deep: { x: 1 } } };
const GRAPH = Buffer.from('graph\nwith a line in it');
let folder: string;
let store: ArtefactStore;
const files = (): string[] => readdirSync(folder);
const only = (): string => join(folder, files()[0]!);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'artefacts-'));
  store = new ArtefactStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ArtefactStore', () => {
  it('gives back what was written, whatever the order of the options', async () => {
    await store.write(KEY, GRAPH);
    expect([await store.read({ ...KEY, options: { deep: { x: 1 }, level: 'all' } }), files().length]).toEqual([GRAPH, 1]);
  });

  it.each([
    ['model', { modelSha256: 'b'.repeat(64) }], ['runtime', { runtime: 'r 2' }], ['provider', { provider: 'cuda' }], ['processor', { processor: 'q' }], ['options', { options: { level: 'basic' } }],
  ])('does not give the graph of another %s', async (_what, other) => {
    await store.write(KEY, GRAPH);
    expect(await store.read({ ...KEY, ...other })).toBeNull();
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -3)],
    ['grown', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['damaged', (bytes: Buffer) => { bytes[bytes.length - 2]! ^= 1; return bytes; }],
    ['without its first line', (bytes: Buffer) => bytes.subarray(bytes.indexOf('\n'))],
    ['empty', () => Buffer.alloc(0)],
    ['of another key', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"r 1"', '"r 2"'), 'latin1')],
  ])('does not give a graph that is %s, and takes a new one in its place', async (_what, alter) => {
    await store.write(KEY, GRAPH);
    writeFileSync(only(), alter(readFileSync(only())));
    expect(await store.read(KEY)).toBeNull();
    await store.write(KEY, GRAPH);
    expect(await store.read(KEY)).toEqual(GRAPH);
  });

  it('has nothing where there is no folder', async () => {
    expect(await new ArtefactStore(join(folder, 'none')).read(KEY)).toBeNull();
  });

  it('keeps what is named and drops the rest, but no file in the making', async () => {
    await store.write(KEY, GRAPH);
    await store.write({ ...KEY, runtime: 'r 0' }, GRAPH);
    writeFileSync(await store.scratch(), 'half');
    expect([await store.keepOnly([KEY]), await store.read(KEY), files().length]).toEqual([1, GRAPH, 2]);
  });
});
