/** Time that may go into improving one document; shared by its pages. What is under way when it runs out is finished. */
export class Patience {
  private spentMs = 0;

  constructor(private readonly limitMs: number) {}

  get exhausted(): boolean {
    return this.spentMs >= this.limitMs;
  }

  async spend<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.spentMs += performance.now() - began;
    }
  }
}
