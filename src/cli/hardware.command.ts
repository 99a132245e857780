import { parseArgs } from 'node:util';
import { AppConfig } from '../common/config/config';
import type { Machine } from '../ocr/hardware/machine';
import type { Planned } from '../ocr/hardware/plan-resources';
import { resourcePlan, thisMachine } from '../ocr/hardware/resource-plan';
import { providerLine, providersToTry } from '../ocr/session/execution-providers';
import { probeProviders, runtimeProviders } from '../ocr/session/onnx-session';
import { print } from './output';
import { UsageError } from './usage-error';

const GIB = 2 ** 30;
const LIMITED_BY = { nothing: '', cpuset: ' (the rest is kept from this process)', quota: ' (a control group limits its time)', cgroup: ' (the limit of a control group)' } as const;

/** `hardware [--json]`: what this process may use of its machine, what it would run there, why, and how to say otherwise. */
export async function hardwareCommand(args: string[]): Promise<number> {
  const json = wantsJson(args);
  const config = AppConfig.fromEnvironment();
  const [machine, plan, choice] = [thisMachine(), resourcePlan(config), config.get('OCR_PROVIDERS')];
  const outcome = await probeProviders(providersToTry(choice, machine.accelerators.length > 0));
  if (json) {
    print(JSON.stringify({ machine, plan, providers: { choice, ...outcome, runtime: runtimeProviders() } }));
    return 0;
  }
  for (const [what, found] of describe(machine)) print(`${what.padEnd(18)}${found}`);
  print(`${'runtime knows'.padEnd(18)}${runtimeProviders().map(({ name, bundled }) => (bundled ? name : `${name} (libraries not installed with it)`)).join(', ')}`);
  print(`${'runs on'.padEnd(18)}${providerLine(outcome) ?? outcome.provider}   [OCR_PROVIDERS=${choice}]`);
  print();
  for (const [name, { value, reason, variable }] of Object.entries<Planned>({ ...plan })) print(`${name.padEnd(20)}${String(value).padStart(5)}   ${variable.padEnd(24)} ${reason}`);
  return 0;
}

function describe(machine: Machine): [string, string][] {
  const gib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;
  return [
    ['processor', machine.cpuModel],
    ['cores', `${machine.coresAvailable} of ${machine.cores}${LIMITED_BY[machine.coresLimitedBy]}`],
    ['memory', `${gib(machine.memoryAvailable)} free of ${gib(machine.memoryTotal)}${LIMITED_BY[machine.memoryLimitedBy]}`],
    ['accelerators', machine.accelerators.map(({ name }) => name).join(', ') || 'none'],
  ];
}

function wantsJson(args: string[]): boolean {
  try { return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values.json; } catch (error) { throw new UsageError((error as Error).message); }
}
