import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../common/errors/app-error';

/** A file that has arrived whole, in memory or in the incoming folder. Whoever holds it must discard it. */
export class ReceivedFile {
  /** @param where its bytes, or the path in `folder` where they lie */
  constructor(readonly sha256: string, readonly bytes: number, readonly fileName: string, private readonly folder: string, private where: Buffer | string) {}

  async read(): Promise<Buffer> {
    return typeof this.where === 'string' ? readFile(this.where) : this.where;
  }

  /** Where it lies, written there first if it lay nowhere; it may be moved from there. */
  async onDisk(): Promise<string> {
    if (typeof this.where === 'string') return this.where;
    const [bytes, path] = [this.where, join(this.folder, randomUUID())];
    this.where = path;
    await writeFile(path, bytes, { mode: 0o600 }).catch((cause: unknown) => {
      throw new AppError('storage_failed', 'The file could not be stored. Try again shortly.', { retryable: true, cause });
    });
    return path;
  }

  /** Lets go of the bytes wherever they lie: a request may wait long for its answer. */
  async discard(): Promise<void> {
    const where = this.where;
    this.where = Buffer.alloc(0);
    if (typeof where === 'string') await rm(where, { force: true });
  }
}
