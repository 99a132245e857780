import { readFile } from 'node:fs/promises';
import { createDocumentReader } from '../create-document-reader';
import type { OcrRuntimeOptions } from '../document-reader';
import type { OcrProfile } from '../ocr.types';
import type { BenchSubject } from './subject';

export interface ReaderSubjectOptions { readonly runtime: OcrRuntimeOptions; readonly profile: OcrProfile }

/** This product: the reader of the service, warm, a picture a document. */
export async function open(options: unknown): Promise<BenchSubject> {
  const { runtime, profile } = options as ReaderSubjectOptions;
  const reader = createDocumentReader(runtime);
  await reader.warmUp();
  return {
    // One page is prepared while every engine reads.
    inFlight: runtime.engines + 1,
    read: async ({ path }) => {
      const { pages, timings } = await reader.read(await readFile(path), 'image/png', profile);
      return { lines: pages.flatMap(({ lines }) => lines.map(({ text, quad }) => ({ text, quad }))), stages: timings };
    },
    close: () => reader.close(),
  };
}
