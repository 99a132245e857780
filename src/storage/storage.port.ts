/**
 * Where original bytes lie, addressed by their SHA-256 (hex). A second implementation (S3) fits behind the same three verbs.
 * Puts are durable when they return; a put of bytes that are there whole changes nothing.
 */
export abstract class Storage {
  /** Takes over the file at `path`, which must hold the bytes of `sha256`; the file at `path` may be gone afterwards. */
  abstract put(sha256: string, path: string): Promise<void>;
  /** Whether bytes of this length lie there whole. Says false, too, when the disk cannot tell: a put is the answer then. */
  abstract holds(sha256: string, bytes: number): Promise<boolean>;
  /** @throws AppError `storage_object_missing` when nothing lies there or the bytes are no longer the ones that were put; `storage_failed`, retryable, for trouble of the disk. */
  abstract read(sha256: string): Promise<Buffer>;
  /**
   * Every key that was stored before `moment`, in an order that begins near `from` (hex) and goes round: whoever looks at some
   * only sees others the next time.
   */
  abstract keysOlderThan(moment: Date, from: string): AsyncIterable<string>;
  /** Deleting what is not there is no error. */
  abstract delete(sha256: string): Promise<void>;
}
