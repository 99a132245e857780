import { Gate } from '../pipeline/gate';

/** What a page without a pool does to the engines. */
export interface OwnEngine {
  /** Starts one more. */
  readonly start: () => Promise<void>;
  /** Ends idle ones beyond this many. */
  readonly trim: (keep: number) => Promise<void>;
}

/** Reading without reuse: each page starts an engine and ends one, so many pages at a time. Shows what a pool spares. */
export class PageByPage {
  private readonly gate: Gate;
  private reading = 0;

  constructor(width: number, private readonly engine: OwnEngine) {
    this.gate = new Gate(width);
  }

  serve<T>(work: () => Promise<T>): Promise<T> {
    return this.gate.pass(async () => {
      this.reading++;
      try {
        await this.engine.start();
        return await work();
      } finally {
        await this.engine.trim(--this.reading);
      }
    });
  }
}
