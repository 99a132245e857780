import { AppError } from '../common/errors/app-error';
import { DocumentReader, type OcrRuntimeOptions } from './document-reader';
import { keepingOf, PLAIN_KEEPING, poolsOptions } from './engine/engine-keeping';
import { EnginePool } from './engine/engine-pool';
import { EnginePools } from './engine/engine-pools';
import type { EngineSession } from './engine/engine-sessions';
import type { PageRecogniser } from './engine/ocr-engine.port';
import { PaddleEngine } from './engine/paddle.engine';
import { practicePage } from './engine/practice-page';
import { PaddleRecogniser, type SetFacts } from './engine/paddle.recogniser';
import { TesseractEngine } from './engine/tesseract.engine';
import { climbForJudge, type ReadingJudge } from './ladder/judge-pages';
import { Patience } from './ladder/patience';
import { pixelsAsPng } from './image/decode-image';
import { hashSettings, OCR_PROFILES } from './ocr-profiles';
import type { EngineKind, OcrDocument, OcrPage, OcrProfile } from './ocr.types';
import { openPageSource } from './page-source';
import { PdfReader } from './pdf/pdf-reader';
import { Gate } from './pipeline/gate';
import { PageMemory } from './pipeline/page-memory';
import { ThreadedPreparer } from './preprocess/page-preparer';
import { engineNames, mapPages, sumTimings } from './read-document';
import { readPage } from './read-page';
import { entry, readManifest, setEntries, type ModelManifest } from './session/model-manifest';

/** After two readings a page takes about as long as any later one. */
const PRACTICE_READINGS = 2;

/** Tasks of one page that wait for engines at the same time, at most: the strips of a square page in the finest profile are six. */
const TASKS_AT_ONCE = 8;

/** As it was decoded and as it was prepared. */
const PICTURES_OF_A_PAGE = 2;

/** Raised whenever the text layer of a PDF would be read differently. */
const TEXT_LAYER_VERSION = 1;

/** The reader of this process: its engines start on `warmUp` or with the first page. @throws AppError `model_invalid`. */
export function createDocumentReader(options: OcrRuntimeOptions): DocumentReader {
  return new PooledDocumentReader(options);
}

class PooledDocumentReader extends DocumentReader {
  override readonly enginePools: EnginePools;
  private readonly manifest: ModelManifest;
  private readonly pools: { readonly paddle: EnginePool<PaddleEngine>; readonly tesseract: EnginePool<TesseractEngine> };
  private readonly paddle: PageRecogniser;
  private readonly recognisers: Readonly<Record<EngineKind, PageRecogniser>>;
  private readonly pdfs: PdfReader;
  /** Pages under way at once: some being prepared beside those that engines read. */
  private readonly lanes: number;
  /** Pages of all documents with their pixels in memory. */
  private readonly underWay: Gate;
  private readonly memory: PageMemory;
  private readonly preparer: ThreadedPreparer;
  private readonly reading = new Set<Promise<unknown>>();
  private closed = false;

  constructor(private readonly options: OcrRuntimeOptions) {
    super();
    const { modelsDir, modelSets = [null], engines, threadsPerEngine, providers = ['cpu'], artefactsDir, modelCache, maxWaiting, prefetchPages = 1, pageTimeoutMs, limits } = options;
    const session = { threads: threadsPerEngine, providers, artefactsDir, cache: modelCache };
    this.manifest = readManifest(modelsDir);
    for (const set of modelSets) setEntries(this.manifest, set);
    this.lanes = engines + prefetchPages;
    this.underWay = new Gate(this.lanes);
    this.memory = new PageMemory(PICTURES_OF_A_PAGE * this.lanes);
    this.preparer = new ThreadedPreparer(pageTimeoutMs, this.memory);
    this.pdfs = new PdfReader({ limits, timeoutMs: pageTimeoutMs, tooSlow: 'engine_timeout', memory: this.memory });
    // Whole documents are admitted or refused in `read`; pages of an admitted one may all wait.
    const pageSlots = (engines + maxWaiting) * this.lanes;
    const { keeping = PLAIN_KEEPING } = options;
    const turn = { taken: false };
    this.pools = {
      paddle: new EnginePool(() => new PaddleEngine(modelsDir, session, modelSets), { ...keepingOf('paddle', keeping, turn), size: engines, maxWaiting: pageSlots * TASKS_AT_ONCE, taskTimeoutMs: pageTimeoutMs }),
      tesseract: new EnginePool(() => new TesseractEngine(modelsDir), { ...keepingOf('tesseract', keeping, turn), size: keeping.tesseractEngines, maxWaiting: pageSlots, taskTimeoutMs: pageTimeoutMs }),
    };
    this.enginePools = new EnginePools(this.pools, poolsOptions(keeping));
    this.paddle = new PaddleRecogniser((task) => this.pools.paddle.run(task), () => this.pools.paddle.report().size, (set) => this.factsOf(set));
    this.recognisers = {
      paddle: { recognise: (image, page) => this.pools.paddle.servePage(() => this.paddle.recognise(image, page)) },
      tesseract: { recognise: (image, page) => this.pools.tesseract.servePage(() => this.pools.tesseract.run((engine) => engine.recognise(image, page))) },
    };
  }

  override async warmUp(): Promise<void> {
    this.preparer.start();
    const { pooling, warmup } = this.options.keeping ?? PLAIN_KEEPING;
    if (!pooling || !warmup) return;
    await this.pools.paddle.warmUp();
    await this.practise();
  }

  override read(bytes: Uint8Array, mime: string, profile: OcrProfile, judge?: ReadingJudge, session?: EngineSession): Promise<OcrDocument> {
    if (this.closed) return Promise.reject(new AppError('pool_closed', 'The reader is shutting down.', { retryable: true }));
    if (this.reading.size >= this.options.engines + this.options.maxWaiting) {
      return Promise.reject(new AppError('pool_full', 'Enough documents are being read; try again shortly.', { retryable: true }));
    }
    const done = this.readAll(bytes, mime, profile, judge, session);
    const settled = done.then(() => undefined, () => undefined);
    this.reading.add(settled);
    void settled.then(() => this.reading.delete(settled));
    return done;
  }

  override modelHash(profile: OcrProfile): string {
    const kinds: readonly EngineKind[] = profile.fallback ? ['paddle', 'tesseract'] : [profile.engine];
    const models = kinds.map((kind) => (kind === 'paddle'
      ? [profile.modelSet, ...Object.values(profile.modelSetByMime)].map((set) => setEntries(this.manifest, set))
      : [entry(this.manifest, 'tesseract', this.manifest.tesseract)]));
    return hashSettings({ models, ...(profile.pdfText === 'auto' ? { textLayer: TEXT_LAYER_VERSION } : {}) });
  }

  private factsOf(set: string | null): SetFacts {
    const { detection, recognition } = setEntries(this.manifest, set);
    return { detection: detection.defaults, lineCalibration: recognition.calibration?.line };
  }

  override async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.reading);
    await Promise.all([this.enginePools.close(), this.pdfs.close(), this.preparer.close()]);
  }

  /** Reads a made-up page from end to end: what runs outside the engines' threads would else be slow the first few times. Counts as no page. */
  private async practise(): Promise<void> {
    const profile: OcrProfile = { ...OCR_PROFILES.balanced, fallback: false, modelSet: this.options.modelSets?.[0] ?? null };
    const source = await openPageSource(await pixelsAsPng(practicePage(42, 3)), this.pdfs, this.options.limits, this.preparer.decode);
    const recognisers = { ...this.recognisers, paddle: this.paddle };
    for (let time = 0; time < PRACTICE_READINGS && !this.closed; time++) await readPage(source, 1, profile, recognisers, { patience: new Patience(0), preparer: this.preparer, memory: this.memory });
    await source.close();
  }

  private async readAll(bytes: Uint8Array, mime: string, profile: OcrProfile, judge?: ReadingJudge, session?: EngineSession): Promise<OcrDocument> {
    const began = performance.now();
    const chosen = { ...profile, modelSet: profile.modelSetByMime[mime] ?? profile.modelSet };
    const source = await openPageSource(bytes, this.pdfs, this.options.limits, this.preparer.decode);
    const patience = new Patience(this.options.ladderMs ?? Infinity);
    const recognisers = session ? this.enginePools.recognisersIn(session, this.recognisers) : this.recognisers;
    try {
      const help = { patience, preparer: this.preparer, memory: this.memory };
      const results = await mapPages(source.pages, this.lanes, (page) => this.underWay.pass(() => readPage(source, page, chosen, recognisers, help)));
      const document = (pages: readonly OcrPage[]): OcrDocument => ({
        pages, engine: engineNames(pages), modelHash: this.modelHash(profile), configHash: hashSettings(profile),
        timings: sumTimings(pages, performance.now() - began),
        fallbacks: results.flatMap(({ ladder }) => ladder?.history ?? []),
        ...(results.some(({ ladder }) => ladder?.cutShort) ? { cutShort: true } : {}),
      });
      if (judge) await climbForJudge(results, judge, document, this.lanes, (work) => this.underWay.pass(work));
      return document(results.map(({ page, ladder }) => ladder?.page ?? page));
    } finally {
      await source.close();
    }
  }
}
