import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, Response } from 'express';
import multer, { type StorageEngine } from 'multer';
import { AppError } from '../common/errors/app-error';
import { ReceivedFile } from './received-file';

export interface ReceiveLimits {
  readonly incomingDir: string;
  readonly maxBytes: number;
  readonly maxFiles: number;
  /** Files of up to so many bytes stay in memory: most that are known already are never written. */
  readonly keepBytes: number;
}

/**
 * Takes the parts `file` of a multipart form: hashed on the way, and streamed to disk from `keepBytes` on, each cut off at `maxBytes`.
 * At least one, in the order of the form. When one breaks a rule none is kept.
 * @throws AppError `file_missing`; MulterError for a form that breaks the rules.
 */
export async function receiveFiles(request: Request, response: Response, { incomingDir, maxBytes, maxFiles, keepBytes }: ReceiveLimits): Promise<[ReceivedFile, ...ReceivedFile[]]> {
  if (!request.is('multipart/form-data')) {
    throw new AppError('file_missing', 'Send the file as multipart/form-data in a part named "file".');
  }
  const limits = { fileSize: maxBytes, files: maxFiles, fields: 20, fieldSize: 10_000, parts: maxFiles + 20 };
  const receive = multer({ storage: hashingStorage(incomingDir, keepBytes), limits, defParamCharset: 'utf8' }).array('file', maxFiles);
  await new Promise<void>((resolve, reject) => {
    receive(request, response, (error: Error | string | null | undefined) => (error ? reject(error instanceof Error ? error : new Error(error)) : resolve()));
  });
  const parts = (request.files ?? []) as unknown as (Express.Multer.File & Arrived)[];
  // The bytes are to go when whoever gets them here lets go of them.
  delete request.files;
  const [first, ...others] = parts.map(({ sha256, size, originalname, where }) => new ReceivedFile(sha256, size, safeFileName(originalname), incomingDir, where));
  if (!first) throw new AppError('file_missing', 'The form has no file. Send one part named "file".');
  return [first, ...others];
}

/** Names come from outside and are only ever shown: no folders, no control characters, at most 200 characters. */
export function safeFileName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const clean = Array.from(base.replace(/[\p{C}"<>|:*?]/gu, '').trim()).slice(-200).join('');
  return clean === '' || /^\.+$/.test(clean) ? 'dokument' : clean;
}

/** What the storage tells of a part. */
interface Arrived { readonly size: number; readonly sha256: string; readonly where: Buffer | string }

function hashingStorage(folder: string, keepBytes: number): StorageEngine {
  return {
    _handleFile(_request, file, done) {
      arrive(file.stream, folder, keepBytes).then((arrived) => done(null, arrived as Partial<Express.Multer.File>), done);
    },
    _removeFile(_request, file, done) {
      const { where } = file as unknown as Arrived;
      if (typeof where === 'string') rm(where, { force: true }).then(() => done(null), done);
      else done(null);
    },
  };
}

async function arrive(stream: AsyncIterable<Buffer>, folder: string, keepBytes: number): Promise<Arrived> {
  const hash = createHash('sha256');
  const path = join(folder, randomUUID());
  const held: Buffer[] = [];
  let size = 0, file: FileHandle | undefined;
  try {
    for await (const chunk of stream) {
      hash.update(chunk);
      size += chunk.length;
      if (file) await file.writeFile(chunk);
      else held.push(chunk);
      if (file || size <= keepBytes) continue;
      file = await open(path, 'wx', 0o600);
      await file.writeFile(Buffer.concat(held.splice(0)));
    }
    await file?.close();
    return { size, sha256: hash.digest('hex'), where: file ? path : Buffer.concat(held) };
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
}
