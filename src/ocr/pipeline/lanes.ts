import type { DecodedLine } from '../recognise/ctc-decode';
import { LineQueue, type PageLines } from './line-queue';
import type { Done, PageTasks, RunTask, Spent } from './page-tasks';

/** The engines as one page sees them: each task goes to whichever is free, and what it spends is counted for this page. */
export interface PageLanes {
  /** Tasks that run at once. */
  readonly width: number;
  run<T>(task: (engine: PageTasks) => Promise<Done<T>>): Promise<T>;
  /** What each line says, in the order given. */
  read(lines: PageLines): Promise<readonly DecodedLine[]>;
}

/** All engines of a process, shared by the pages under way. */
export class Lanes {
  private readonly lines: LineQueue;

  /** @param width engines that `runTask` chooses from, by now */
  constructor(private readonly runTask: RunTask, private readonly width: () => number) {
    this.lines = new LineQueue(runTask, width);
  }

  /** @param spend told of what each task for this page spent */
  forPage(spend: (spent: Spent) => void): PageLanes {
    const counted = async <T>(done: Promise<Done<T>>): Promise<T> => {
      const { value, spent } = await done;
      spend(spent);
      return value;
    };
    return { width: this.width(), run: (task) => counted(this.runTask(task)), read: (lines) => counted(this.lines.read(lines)) };
  }
}
