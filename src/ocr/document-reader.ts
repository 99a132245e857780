import type { EngineKeeping } from './engine/engine-keeping';
import type { EnginePools } from './engine/engine-pools';
import type { EngineSession } from './engine/engine-sessions';
import type { ReadingJudge } from './ladder/judge-pages';
import type { FileInspection, OcrDocument, OcrProfile } from './ocr.types';
import type { Provider } from './session/execution-providers';

/** How many engines of which kind, and where the models are. Set once per process, from configuration. */
export interface OcrRuntimeOptions {
  /** Folder with manifest.json; models inside packages are found from there. */
  readonly modelsDir: string;
  /** Sets of the manifest whose models engines load at start, `null` being its default; others wait for the first page that asks. */
  readonly modelSets?: readonly (string | null)[];
  /** Engines of kind paddle, each on a thread of its own. */
  readonly engines: number;
  /** ONNX Runtime intra-op threads of each engine. */
  readonly threadsPerEngine: number;
  /** Execution providers to try, best first, `cpu` last; the processor alone where not given. */
  readonly providers?: readonly Provider[];
  /** Folder for optimised graphs; none are kept without. */
  readonly artefactsDir?: string;
  /** Models that stay open beside those of `modelSets`, and for how long without use. */
  readonly modelCache?: { readonly models: number; readonly ttlMs: number };
  /** Callers that may wait for an engine before `pool_full`. */
  readonly maxWaiting: number;
  /** Pages made ready while engines read others; one where not given. */
  readonly prefetchPages?: number;
  /** A call of an engine, its start, or a page of a PDF that takes longer fails with `engine_timeout`; a page takes several calls. */
  readonly pageTimeoutMs: number;
  /** No further rung is begun once a document's pages have spent this long above their first; unlimited when left out. */
  readonly ladderMs?: number;
  readonly limits: PageLimits;
  /** How engines are kept; pooled without limits where not given. */
  readonly keeping?: EngineKeeping;
}

/** What a file may claim before anything is allocated for it. */
export interface PageLimits {
  readonly maxPages: number;
  readonly maxPixels: number;
  readonly minSide: number;
}

/**
 * Reads whole documents: file in, lines with evidence out. Lives in the worker and in the command line, never in the HTTP process.
 * An abstract class because it is also the injection token.
 */
export abstract class DocumentReader {
  /** Its engines by kind, their sessions and statistics. */
  abstract readonly enginePools: EnginePools;
  /** Starts and warms the engines; resolves when a first call would be warm. */
  abstract warmUp(): Promise<void>;
  /**
   * Reads every page of a file, in order.
   * @param judge sends pages up their ladders for what a reading lacks
   * @param session holds every kind of engine that a page of this document uses
   * @throws AppError `file_*`, `no_pages`, `image_*` (not retryable) for the file; `engine_*`, `pool_*` (retryable) for us.
   */
  abstract read(bytes: Uint8Array, mime: string, profile: OcrProfile, judge?: ReadingJudge, session?: EngineSession): Promise<OcrDocument>;
  /** sha256 over what would read with this profile; part of every cache key. */
  abstract modelHash(profile: OcrProfile): string;
  /** Refuses new work, waits for work in hand, frees the engines. */
  abstract close(): Promise<void>;
}

/** Looks at files without reading them: what the HTTP process needs. PDF work runs on a thread of its own. */
export abstract class PageInspector {
  /**
   * What a file is, by its bytes and never by its name, and how many pages it has. A damaged, encrypted, absurd
   * or unsupported file is refused here. The first page must really decode.
   * @throws AppError `file_empty`, `file_type_unsupported`, `file_damaged`, `file_encrypted`, `no_pages`, `too_many_pages`, `image_too_small`, `image_too_large`.
   */
  abstract inspect(bytes: Uint8Array): Promise<FileInspection>;
  /** PNG of one page (from 1), in the pixels that quads speak of. @throws AppError `not_found` beyond the last page. */
  abstract picture(bytes: Uint8Array, mime: string, page: number): Promise<Buffer>;
  /** Each page of a PDF as a PDF of its own, in order. @throws AppError `file_type_unsupported` for anything but a PDF, and what `inspect` throws. */
  abstract splitPages(bytes: Uint8Array): AsyncGenerator<Uint8Array>;
  abstract close(): Promise<void>;
}
