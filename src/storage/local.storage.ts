import { createHash } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import { AppError } from '../common/errors/app-error';
import { Storage } from './storage.port';

const HASH = /^[0-9a-f]{64}$/;

/** Files on the local disk: `ab/cd/abcd…`. Flushed before they count, so that a power cut after the answer loses nothing. */
@Injectable()
export class LocalStorage extends Storage {
  private readonly root: string;

  constructor(config: AppConfig) {
    super();
    this.root = config.storageDir;
  }

  async put(sha256: string, path: string): Promise<void> {
    const target = this.place(sha256);
    try {
      const [given, there] = [await stat(path), await sizeOf(target)];
      if (there === given.size) return await rm(path, { force: true });
      // What was cut short by a crash or a full disk is replaced by the whole file. A new folder outlasts a power cut only once its parent is flushed too.
      await mkdir(dirname(target), { recursive: true });
      await flush(path);
      await rename(path, target);
      for (let folder = dirname(target); folder.startsWith(this.root); folder = dirname(folder)) await flush(folder);
    } catch (error) {
      throw new AppError('storage_failed', 'The file could not be stored. Try again shortly.', { retryable: true, cause: error });
    }
  }

  async holds(sha256: string, bytes: number): Promise<boolean> {
    return (await sizeOf(this.place(sha256)).catch(() => null)) === bytes;
  }

  async read(sha256: string): Promise<Buffer> {
    const bytes = await readFile(this.place(sha256)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw new AppError('storage_failed', 'The original file could not be read. Try again shortly.', { retryable: true, cause: error });
      throw new AppError('storage_object_missing', 'The original file is no longer in storage.', { cause: error });
    });
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
      throw new AppError('storage_object_missing', 'The original file in storage has been altered: its hash no longer fits.');
    }
    return bytes;
  }

  async delete(sha256: string): Promise<void> {
    await rm(this.place(sha256), { force: true });
  }

  async *keysOlderThan(moment: Date, from: string): AsyncGenerator<string> {
    const first = from.slice(0, 2);
    const folders = (await namesIn(this.root)).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort();
    for (const outer of [...folders.filter((name) => name >= first), ...folders.filter((name) => name < first)]) {
      for (const inner of await namesIn(join(this.root, outer))) {
        for (const name of await namesIn(join(this.root, outer, inner))) {
          const found = await stat(join(this.root, outer, inner, name)).catch(() => null);
          if (found?.isFile() && found.mtime < moment && name.startsWith(outer + inner) && HASH.test(name)) yield name;
        }
      }
    }
  }

  /** Only a hash is ever part of a path, never a name that a client chose. */
  private place(sha256: string): string {
    if (!HASH.test(sha256)) throw new AppError('internal', 'A storage key must be a SHA-256 in hex.');
    return join(this.root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

/** A folder that has gone meanwhile holds nothing. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}

/** Null when nothing lies there. */
async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(({ size }) => size, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try { await handle.sync(); } finally { await handle.close(); }
}
