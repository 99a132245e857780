/** What a page without a pool does to the engines. */
export interface OwnEngine {
  /** Starts one more. */
  readonly start: () => Promise<void>;
  /** Ends idle ones beyond this many. */
  readonly trim: (keep: number) => Promise<void>;
}

/** Reading without reuse: each page starts an engine and ends one, so many pages at a time. Shows what a pool spares. */
export class PageByPage {
  private underWay = 0;
  private reading = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly width: number, private readonly engine: OwnEngine) {}

  async serve<T>(work: () => Promise<T>): Promise<T> {
    if (this.underWay < this.width) this.underWay++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.reading++;
    try {
      await this.engine.start();
      return await work();
    } finally {
      await this.engine.trim(--this.reading);
      // A page that waits takes the place over.
      const next = this.waiting.shift();
      if (next) next();
      else this.underWay--;
    }
  }
}
