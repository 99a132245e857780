import type { EngineReport } from '../common/queue/engine-report';

/**
 * What the models run on, part of every cache key: where the engines found themselves at their last starts, a mixture under a name of its
 * own. Before the first start nobody knows better than the configuration; a reading that brought another answer is not kept under that one.
 */
export function processorOf(engines: readonly Pick<EngineReport, 'runsOn'>[], configured: string): string {
  const found = new Set(engines.flatMap(({ runsOn }) => runsOn ?? []));
  return found.size > 0 ? [...found].sort().join('+') : configured;
}
