import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import type { Request, Response } from 'express';
import multer, { type StorageEngine } from 'multer';
import { AppError } from '../common/errors/app-error';

/** A file that has arrived whole in the incoming folder. Whoever holds it must move or remove it. */
export interface ReceivedFile { readonly path: string; readonly sha256: string; readonly bytes: number; readonly fileName: string }

export interface ReceiveLimits { readonly incomingDir: string; readonly maxBytes: number; readonly maxFiles: number }

/**
 * Takes the parts `file` of a multipart form: streamed to disk and hashed on the way, never whole in memory, each cut off at `maxBytes`.
 * At least one, in the order of the form. When one breaks a rule none is kept.
 * @throws AppError `file_missing`; MulterError for a form that breaks the rules.
 */
export async function receiveFiles(request: Request, response: Response, { incomingDir, maxBytes, maxFiles }: ReceiveLimits): Promise<[ReceivedFile, ...ReceivedFile[]]> {
  if (!request.is('multipart/form-data')) {
    throw new AppError('file_missing', 'Send the file as multipart/form-data in a part named "file".');
  }
  const limits = { fileSize: maxBytes, files: maxFiles, fields: 20, fieldSize: 10_000, parts: maxFiles + 20 };
  const receive = multer({ storage: hashingStorage(incomingDir), limits, defParamCharset: 'utf8' }).array('file', maxFiles);
  await new Promise<void>((resolve, reject) => {
    receive(request, response, (error: Error | string | null | undefined) => (error ? reject(error instanceof Error ? error : new Error(error)) : resolve()));
  });
  const parts = (request.files ?? []) as (Express.Multer.File & { sha256: string })[];
  const [first, ...others] = parts.map((part) => ({ path: part.path, sha256: part.sha256, bytes: part.size, fileName: safeFileName(part.originalname) }));
  if (!first) throw new AppError('file_missing', 'The form has no file. Send one part named "file".');
  return [first, ...others];
}

/** Names come from outside and are only ever shown: no folders, no control characters, at most 200 characters. */
export function safeFileName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const clean = Array.from(base.replace(/[\p{C}"<>|:*?]/gu, '').trim()).slice(-200).join('');
  return clean === '' || /^\.+$/.test(clean) ? 'dokument' : clean;
}

function hashingStorage(folder: string): StorageEngine {
  return {
    _handleFile(_request, file, done) {
      const path = join(folder, randomUUID());
      const hash = createHash('sha256');
      let size = 0;
      const meter = new PassThrough();
      meter.on('data', (chunk: Buffer) => { hash.update(chunk); size += chunk.length; });
      pipeline(file.stream, meter, createWriteStream(path, { mode: 0o600 }))
        .then(() => done(null, { path, size, sha256: hash.digest('hex') } as Partial<Express.Multer.File>))
        .catch((error: unknown) => void rm(path, { force: true }).finally(() => done(error)));
    },
    _removeFile(_request, file, done) {
      rm(file.path, { force: true }).then(() => done(null), done);
    },
  };
}
