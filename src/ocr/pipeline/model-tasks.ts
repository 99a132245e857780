import { upsideDown } from '../classify/upside-down';
import { detectStrip } from '../detect/detect-strip';
import { recogniseLines } from '../recognise/recognise-lines';
import type { PageModels } from '../session/inference.port';
import { Lanes } from './lanes';
import type { Done, PageTasks, Spent } from './page-tasks';

/** What the tasks need of loaded models. */
export interface TaskModels {
  of(set: string | null): Promise<PageModels>;
  /** Milliseconds inside the runtime so far. */
  inferenceMs(): number;
}

/** The tasks as an engine does them, with its own models. */
export function modelTasks(models: TaskModels): PageTasks {
  const timed = async <T>(set: string | null, work: (models: PageModels, spend: (stage: string, ms: number) => void) => Promise<T>): Promise<Done<T>> => {
    const chosen = await models.of(set);
    const before = models.inferenceMs();
    const spent: Record<string, number> = {};
    const value = await work(chosen, (stage, ms) => { spent[stage] = (spent[stage] ?? 0) + ms; });
    return { value, spent: { ...spent, inferenceMs: models.inferenceMs() - before } satisfies Spent };
  };
  return {
    detect: (task) => timed(task.modelSet, ({ detection }) => detectStrip(task, detection)),
    upsideDown: ({ modelSet, lines }) => timed(modelSet, ({ angle }) => upsideDown(lines, angle)),
    recognise: ({ modelSet, lines }) => timed(modelSet, ({ recognition }, spend) => recogniseLines(lines, recognition, (ms) => spend('cropMs', ms))),
  };
}

/** Reads pages with models of this very thread, one task after another: to warm an engine, to measure, to compare. */
export function lanesInThread(models: TaskModels): Lanes {
  const tasks = modelTasks(models);
  return new Lanes((task) => task(tasks), () => 1);
}
