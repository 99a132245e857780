import { readRunState } from './run-state.mjs';
import { isSameProcess } from './process-identity.mjs';
import { POSTGRES_STOP } from './postgres.mjs';
import { REDIS_STOP } from './redis.mjs';
import { stopProcess } from './stop-process.mjs';

const ORDER = [['api', [['SIGTERM', 15_000], ['SIGKILL', 2000]]], ['worker', [['SIGTERM', 15_000], ['SIGKILL', 2000]]], ['redis', REDIS_STOP], ['postgres', POSTGRES_STOP]];

/**
 * Stops what a supervisor left behind that was itself killed.
 * @returns {Promise<string[]>} their names
 */
export async function stopLeftovers(folder) {
  const children = readRunState(folder)?.children ?? {};
  const stopped = [];
  for (const [name, steps] of ORDER) {
    if (!children[name] || !isSameProcess(children[name])) continue;
    await stopProcess(children[name], steps);
    stopped.push(name);
  }
  return stopped;
}
