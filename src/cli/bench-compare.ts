import { ALLOCATOR_SETTINGS, NODE_FLAGS } from '../common/config/allocator';
import { quantile } from '../ocr/bench/quantile';
import type { ProcessCost, Throughput } from '../ocr/bench/subject';
import { SubjectProcess } from '../ocr/bench/subject-process';
import type { BenchPage } from './bench-pages';
import { addCharacters, type Characters, scoreAnywhere } from './bench-score';
import type { BenchEntry } from './bench-subjects';

export interface ComparePlan {
  /** Measured readings of every page by every subject; one more goes before them and counts for the characters alone. */
  readonly runs: number;
  /** How long each subject then reads with pages waiting, in each of `THROUGHPUT_ROUNDS`; longer where it takes longer to read every page. */
  readonly throughputMs: number;
  step(label: string): void;
}

export interface BenchResult extends Pick<BenchEntry, 'id' | 'name' | 'kind'> {
  /** Per page, in the order of the pages: milliseconds of each measured reading. */
  readonly readings: readonly (readonly number[])[];
  /** Median processor time of a page, over every thread, in milliseconds. */
  readonly cpuMs: number;
  readonly characters: Characters | null;
  /** Median milliseconds per stage and page. */
  readonly stages: Readonly<Record<string, number>>;
  /** Of each round that counts. */
  readonly throughput: readonly Throughput[];
  readonly cost: ProcessCost;
}

interface Subject { readonly entry: BenchEntry; readonly process: SubjectProcess; readonly readings: number[][]; readonly cpu: number[]; readonly stages: Record<string, number[]>; readonly throughput: Throughput[]; characters: Characters | null }

/** Of each page, before any counts. */
const WARM_READINGS = 2;
/** The first does not count: several pages in flight are new to a process, and it is for its compiler. */
export const THROUGHPUT_ROUNDS = 5;

/**
 * Measures every subject in a process of its own. Rounds are interleaved, page by page and subject by subject, so that whatever else the
 * machine does hits all alike; only one works at a time.
 */
export async function compare(entries: readonly BenchEntry[], pages: readonly BenchPage[], plan: ComparePlan): Promise<BenchResult[]> {
  const subjects: Subject[] = [];
  try {
    for (const entry of entries) {
      plan.step(`${entry.name}: start`);
      subjects.push({ entry, process: await (entry.kind === 'peer' ? SubjectProcess.open(entry.source) : SubjectProcess.open(entry.source, ALLOCATOR_SETTINGS, NODE_FLAGS)), readings: pages.map(() => []), cpu: [], stages: {}, throughput: [], characters: null });
    }
    for (const subject of subjects) await warm(subject, pages, plan);
    for (let run = 0; run < plan.runs; run++) {
      for (const [index, page] of pages.entries()) {
        for (const subject of subjects) {
          plan.step(`${subject.entry.name}: ${page.name}`);
          // Another subject's work has emptied the processor's caches: the reading that counts comes second.
          await subject.process.read(page.picture);
          const { ms, cpuMs, stages } = await subject.process.read(page.picture);
          subject.readings[index]!.push(ms);
          subject.cpu.push(cpuMs);
          for (const [stage, spent] of Object.entries(stages ?? {})) (subject.stages[stage] ??= []).push(spent);
        }
      }
    }
    for (let round = 0; round < THROUGHPUT_ROUNDS; round++) {
      for (const { entry, process, throughput } of subjects) {
        plan.step(`${entry.name}: pages waiting`);
        const read = await process.throughput(pages.map(({ picture }) => picture), plan.throughputMs);
        if (round > 0) throughput.push(read);
      }
    }
    return await Promise.all(subjects.map(resultOf));
  } finally {
    for (const { process } of subjects) await process.close();
  }
}

/** Readings that do not count: the first tells what is read, and after some a runtime that compiles as it goes has compiled most. */
async function warm(subject: Subject, pages: readonly BenchPage[], plan: ComparePlan): Promise<void> {
  for (const page of pages) {
    plan.step(`${subject.entry.name}: warm-up`);
    const { lines } = await subject.process.read(page.picture);
    if (!page.truth || subject.entry.kind === 'runtime') continue;
    subject.characters = addCharacters(subject.characters, scoreAnywhere(page.truth.lines.map(({ text }) => text), lines.map(({ text }) => text)));
  }
  for (let more = 1; more < WARM_READINGS; more++) for (const page of pages) await subject.process.read(page.picture);
}

async function resultOf({ entry: { id, name, kind }, process, readings, cpu, stages, throughput, characters }: Subject): Promise<BenchResult> {
  const medians = Object.fromEntries(Object.entries(stages).map(([stage, values]) => [stage, quantile(values, 0.5)]));
  return { id, name, kind, readings, cpuMs: quantile(cpu, 0.5), characters, stages: medians, throughput, cost: await process.cost() };
}

/** Milliseconds of a page: the mean over the pages of each one's median. */
export function pageMs({ readings }: Pick<BenchResult, 'readings'>): number {
  return readings.reduce((sum, values) => sum + quantile(values, 0.5), 0) / Math.max(1, readings.length);
}

/** How many times as long `other` takes as `one`: the median over readings of the same page in the same round, so that drifting load cancels out. */
export function timesAsLong(other: Pick<BenchResult, 'readings'>, one: Pick<BenchResult, 'readings'>): number {
  return quantile(other.readings.flatMap((values, page) => values.map((ms, run) => ms / one.readings[page]![run]!)), 0.5);
}

export const pagesPerMinute = ({ throughput }: Pick<BenchResult, 'throughput'>): number => quantile(throughput.map(perMinute), 0.5);

/** How many times the pages per minute of `one` another reads: the median over rounds, for the same reason. */
export function timesThePages(other: Pick<BenchResult, 'throughput'>, one: Pick<BenchResult, 'throughput'>): number {
  return quantile(other.throughput.map((slice, round) => perMinute(slice) / perMinute(one.throughput[round]!)), 0.5);
}

const perMinute = ({ pages, ms }: Throughput): number => (pages * 60_000) / ms;
