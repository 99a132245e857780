import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '../ocr-profiles';

/** Everything that decides what an optimised graph looks like. Two artefacts are the same only if all of it is. */
export interface ArtefactKey {
  readonly modelSha256: string;
  readonly runtime: string;
  readonly provider: string;
  readonly processor: string;
  readonly options: Readonly<Record<string, unknown>>;
}

interface Header { readonly key: ArtefactKey; readonly sha256: string; readonly bytes: number }

const ENDING = '.graph';
/** A temporary file that nobody finished within this time is nobody's. */
const ABANDONED_MS = 3_600_000;

/**
 * Optimised graphs on disk: made once, read at every later start. A file is one line of JSON (its key, the hash and length of what
 * follows) and the graph. It is written beside its place and moved there in one step; on reading, the key must be the one asked for
 * and the hash must fit, so that what is damaged, cut short or put in the wrong place is made anew. The folder belongs to the service
 * and is trusted as far as its other data: the hash guards against accidents, not against whoever may write there.
 */
export class ArtefactStore {
  constructor(private readonly folder: string) {}

  /** The graph for this key; null when there is none that can be used. */
  async read(key: ArtefactKey): Promise<Buffer | null> {
    const file = await readFile(this.placeOf(key)).catch(() => null);
    const end = file?.indexOf('\n') ?? -1;
    if (!file || end < 0) return null;
    const graph = file.subarray(end + 1);
    const header = parseHeader(file.subarray(0, end).toString('utf8'));
    return header && canonicalJson(header.key) === canonicalJson(key) && header.bytes === graph.length && header.sha256 === sha256(graph) ? graph : null;
  }

  /** Two writers of one key may meet: each moves a whole file into place, and either will do. */
  async write(key: ArtefactKey, graph: Uint8Array): Promise<void> {
    const header: Header = { key, sha256: sha256(graph), bytes: graph.length };
    const fresh = await this.scratch();
    try {
      await writeFile(fresh, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), graph]), { mode: 0o600 });
      await rename(fresh, this.placeOf(key));
    } finally {
      await rm(fresh, { force: true });
    }
  }

  /** A name in this folder that nobody else uses, for a file in the making. */
  async scratch(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    return join(this.folder, `${randomUUID()}.tmp`);
  }

  /** Deletes what belongs to none of these keys, and what was left half made. @returns how many files are gone */
  async keepOnly(keys: readonly ArtefactKey[]): Promise<number> {
    const kept = new Set(keys.map(nameOf));
    let gone = 0;
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const old = name.endsWith(ENDING) ? !kept.has(name) : name.endsWith('.tmp') && (await stat(path).then(({ mtimeMs }) => Date.now() - mtimeMs > ABANDONED_MS, () => false));
      if (!old) continue;
      await rm(path, { force: true });
      gone += 1;
    }
    return gone;
  }

  private placeOf(key: ArtefactKey): string {
    return join(this.folder, nameOf(key));
  }
}

/** The processor as far as code is chosen by it: its name and what it can do. */
export function processorName(): string {
  const features = /^(?:flags|Features)\s*:\s*(.+)$/m.exec(textOf('/proc/cpuinfo'))?.[1] ?? '';
  return `${platform()}-${arch()} ${cpus()[0]?.model.trim() ?? ''} ${sha256(features).slice(0, 16)}`;
}

function nameOf(key: ArtefactKey): string {
  return `${sha256(canonicalJson(key))}${ENDING}`;
}

function parseHeader(line: string): Header | null {
  try {
    const header: unknown = JSON.parse(line);
    return typeof header === 'object' && header !== null && 'key' in header && 'sha256' in header && 'bytes' in header ? (header as Header) : null;
  } catch {
    return null;
  }
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Empty where there is no such file: other systems than Linux. */
function textOf(path: string): string {
  try { return readFileSync(path, 'utf8'); } catch { return ''; }
}
