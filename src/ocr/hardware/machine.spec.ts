import { readMachine, type NodeFacts, type SystemFiles } from './machine';

const GIB = 2 ** 30;
const NODE: NodeFacts = { cpuModel: 'Test', cores: 8, parallelism: 8, memoryTotal: 64 * GIB, memoryFree: 1 };
const BARE = { '/proc/meminfo': `MemTotal:       16777216 kB\nMemFree:  1024 kB\nMemAvailable:   12582912 kB\n`, '/proc/self/status': 'Name:\tnode\nCpus_allowed_list:\t0-7\n' };
const V2 = { ...BARE, '/proc/self/cgroup': '0::/\n', '/proc/self/mountinfo': '30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup rw\n' };
const V1 = {
  ...BARE, '/proc/self/cgroup': '4:memory:/docker/abc\n1:cpu,cpuacct:/docker/abc\n0::/\n',
  '/proc/self/mountinfo': '31 30 0:28 /docker/abc /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n32 30 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n',
};

/** A system of nothing but these files. */
function system(tree: Readonly<Record<string, string>>): SystemFiles {
  return {
    read: (path) => tree[path] ?? null,
    list: (folder) => [...new Set(Object.keys(tree).filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1).split('/')[0]!))],
  };
}
const read = (tree: Readonly<Record<string, string>>) => readMachine(system(tree), NODE);

describe('readMachine', () => {
  it('has the whole machine where nothing limits it', () => {
    expect(read(BARE)).toEqual({
      cpuModel: 'Test', cores: 8, coresAvailable: 8, coresLimitedBy: 'nothing', memoryTotal: 16 * GIB, memoryAvailable: 12 * GIB, memoryLimitedBy: 'nothing', accelerators: [],
    });
  });

  it('takes the word of Node on a system without such files', () => {
    expect(read({})).toMatchObject({ coresAvailable: 8, memoryTotal: 64 * GIB, memoryAvailable: 1 });
  });

  it.each([
    ['a cpuset', { ...BARE, '/proc/self/status': 'Cpus_allowed_list:\t0,2-3\n' }, 3, 'cpuset'],
    ['a quota of v2', { ...V2, '/sys/fs/cgroup/cpu.max': '250000 100000\n' }, 2, 'quota'],
    ['a quota of less than a core', { ...V2, '/sys/fs/cgroup/cpu.max': '50000 100000\n' }, 1, 'quota'],
    ['no quota of v2', { ...V2, '/sys/fs/cgroup/cpu.max': 'max 100000\n' }, 8, 'nothing'],
    ['a quota of v1', { ...V1, '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '400000\n', '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n' }, 4, 'quota'],
    ['no quota of v1', { ...V1, '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n', '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n' }, 8, 'nothing'],
    ['a quota above the machine', { ...V2, '/sys/fs/cgroup/cpu.max': '9900000 100000\n' }, 8, 'nothing'],
  ])('counts cores under %s', (_what, tree, cores, by) => {
    expect(read(tree)).toMatchObject({ coresAvailable: cores, coresLimitedBy: by });
  });

  it.each([
    ['a limit of v2', { ...V2, '/sys/fs/cgroup/memory.max': `${2 * GIB}\n`, '/sys/fs/cgroup/memory.current': `${GIB}\n`, '/sys/fs/cgroup/memory.stat': `anon 1\ninactive_file ${GIB / 2}\n` }, 2, 1.5, 'cgroup'],
    ['a softer limit of v2', { ...V2, '/sys/fs/cgroup/memory.max': `${4 * GIB}\n`, '/sys/fs/cgroup/memory.high': `${GIB}\n`, '/sys/fs/cgroup/memory.current': '0\n' }, 1, 1, 'cgroup'],
    ['no limit of v2', { ...V2, '/sys/fs/cgroup/memory.max': 'max\n' }, 16, 12, 'nothing'],
    ['a limit of v1', { ...V1, '/sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes': `${GIB}\n`, '/sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes': `${GIB / 2}\n` }, 1, 0.5, 'cgroup'],
    ['no limit of v1', { ...V1, '/sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes': '9223372036854771712\n' }, 16, 12, 'nothing'],
    ['a limit above the machine', { ...V2, '/sys/fs/cgroup/memory.max': `${99 * GIB}\n`, '/sys/fs/cgroup/memory.current': '0\n' }, 16, 12, 'nothing'],
  ])('counts memory under %s', (_what, tree, total, available, by) => {
    expect(read(tree)).toMatchObject({ memoryTotal: total * GIB, memoryAvailable: available * GIB, memoryLimitedBy: by });
  });

  it('takes the tightest limit of a group and the groups around it', () => {
    const slice = { ...V2, '/proc/self/cgroup': '0::/system.slice/faktulove.service\n', '/sys/fs/cgroup/system.slice/cpu.max': '200000 100000\n', '/sys/fs/cgroup/system.slice/faktulove.service/cpu.max': '600000 100000\n' };
    expect(read(slice).coresAvailable).toBe(2);
  });

  it('names the cards that can be opened', () => {
    const cards = { ...BARE, '/dev/nvidia0': '', '/dev/nvidiactl': '', '/proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA Test\nIRQ: 1\n' };
    expect([read(cards).accelerators, read({ ...cards, '/dev/nvidia1': '' }).accelerators.length]).toEqual([[{ kind: 'nvidia', name: 'NVIDIA Test' }], 2]);
  });
});
