import { quadSize } from '../geometry/quad';
import type { PageImage } from '../image/page-image';
import type { Quad } from '../ocr.types';
import type { DecodedLine } from '../recognise/ctc-decode';
import { MIN_PROPORTION } from '../recognise/recognise-lines';
import { type Done, NOTHING_DONE, type RunTask, type Spent } from './page-tasks';

/** The lines of one page. */
export interface PageLines {
  readonly modelSet: string | null;
  readonly page: PageImage;
  readonly quads: readonly Quad[];
  /** Lines that run through the network together, at most. */
  readonly batch: number;
}

interface Job extends PageLines {
  /** Indices of lines that no batch has taken yet, widest first. */
  readonly waiting: number[];
  readonly proportions: readonly number[];
  readonly decoded: DecodedLine[];
  readonly spent: Record<string, number>;
  left: number;
  /** Once already no engine could be had when it was this page's turn. */
  refused: boolean;
  readonly resolve: (done: Done<readonly DecodedLine[]>) => void;
  readonly reject: (error: unknown) => void;
}

interface BatchLine { readonly job: Job; readonly index: number }
type Batch = readonly BatchLine[];

/** Padding of up to this share of a batch costs less than one more call. */
const WASTE = 0.15;
/**
 * What a batch holds, in widths measured by the lines' height: 1024 columns at 48 rows. On a processor a batch gains little beyond the cost of a
 * call, memory grows with it, and whoever waits for an engine waits for the whole of it.
 */
const MAX_BATCH = 21;
/** Below this the calls begin to cost more than idle engines would. */
const MIN_BATCH = 6;

/**
 * Lines of all pages under way, read in small batches of like width. Each batch begins with the widest line of the page that has
 * waited longest and fills up with lines of like width from any page, so that no page is passed over. A batch is put together when
 * an engine is free for it and not before; towards the end of what waits batches get smaller, so that all engines end together
 * (guided self-scheduling, Polychronopoulos and Kuck, 1987).
 */
export class LineQueue {
  private readonly jobs: Job[] = [];
  private pulling = 0;

  /** @param engines that `run` chooses from by now: so many batches are under way at once */
  constructor(private readonly run: RunTask, private readonly engines: () => number) {}

  /** What each line says, in the order given. @throws AppError what the engines failed with. */
  read(lines: PageLines): Promise<Done<readonly DecodedLine[]>> {
    if (lines.quads.length === 0) return Promise.resolve({ value: [], spent: {} });
    const proportions = lines.quads.map((quad) => {
      const { width, height } = quadSize(quad);
      return Math.max(MIN_PROPORTION, width / Math.max(height, 1));
    });
    const waiting = proportions.map((_, index) => index).sort((a, b) => proportions[b]! - proportions[a]! || a - b);
    return new Promise((resolve, reject) => {
      this.jobs.push({ ...lines, waiting, proportions, decoded: new Array<DecodedLine>(waiting.length), spent: {}, left: waiting.length, refused: false, resolve, reject });
      this.pull();
    });
  }

  private pull(): void {
    for (let free = Math.min(this.engines() - this.pulling, this.waitingLines()); free > 0; free--) {
      this.pulling++;
      void this.readNext().then((refusal) => {
        this.pulling--;
        // Whoever has an engine goes on with what waits: nobody who got none tries again beside them.
        if (refusal && this.pulling > 0) return;
        if (refusal) this.refuse(refusal.error);
        this.pull();
      });
    }
  }

  private waitingLines(): number {
    return this.jobs.reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  /** @returns what kept an engine from being had at all */
  private async readNext(): Promise<{ readonly error: unknown } | undefined> {
    let batch: Batch | undefined;
    try {
      await this.readOnce(() => batch ??= this.take());
    } catch (error) {
      if (!batch) return { error };
      await this.eachPage(batch, error);
    }
    return undefined;
  }

  /** Reads a batch on the next engine. One that was given up on may answer all the same, after another has taken over: only the first answer counts, and none after a failure. */
  private async readOnce(batchOf: () => Batch): Promise<void> {
    const answer = { due: true };
    try {
      await this.run(async (engine) => {
        const batch = batchOf();
        if (batch.length === 0 || !answer.due) return NOTHING_DONE;
        const done = await engine.recognise(linesOf(batch));
        if (!answer.due) return NOTHING_DONE;
        answer.due = false;
        return this.give(batch, done);
      });
    } finally {
      answer.due = false;
    }
  }

  /** No engine could be had, and none is at work: the page whose turn it was has one more turn, and fails with the next refusal. */
  private refuse(error: unknown): void {
    const oldest = this.jobs.find(({ waiting }) => waiting.length > 0);
    if (oldest?.refused) this.fail(oldest, error);
    else if (oldest) oldest.refused = true;
  }

  /** A batch that failed is read page by page, so that one page's trouble is not another's. */
  private async eachPage(batch: Batch, error: unknown): Promise<void> {
    const owners = [...new Set(batch.map(({ job }) => job))];
    if (owners.length === 1) return this.fail(owners[0]!, error);
    for (const owner of owners) {
      const own = batch.filter(({ job }) => job === owner);
      await this.readOnce(() => own).catch((again: unknown) => this.fail(owner, again));
    }
  }

  private take(): Batch {
    const oldest = this.jobs.find(({ waiting }) => waiting.length > 0);
    if (!oldest) return [];
    const widest = oldest.proportions[oldest.waiting[0]!]!;
    const all = this.jobs.reduce((sum, { waiting, proportions }) => sum + waiting.reduce((width, index) => width + proportions[index]!, 0), 0);
    const budget = Math.min(MAX_BATCH, Math.max(MIN_BATCH, all / (2 * this.engines())));
    const most = Math.max(1, Math.min(oldest.batch, Math.floor(budget / widest)));
    const batch: BatchLine[] = [];
    for (const job of this.jobs) {
      if (job.modelSet !== oldest.modelSet) continue;
      for (let at = 0; at < job.waiting.length && batch.length < most;) {
        const index = job.waiting[at]!;
        const proportion = job.proportions[index]!;
        if (proportion > widest || proportion < widest * (1 - WASTE)) at++;
        else batch.push({ job, index: job.waiting.splice(at, 1)[0]! });
      }
    }
    return batch;
  }

  private give(batch: Batch, { value, spent }: Done<readonly DecodedLine[]>): void {
    const width = batch.reduce((sum, { job, index }) => sum + job.proportions[index]!, 0);
    batch.forEach(({ job, index }, place) => {
      job.decoded[index] = value[place]!;
      add(job.spent, spent, job.proportions[index]! / width);
      if (--job.left > 0) return;
      this.forget(job);
      job.resolve({ value: job.decoded, spent: job.spent });
    });
  }

  private fail(job: Job, error: unknown): void {
    job.waiting.length = 0;
    this.forget(job);
    job.reject(error);
  }

  private forget(job: Job): void {
    const at = this.jobs.indexOf(job);
    if (at >= 0) this.jobs.splice(at, 1);
  }
}

function linesOf(batch: Batch): { modelSet: string | null; lines: { page: PageImage; quad: Quad }[] } {
  return { modelSet: batch[0]!.job.modelSet, lines: batch.map(({ job, index }) => ({ page: job.page, quad: job.quads[index]! })) };
}

function add(to: Record<string, number>, spent: Spent, share: number): void {
  for (const [stage, ms] of Object.entries(spent)) to[stage] = (to[stage] ?? 0) + ms * share;
}
