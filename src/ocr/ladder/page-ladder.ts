import { AppError } from '../../common/errors/app-error';
import type { EngineKind, OcrPage, OcrProfile, PageRung } from '../ocr.types';
import { isDoubtful, likelyCharacters, meanConfidence, type RungReading, whyClimb } from './climb-policy';
import type { Patience } from './patience';

/** What one rung made of a page, in page pixels. `ink`: see `inkShare`. */
export interface RungPage { readonly page: OcrPage; readonly ink: number }

/** Reads the page as one rung says. `best` is what earlier rungs found: they know how the page is turned. */
export type ReadRung = (rung: OcrProfile, best: OcrPage | undefined) => Promise<RungPage>;

/** Failures that a fresh engine of the same kind has already had its chance at. */
const ENGINE_TROUBLE = new Set(['engine_failed', 'engine_timeout', 'worker_lost']);

interface Climbed extends Omit<PageRung, 'kept'> { readonly page: number; readonly found: RungPage | undefined; readonly ms: number }

/** One page on its way up the ladder: never twice on a rung, the best reading so far in hand, every rung with its reason. */
export class PageLadder {
  private readonly climbed: Climbed[] = [];
  private readonly broken = new Set<EngineKind>();
  private best: RungPage | undefined;
  private error: AppError | undefined;
  private next = 1;
  private outOfTime = false;

  constructor(private readonly number: number, private readonly rungs: readonly OcrProfile[], private readonly read: ReadRung, private readonly patience: Patience) {}

  /** The first rung, and further ones as long as the best reading is too poor. @throws AppError of the first rung when no rung read anything. */
  async climb(): Promise<void> {
    this.best = await this.attempt(this.rungs[0]!);
    for (let reason = whyClimb(this.best && facts(this.best)); reason; reason = whyClimb(this.best && facts(this.best))) {
      const found = await this.tryNext(reason);
      if (found === 'top') break;
      if (found && (!this.best || likelyCharacters(found.page) > likelyCharacters(this.best.page))) this.keep(found);
    }
    if (!this.best) throw this.error ?? new AppError('engine_failed', 'No engine read this page.', { retryable: true });
  }

  /** Whether another reading could change anything, were there time: a page read without doubt, an empty one and one at the top stay as they are. */
  get mayClimb(): boolean {
    return this.nextRung() !== undefined && this.best !== undefined && isDoubtful(facts(this.best));
  }

  /** What the next rung reads; `undefined` when it could not be read there, `'top'` when there is no further rung or no time for one. Kept only by `keep`. */
  async tryNext(reason: string): Promise<RungPage | undefined | 'top'> {
    const rung = this.nextRung();
    if (!rung) return 'top';
    // Without any reading the page is lost, so a further rung is tried however long that takes.
    if (this.best && this.patience.exhausted) {
      this.outOfTime = true;
      return 'top';
    }
    const from = this.climbed.at(-1)?.to ?? this.rungs[0]!.engine;
    const began = performance.now();
    this.next = this.rungs.indexOf(rung) + 1;
    const found = await this.patience.spend(() => this.attempt(rung));
    this.climbed.push({
      page: this.number, rung: this.rungs.indexOf(rung) + 1, from, to: rung.engine, profile: rung.name, dpi: rung.dpi, reason,
      confidence: found ? meanConfidence(found.page) : null, found, ms: performance.now() - began,
    });
    return found;
  }

  keep(found: RungPage): void {
    this.best = found;
  }

  /** The best reading, its timings widened by what the further rungs took. */
  get page(): OcrPage {
    const { page } = this.best!;
    if (this.climbed.length === 0) return page;
    const rungs = Object.fromEntries(this.climbed.map(({ rung, ms }) => [`rung${rung}Ms`, ms]));
    return { ...page, timings: { ...page.timings, ...rungs } };
  }

  /** The rungs above the first that this page stood on, in order. */
  get history(): readonly PageRung[] {
    return this.climbed.map(({ found, ms: _ms, ...rung }) => ({ ...rung, kept: found !== undefined && found === this.best }));
  }

  /** Whether a further rung was wanted and there was no time for it: another time the page may be read better. */
  get cutShort(): boolean {
    return this.outOfTime;
  }

  /** The next rung whose engine has not failed on this page. */
  private nextRung(): OcrProfile | undefined {
    return this.rungs.slice(this.next).find(({ engine }) => !this.broken.has(engine));
  }

  private async attempt(rung: OcrProfile): Promise<RungPage | undefined> {
    try {
      return await this.read(rung, this.best?.page);
    } catch (error) {
      const engineFailed = error instanceof AppError && ENGINE_TROUBLE.has(error.code);
      // With a reading in hand, whatever keeps a further rung from reading costs that rung alone.
      if (!(error instanceof AppError) || !(engineFailed || this.best)) throw error;
      this.error ??= error;
      if (engineFailed) this.broken.add(rung.engine);
      return undefined;
    }
  }
}

function facts({ page: { lines, rejected }, ink }: RungPage): RungReading {
  return { lines, rejected, ink };
}
