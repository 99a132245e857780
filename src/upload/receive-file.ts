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

/**
 * Takes the part `file` of a multipart form: streamed to disk and hashed on the way, never whole in memory, cut off at `maxBytes`.
 * @throws AppError `file_missing`; MulterError for a form that breaks the rules.
 */
export async function receiveFile(request: Request, response: Response, incomingDir: string, maxBytes: number): Promise<ReceivedFile> {
  if (!request.is('multipart/form-data')) {
    throw new AppError('file_missing', 'Send the file as multipart/form-data in a part named "file".');
  }
  const receive = multer({ storage: hashingStorage(incomingDir), limits: { fileSize: maxBytes, files: 1, fields: 20, fieldSize: 10_000, parts: 30 }, defParamCharset: 'utf8' });
  await new Promise<void>((resolve, reject) => {
    receive.single('file')(request, response, (error: unknown) => (error ? reject(error instanceof Error ? error : new Error(String(error))) : resolve()));
  });
  const file = request.file as (Express.Multer.File & { sha256?: string }) | undefined;
  if (!file?.sha256) throw new AppError('file_missing', 'The form has no file. Send one part named "file".');
  return { path: file.path, sha256: file.sha256, bytes: file.size, fileName: safeFileName(file.originalname) };
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
