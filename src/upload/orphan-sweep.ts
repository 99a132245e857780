import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Storage } from '../storage/storage.port';
import { DocumentRepository } from './document.repository';

const MIN_AGE_MS = 3_600_000;
const AT_ONCE = 200;
const PAUSE_MS = 100;

/**
 * Deletes stored bytes that no document names: what a crash between bytes and row left. Slow on purpose and in the background,
 * when the service starts; a large storage is gone through over several starts, from another place each time.
 */
@Injectable()
export class OrphanSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(OrphanSweep.name);
  private readonly stop = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly documents: DocumentRepository, private readonly storage: Storage) {}

  onApplicationBootstrap(): void {
    this.running = this.sweep(10_000).catch((error: unknown) => {
      if (!this.stop.signal.aborted) this.logger.warn(`sweep of storage: ${String(error)}`);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  /** Looks at up to `limit` files that are older than an hour. @returns how many had no owner and are gone */
  async sweep(limit: number): Promise<number> {
    let [seen, deleted] = [0, 0];
    let hashes: string[] = [];
    for await (const sha256 of this.storage.keysOlderThan(new Date(Date.now() - MIN_AGE_MS), randomBytes(1).toString('hex'))) {
      hashes.push(sha256);
      seen += 1;
      if (hashes.length >= AT_ONCE) {
        deleted += await this.release(hashes);
        hashes = [];
        await pause(PAUSE_MS, undefined, { signal: this.stop.signal });
      }
      if (seen >= limit || this.stop.signal.aborted) break;
    }
    deleted += await this.release(hashes);
    if (deleted > 0) this.logger.log(`deleted ${deleted} stored files that no document names`);
    return deleted;
  }

  /** Asked again under the lock of each hash: an upload of the same bytes may be under way. */
  private async release(hashes: readonly string[]): Promise<number> {
    const orphans = await this.documents.withoutOwner(hashes);
    for (const sha256 of orphans) await this.documents.releaseBytes(sha256, () => this.storage.delete(sha256));
    return orphans.length;
  }
}
