import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { cgroupLimits, type ReadText } from './cgroup-limits';

const KIB = 1024;

export interface Accelerator { readonly kind: 'nvidia'; readonly name: string }

/** What this process may use of the machine it runs on. */
export interface Machine {
  readonly cpuModel: string;
  /** Cores of the machine, whoever may use them. */
  readonly cores: number;
  /** Whole cores this process may keep busy: affinity (cpuset) and quota counted; at least 1. */
  readonly coresAvailable: number;
  /** What limits the cores: nothing, a set of allowed ones, or a quota of time. */
  readonly coresLimitedBy: 'nothing' | 'cpuset' | 'quota';
  /** Bytes: of the machine, or the control group's limit where that is less. */
  readonly memoryTotal: number;
  /** Bytes that can be used now without swapping or meeting a limit. */
  readonly memoryAvailable: number;
  readonly memoryLimitedBy: 'nothing' | 'cgroup';
  readonly accelerators: readonly Accelerator[];
}

/** What Node says where the system's files say nothing. */
export interface NodeFacts { readonly cpuModel: string; readonly cores: number; readonly parallelism: number; readonly memoryTotal: number; readonly memoryFree: number }

/** The files of a system, so that a test can bring its own. */
export interface SystemFiles { readonly read: ReadText; readonly list: (folder: string) => readonly string[] }

/** @returns the machine as it stands now; asks files and Node only, starts nothing */
export function readMachine(files: SystemFiles = realFiles(), node: NodeFacts = nodeFacts()): Machine {
  const limits = cgroupLimits(files.read);
  const allowed = Math.min(allowedCores(files.read) ?? node.parallelism, node.parallelism);
  const byQuota = limits.cpuQuota === null ? Infinity : Math.max(1, Math.floor(limits.cpuQuota));
  const total = meminfo(files.read, 'MemTotal') ?? node.memoryTotal;
  const available = meminfo(files.read, 'MemAvailable') ?? node.memoryFree;
  const limited = limits.memoryLimit !== null && limits.memoryLimit < total;
  return {
    cpuModel: node.cpuModel, cores: node.cores,
    coresAvailable: Math.max(1, Math.min(allowed, byQuota)),
    coresLimitedBy: byQuota < allowed ? 'quota' : allowed < node.cores ? 'cpuset' : 'nothing',
    memoryTotal: limited ? limits.memoryLimit : total,
    memoryAvailable: Math.min(available, limits.memoryFree ?? Infinity),
    memoryLimitedBy: limited ? 'cgroup' : 'nothing',
    accelerators: nvidiaCards(files),
  };
}

/** How many cores the kernel lets this process run on, by cpuset and affinity; null where it does not say. */
function allowedCores(read: ReadText): number | null {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(read('/proc/self/status') ?? '')?.[1];
  if (!list) return null;
  return list.split(',').reduce((count, range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return count + to - from + 1;
  }, 0);
}

/** Bytes of one line of /proc/meminfo. */
function meminfo(read: ReadText, name: string): number | null {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(read('/proc/meminfo') ?? '')?.[1];
  return found === undefined ? null : Number(found) * KIB;
}

/** Cards that this process can open: in a container the driver may list more than the devices that were handed in. */
function nvidiaCards({ read, list }: SystemFiles): Accelerator[] {
  const devices = list('/dev').filter((name) => /^nvidia\d+$/.test(name));
  const names = list('/proc/driver/nvidia/gpus').map((bus) => /^Model:\s*(.+)$/m.exec(read(`/proc/driver/nvidia/gpus/${bus}/information`) ?? '')?.[1]?.trim());
  return devices.map((device, index) => ({ kind: 'nvidia', name: names[index] ?? device }));
}

function nodeFacts(): NodeFacts {
  const processors = cpus();
  return {
    cpuModel: processors[0]?.model.trim() ?? 'unknown', cores: Math.max(1, processors.length), parallelism: availableParallelism(), memoryTotal: totalmem(), memoryFree: freemem(),
  };
}

function realFiles(): SystemFiles {
  return {
    read: (path) => { try { return readFileSync(path, 'utf8'); } catch { return null; } },
    list: (folder) => { try { return readdirSync(folder); } catch { return []; } },
  };
}
