import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { ReaderSubjectOptions } from '../ocr/bench/reader-subject';
import type { RuntimeSubjectOptions } from '../ocr/bench/runtime-subject';
import type { SubjectSource } from '../ocr/bench/subject';
import type { OcrRuntimeOptions } from '../ocr/document-reader';
import type { OcrProfile } from '../ocr/ocr.types';
import { readManifest } from '../ocr/session/model-manifest';
import { builtFile } from '../ocr/threads/built-file';

/** One line of the table: what is measured, and in which process it lives. */
export interface BenchEntry { readonly id: string; readonly name: string; readonly kind: 'reader' | 'runtime' | 'peer'; readonly source: SubjectSource }

/** The models that the peers use too: with them speed alone is compared. */
const COMMON_SET = 'standard';
const BENCH_FOLDER = resolve(__dirname, '../ocr/bench');
const PEERS_FOLDER = resolve(__dirname, '../../tools/peers');
const PEERS = [
  { id: 'gutenye', name: '@gutenye/ocr-node 1.4.8, PP-OCRv4' },
  { id: 'ppu', name: 'ppu-paddle-ocr 6.3.0, PP-OCRv4' },
  { id: 'tesseract', name: 'tesseract.js 7.0.0, pol' },
];

/**
 * Everything the bench compares: this reader with its default models and with those the peers use, each with all engines and with one;
 * the runtime alone on the same tensors; the other packages.
 */
export function benchEntries(runtime: OcrRuntimeOptions, profile: OcrProfile): BenchEntry[] {
  const sets = [...new Set([profile.modelSet ?? readManifest(runtime.modelsDir).default, COMMON_SET])];
  const cores = availableParallelism();
  const own = sets.flatMap((set) => [...new Set([cores, 1])].map((engines): BenchEntry => {
    const options: ReaderSubjectOptions = { runtime: { ...runtime, engines, threadsPerEngine: 1, modelSets: [set] }, profile: { ...profile, modelSet: set } };
    return { id: `${set}-${engines}x1`, name: `FaktuLove ${set}, ${engines} × 1`, kind: 'reader', source: { module: builtFile(BENCH_FOLDER, 'reader-subject.js'), options } };
  }));
  const alone = sets.flatMap((set) => [...new Set([1, cores])].map((threads): BenchEntry => {
    const options: RuntimeSubjectOptions = { runtime, profile: { ...profile, modelSet: set }, threads };
    return { id: `runtime-${set}-${threads}t`, name: `ONNX Runtime alone ${set}, ${threads} threads`, kind: 'runtime', source: { module: builtFile(BENCH_FOLDER, 'runtime-subject.js'), options } };
  }));
  // An installation without development packages has no peers.
  const peers = existsSync(PEERS_FOLDER) ? PEERS.map(({ id, name }): BenchEntry => ({ id, name, kind: 'peer', source: { module: join(PEERS_FOLDER, `${id}.mjs`) } })) : [];
  return [...own, ...alone, ...peers];
}
