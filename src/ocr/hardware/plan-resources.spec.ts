import type { Machine } from './machine';
import { MEMORY_MIB, planResources } from './plan-resources';

const GIB = 2 ** 30;
const machine = (coresAvailable: number, gib: number): Machine => ({
  cpuModel: 'Test', cores: 64, coresAvailable, coresLimitedBy: 'nothing', memoryTotal: gib * GIB, memoryAvailable: gib * GIB, memoryLimitedBy: 'nothing', accelerators: [],
});

describe('planResources', () => {
  it.each([
    ['two cores', 2, 2, [2, 1]],
    ['two cores and plenty of memory', 2, 24, [2, 1]],
    ['one core', 1, 2, [1, 1]],
    ['memory for one engine', 4, 1, [1, 4]],
    ['hardly any memory', 2, 0.25, [1, 2]],
    ['memory for two engines', 8, 1.6, [2, 4]],
    ['many cores', 8, 32, [8, 1]],
    ['more cores than one process can use', 64, 512, [16, 4]],
  ])('plans engines and threads for %s', (_what, cores, gib, expected) => {
    const { engines, threadsPerEngine } = planResources(machine(cores, gib));
    expect([engines.value, threadsPerEngine.value]).toEqual(expected);
  });

  it('stays below 800 MB on two cores', () => {
    const { engines, prefetchPages } = planResources(machine(2, 2));
    expect(MEMORY_MIB.process + engines.value * MEMORY_MIB.engine + prefetchPages.value * MEMORY_MIB.page).toBeLessThan(800);
  });

  it('plans around what was set by hand', () => {
    const byEngines = planResources(machine(8, 32), { engines: 2 });
    const byThreads = planResources(machine(8, 32), { threadsPerEngine: 4, workerConcurrency: 9 });
    expect([byEngines.engines.value, byEngines.threadsPerEngine.value, byThreads.engines.value, byThreads.threadsPerEngine.value, byThreads.workerConcurrency.value]).toEqual([2, 4, 2, 4, 9]);
    expect([byEngines.engines.reason, byThreads.workerConcurrency.reason]).toEqual(['set by hand', 'set by hand']);
  });

  it('gives every decision a reason and a variable of its own', () => {
    const decisions = Object.values(planResources(machine(2, 2)));
    expect(decisions.filter(({ reason, value }) => reason === '' || !Number.isInteger(value) || value < 1)).toEqual([]);
    expect(new Set(decisions.map(({ variable }) => variable)).size).toBe(decisions.length);
  });
});
