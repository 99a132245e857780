import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import type { CorpusCase, TruthPage } from '../eval/truth.types';
import type { BenchPicture } from '../ocr/bench/subject';
import type { PageInspector } from '../ocr/document-reader';

/** A page of a bench and, where the corpus knows it, what stands on it. */
export interface BenchPage { readonly name: string; readonly picture: BenchPicture; readonly truth: TruthPage | undefined }

export interface BenchPages { readonly pages: readonly BenchPage[]; remove(): Promise<void> }

/**
 * Every page of these files as a picture that any OCR package reads: pictures as they lie, pages of a PDF drawn to PNG in the pixels that
 * quads speak of. @throws AppError `file_*`, `image_*`, `no_pages`.
 */
export async function layOutPages(files: readonly string[], inspector: PageInspector): Promise<BenchPages> {
  const folder = await mkdtemp(join(tmpdir(), 'faktulove-bench-'));
  const pages: BenchPage[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    const { mime, pages: count } = await inspector.inspect(bytes);
    const truth = await truthOf(file);
    for (let page = 1; page <= count; page++) {
      const path = mime === 'image/png' || mime === 'image/jpeg' ? file : join(folder, `${basename(file, extname(file))}-${page}.png`);
      if (path !== file) await writeFile(path, await inspector.picture(bytes, mime, page));
      const known = truth?.pages.find((one) => one.page === page);
      pages.push({ name: count === 1 ? basename(file) : `${basename(file)} p. ${page}`, picture: { path, width: known?.width ?? 0, height: known?.height ?? 0 }, truth: known });
    }
  }
  return { pages, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function truthOf(file: string): Promise<CorpusCase | undefined> {
  const text = await readFile(`${file.slice(0, -extname(file).length)}.truth.json`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text) as CorpusCase;
}
