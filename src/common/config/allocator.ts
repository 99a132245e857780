/**
 * How the C library keeps memory in processes that read pages. Pictures and tensors come and go in all sizes; by itself glibc raises the size above which memory goes back
 * to the system to 32 MiB with the first large buffer it frees, and keeps what lies below in an arena for each thread, full of holes that a thousand pages make more of.
 * Few arenas and fixed limits keep it low and level (measured: 80 MiB less after a thousand pages, and 6 to 20 instead of 34 more than after a hundred). Asked for in
 * huge pages, where the system has them, memory that goes and comes back costs a fifth of the page faults. Other C libraries ignore these; they count only from the
 * start of a process.
 */
export const ALLOCATOR_SETTINGS = {
  MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '2097152', MALLOC_TRIM_THRESHOLD_: '4194304', GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
} as const;

/**
 * How Node runs in the service's worker, and wherever it is measured. Every thread has a small heap of its own; collecting it with helpers that first have to be
 * given a core, while engines hold all of them, takes longer than alone (measured: 19 ms instead of 1 for a small one) and a fifteenth of a page's processor time.
 */
export const NODE_FLAGS = ['--single-threaded-gc'] as const;

/** Whether this process was started with settings of its own or ours. */
export function allocatorIsSet(): boolean {
  return process.env['MALLOC_MMAP_THRESHOLD_'] !== undefined;
}

/** These settings and the environment of this process, which has the last word, for one that it starts. */
export function environmentWith(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...settings, ...process.env };
}
