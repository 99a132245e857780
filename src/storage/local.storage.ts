import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import { AppError } from '../common/errors/app-error';
import { Storage } from './storage.port';

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
      if (await exists(target)) return await rm(path, { force: true });
      await mkdir(dirname(target), { recursive: true });
      await flush(path);
      await rename(path, target);
      await flush(dirname(target));
    } catch (error) {
      throw new AppError('storage_failed', 'The file could not be stored. Try again shortly.', { retryable: true, cause: error });
    }
  }

  async read(sha256: string): Promise<Buffer> {
    const bytes = await readFile(this.place(sha256)).catch((error: unknown) => {
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

  /** Only a hash is ever part of a path, never a name that a client chose. */
  private place(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError('internal', 'A storage key must be a SHA-256 in hex.');
    return join(this.root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return false;
    throw error;
  });
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try { await handle.sync(); } finally { await handle.close(); }
}
