import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readManifest, setEntries } from './model-manifest';
import { verifyModels } from './verify-models';

const POLISH = Array.from('ąćęłńóśźżĄĆĘŁŃÓŚŹŻ');

describe('the model manifest', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'models-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A file in the folder and what the manifest says of it. */
  function locked(file: string, content: string): object {
    mkdirSync(join(folder, 'rec'), { recursive: true });
    writeFileSync(join(folder, file), content);
    return { at: { file }, sha256: createHash('sha256').update(content).digest('hex'), bytes: Buffer.byteLength(content) };
  }

  /** Writes a manifest with a set `standard` and a second one over one recogniser with this dictionary. */
  function write({ letters = POLISH, second = 'polish_test', polish = true, standing = 'standard', scaled = {}, more = {} }: { letters?: string[]; second?: string; polish?: boolean; standing?: string; scaled?: Partial<Record<'det' | 'cls' | 'rec', object>>; more?: object } = {}): void {
    const described = { licence: 'Apache-2.0', source: 's', input: 'x', output: 'y' };
    const scaling = { order: 'BGR', mean: [0, 0, 0], std: [1, 1, 1] };
    const parts = { detection: 'det', angle: 'cls', recognition: 'rec' };
    const defaults = { detectionThreshold: 0.3, boxThreshold: 0.6, unclipRatio: 1.5, sides: { fast: 640, balanced: 960, quality: 1280 } };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({
      version: 2, default: standing, tesseract: 'tess', sets: { standard: { ...parts, polish: false }, [second]: { ...parts, polish } },
      models: [
        { id: 'det', kind: 'det', ...described, ...locked('det.onnx', 'd'), preprocessing: { ...scaling, ...scaled.det }, defaults },
        { id: 'cls', kind: 'cls', ...described, ...locked('cls.onnx', 'c'), preprocessing: { ...scaling, ...scaled.cls, height: 48, width: 192 } },
        {
          id: 'rec', kind: 'rec', ...described, ...locked('rec/rec.onnx', 'r'), preprocessing: { ...scaling, ...scaled.rec, height: 48 }, stride: 4,
          dictionary: { ...locked('rec/rec.txt', `${letters.join('\n')}\n`), count: letters.length, space: true }, ...more,
        },
        { id: 'tess', kind: 'tesseract', licence: 'Apache-2.0', source: 's', ...locked('t.gz', 't'), language: 'pol' },
      ],
    }));
  }

  it('names the models of a set, the default one for null', () => {
    write({ standing: 'polish_test' });
    const manifest = readManifest(folder);
    expect([setEntries(manifest, null).name, setEntries(manifest, 'standard').name, setEntries(manifest, null).recognition.stride]).toEqual(['polish_test', 'standard', 4]);
  });

  it('knows no other set', () => {
    write();
    expect(() => setEntries(readManifest(folder), 'toString')).toThrow('no model set "toString"');
  });

  it('refuses a default that is no set', () => {
    write({ standing: 'nowhere' });
    expect(() => readManifest(folder)).toThrow('cannot be used');
  });

  it.each(['polish_test', 'invoice_test'])('does not let %s do without Polish', (second) => {
    write({ second, polish: false });
    expect(() => readManifest(folder)).toThrow('cannot be used');
  });

  it.each(POLISH)('refuses a Polish set whose dictionary lacks %s', async (letter) => {
    write({ letters: POLISH.filter((one) => one !== letter) });
    await expect(verifyModels(folder)).rejects.toMatchObject({ code: 'model_invalid', message: expect.stringContaining(`lacks ${letter}`), details: { missing: [letter] } });
  });

  it('does not ask Polish of a set that does not promise it', async () => {
    write({ letters: ['a'], second: 'other', polish: false });
    await expect(verifyModels(folder)).resolves.toMatchObject({ sets: [{ name: 'standard', isDefault: true }, { name: 'other' }] });
  });

  it('refuses a file that is not the one named', async () => {
    write();
    writeFileSync(join(folder, 'det.onnx'), 'x');
    await expect(verifyModels(folder)).rejects.toMatchObject({ code: 'model_invalid', message: expect.stringContaining('det.onnx') });
  });

  it('refuses a calibration that falls', () => {
    write({ more: { calibration: { line: [[0, 0.5], [1, 0.4]] } } });
    expect(() => readManifest(folder)).toThrow('cannot be used');
  });

  describe.each(['det', 'cls', 'rec'] as const)('of a model of kind %s', (kind) => {
    it.each([
      ['a mean of one channel and a deviation of three', { order: 'grey', mean: [0] }],
      ['three channels of grey', { order: 'grey' }],
      ['one channel of colours', { mean: [0], std: [1] }],
    ])('refuses %s', (_what, scaling) => {
      write({ scaled: { [kind]: scaling } });
      expect(() => readManifest(folder)).toThrow('cannot be used');
    });

    it('takes one channel of grey', () => {
      write({ scaled: { [kind]: { order: 'grey', mean: [0], std: [1] } } });
      expect(readManifest(folder).models).toHaveLength(4);
    });
  });

  it('holds for the models of this repository', async () => {
    const { sets } = await verifyModels(resolve(__dirname, '../../../models'));
    expect(sets.map(({ name }) => name)).toEqual(expect.arrayContaining(['standard', 'polish_optimized']));
  });
});
