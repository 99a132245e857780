import { posix } from 'node:path';

/** Text of a file of the system, or null when it is not there or may not be read. */
export type ReadText = (path: string) => string | null;

/** What control groups allow this process; null where they set no limit. */
export interface CgroupLimits {
  /** CPU time per time, in cores; may be a fraction. */
  readonly cpuQuota: number | null;
  /** Bytes that may be used in all. */
  readonly memoryLimit: number | null;
  /** Bytes still free below the tightest limit; page cache that can be dropped counts as free. */
  readonly memoryFree: number | null;
}

/** v1 says "no limit" with the largest multiple of a page: nobody has that much. */
const UNLIMITED = 2 ** 60;

/** A group and the groups around it, innermost first: each may set a limit of its own. */
interface Group { readonly version: 1 | 2; readonly folders: readonly string[] }

/**
 * Limits of cgroup v1 and v2 (Linux admin guide, "Control Group v2" and "cgroups-v1"). A container sees its own group as the root
 * of the mount; without a namespace of its own the path in /proc/self/cgroup is walked up to the root, and the tightest limit counts.
 */
export function cgroupLimits(read: ReadText): CgroupLimits {
  const cpu = findGroup(read, 'cpu');
  const memory = findGroup(read, 'memory');
  const quotas = (cpu?.folders ?? []).map((folder) => (cpu?.version === 2 ? quotaV2(read, folder) : quotaV1(read, folder)));
  const memories = (memory?.folders ?? []).map((folder) => (memory?.version === 2 ? memoryV2(read, folder) : memoryV1(read, folder)));
  return {
    cpuQuota: least(quotas),
    memoryLimit: least(memories.map((one) => one?.limit ?? null)),
    memoryFree: least(memories.map((one) => one?.free ?? null)),
  };
}

/** Where the group of this controller lies: the v1 hierarchy that has the controller, else the unified one. */
function findGroup(read: ReadText, controller: 'cpu' | 'memory'): Group | null {
  const mounts = (read('/proc/self/mountinfo') ?? '').split('\n').map(parseMount).filter((mount) => mount !== null);
  const lines = (read('/proc/self/cgroup') ?? '').split('\n').map((line) => /^\d+:([^:]*):(.*)$/.exec(line)).filter((line) => line !== null);
  const v1 = lines.find(([, names = '']) => names.split(',').includes(controller));
  const mountV1 = mounts.find(({ type, options }) => type === 'cgroup' && options.includes(controller));
  if (v1 && mountV1) return { version: 1, folders: foldersUpwards(mountV1, v1[2] ?? '/') };
  const v2 = lines.find(([, names]) => names === '');
  const mountV2 = mounts.find(({ type }) => type === 'cgroup2');
  return v2 && mountV2 ? { version: 2, folders: foldersUpwards(mountV2, v2[2] ?? '/') } : null;
}

interface Mount { readonly root: string; readonly at: string; readonly type: string; readonly options: readonly string[] }

/** A line of mountinfo: `id parent major:minor root at options … - type source superOptions` (proc_pid_mountinfo(5)). */
function parseMount(line: string): Mount | null {
  const [left = '', right = ''] = line.split(' - ');
  const [, , , root, at] = left.split(' ');
  const [type, , options = ''] = right.split(' ');
  return root === undefined || at === undefined || type === undefined ? null : { root, at, type, options: options.split(',') };
}

function foldersUpwards({ root, at }: Mount, path: string): string[] {
  // Seen from inside a container the group may lie outside what is mounted; then the mount itself is the group.
  const inside = path === root ? '/' : path.startsWith(root === '/' ? '/' : `${root}/`) ? path.slice(root === '/' ? 0 : root.length) : '/';
  const folders: string[] = [];
  for (let part = inside; ; part = posix.dirname(part)) {
    folders.push(part === '/' ? at : at + part);
    if (part === '/') return folders;
  }
}

function quotaV2(read: ReadText, folder: string): number | null {
  const [quota, period] = (read(`${folder}/cpu.max`) ?? '').trim().split(' ');
  return ratio(quota, period);
}

function quotaV1(read: ReadText, folder: string): number | null {
  return ratio(read(`${folder}/cpu.cfs_quota_us`)?.trim(), read(`${folder}/cpu.cfs_period_us`)?.trim());
}

function ratio(quota: string | undefined, period: string | undefined): number | null {
  const [top, bottom] = [Number(quota), Number(period)];
  return quota !== undefined && period !== undefined && top > 0 && bottom > 0 ? top / bottom : null;
}

function memoryV2(read: ReadText, folder: string): { limit: number; free: number } | null {
  const limit = least([bytes(read(`${folder}/memory.max`)), bytes(read(`${folder}/memory.high`))]);
  return limit === null ? null : { limit, free: freeBelow(limit, bytes(read(`${folder}/memory.current`)), read(`${folder}/memory.stat`), 'inactive_file') };
}

function memoryV1(read: ReadText, folder: string): { limit: number; free: number } | null {
  const limit = bytes(read(`${folder}/memory.limit_in_bytes`));
  return limit === null ? null : { limit, free: freeBelow(limit, bytes(read(`${folder}/memory.usage_in_bytes`)), read(`${folder}/memory.stat`), 'total_inactive_file') };
}

function freeBelow(limit: number, used: number | null, statistics: string | null, droppable: string): number {
  const cache = Number(new RegExp(`^${droppable} (\\d+)$`, 'm').exec(statistics ?? '')?.[1] ?? 0);
  return Math.max(0, limit - Math.max(0, (used ?? 0) - cache));
}

/** A number of bytes; null for `max`, for v1's "unlimited" and for what is no number. */
function bytes(text: string | null): number | null {
  const value = text === null || text.trim() === '' ? NaN : Number(text.trim());
  return Number.isFinite(value) && value >= 0 && value < UNLIMITED ? value : null;
}

function least(values: readonly (number | null)[]): number | null {
  const set = values.filter((value) => value !== null);
  return set.length === 0 ? null : Math.min(...set);
}
