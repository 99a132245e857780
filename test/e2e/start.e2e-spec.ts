import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(120_000);

const TOOL = resolve(__dirname, '../../tools/faktulove.mjs');
let dataDir: string;

beforeAll(() => { dataDir = mkdtempSync(join(tmpdir(), 'faktulove-start-')); });
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** The command line as a user starts it, on a data folder of its own. */
function faktulove(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [TOOL, ...args], { env: { ...process.env, FAKTULOVE_DATA_DIR: dataDir, ...env } });
}

describe('hardware', () => {
  it('falls back to the processor where CUDA is not installed, and says why', async () => {
    const { providers } = JSON.parse((await faktulove(['hardware', '--json'], { OCR_PROVIDERS: 'cuda' })).stdout);
    expect(providers).toMatchObject({ choice: 'cuda', provider: 'cpu', refused: [{ provider: 'cuda', reason: expect.stringMatching(/load/i) }] });
  });

  it('plans with what was set by hand', async () => {
    const { plan, machine } = JSON.parse((await faktulove(['hardware', '--json'], { OCR_ENGINES: '3' })).stdout);
    expect([plan.engines, machine.coresAvailable >= 1]).toEqual([{ value: 3, reason: 'set by hand', variable: 'OCR_ENGINES' }, true]);
  });
});

describe('engines prebuild', () => {
  const graphs = (): string[] => readdirSync(join(dataDir, 'artefacts')).sort();
  /** The column of cold starts: a time where a graph was made, `there` where it was read. */
  const cold = (stdout: string): boolean[] => stdout.trim().split('\n').slice(1).map((line) => !line.includes('there'));

  it('makes the graphs once, and again only what is damaged', async () => {
    expect(cold((await faktulove(['engines', 'prebuild'])).stdout)).not.toContain(false);
    const [made] = [graphs()];
    expect(cold((await faktulove(['engines', 'prebuild'])).stdout)).not.toContain(true);
    truncateSync(join(dataDir, 'artefacts', made[0]!), 1000);
    expect(cold((await faktulove(['engines', 'prebuild'])).stdout).filter(Boolean).length).toBe(1);
    expect(graphs()).toEqual(made);
  });
});
