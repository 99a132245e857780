import { AppError } from '../../common/errors/app-error';
import type { PageImage } from '../image/page-image';

const IDLE_MS = 60_000;

/**
 * Memory that the pixels of one page after another lie in, shared by all threads. A page's own memory would be gone only once every thread that ever saw it has
 * collected its garbage, which threads with little of their own hardly do (measured: a process stood at 2.3 GB after 450 pages), and to make them do it
 * takes a tenth of a page's time.
 */
export class PageMemory {
  /** Smallest first. */
  private readonly spare: SharedArrayBuffer[] = [];
  private idle: NodeJS.Timeout | undefined;

  /** @param most pieces that are kept, each as large as the largest page it was needed for; none once no page has come for `IDLE_MS` */
  constructor(private readonly most: number) {}

  /**
   * Runs what makes the pixels of a page.
   * @param make gets spare memory, or none; it puts the pixels there if they fit, and makes its own if they do not. No image: none was needed
   */
  async lend<T extends { readonly image: PageImage | null }>(make: (spare: SharedArrayBuffer | undefined) => Promise<T>): Promise<T> {
    const spare = this.spare.pop();
    try {
      const made = await make(spare);
      if (made.image === null) this.keep(spare);
      return made;
    } catch (error) {
      // Who is late may still write there.
      if (!(error instanceof AppError && error.code === 'engine_timeout')) this.keep(spare);
      throw error;
    }
  }

  /** Takes the memory of a page that nobody needs any more; what still looks at it sees other pages from now on. */
  giveBack({ grey }: PageImage): void {
    if (grey.buffer instanceof SharedArrayBuffer) this.keep(grey.buffer);
  }

  private keep(memory: SharedArrayBuffer | undefined): void {
    if (!memory || this.spare.length >= this.most) return;
    this.spare.push(memory);
    this.spare.sort((a, b) => a.byteLength - b.byteLength);
    this.idle ??= setTimeout(() => { this.spare.length = 0; }, IDLE_MS).unref();
    this.idle.refresh();
  }
}
