import { quantile } from '../ocr/bench/quantile';
import { type BenchResult, pageMs, pagesPerMinute, timesAsLong } from './bench-compare';
import type { BenchPage } from './bench-pages';
import type { Table } from './bench-table';

/** Stages whose shares are told, in the order a page walks; the rest of the time is everything between them. */
const STAGES = ['decode', 'prepare', 'detect', 'classify', 'crop', 'recognise'];
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Every subject against the first. */
export function comparisonTable(results: readonly BenchResult[]): Table {
  const [first] = results;
  return {
    title: 'Time, memory and characters of a page',
    columns: ['subject', 'median', 'p95', 'processor', 'times as long', 'pages/min', 'peak RSS', 'loop stood', 'characters right', 'Polish letters right'],
    rows: results.map((result) => [
      result.name, `${pageMs(result).toFixed(0)} ms`, `${quantile(result.readings.flat(), 0.95).toFixed(0)} ms`, `${result.cpuMs.toFixed(0)} ms`, timesAsLong(result, first!).toFixed(2),
      pagesPerMinute(result).toFixed(0), `${result.cost.peakMib} MiB`, `${result.cost.loopMaxMs.toFixed(0)} ms`,
      result.characters ? percent(result.characters.right / result.characters.all) : '', result.characters ? percent(result.characters.polishRight / Math.max(1, result.characters.polish)) : '',
    ]),
  };
}

/** What the time of a page is spent on, where the subject tells. */
export function stageTable(results: readonly BenchResult[]): Table {
  const told = results.filter(({ stages }) => Object.keys(stages).length > 0);
  return {
    title: 'Share of a page\'s time',
    columns: ['subject', ...STAGES, 'inside the runtime'],
    rows: told.map(({ name, stages }) => [name, ...[...STAGES, 'inference'].map((stage) => share(stages[`${stage}Ms`], stages['totalMs']))]),
    notes: ['Inside the runtime is added up over all engines: with more than one at work on a page it passes 100 %.'],
  };
}

const share = (ms: number | undefined, total: number | undefined): string => (ms === undefined || !total ? '' : percent(ms / total));

/** Page by page: medians of every subject. */
export function pageTable(results: readonly BenchResult[], pages: readonly BenchPage[]): Table {
  return {
    title: 'Median by page',
    columns: ['subject', ...pages.map(({ name }) => name)],
    rows: results.map(({ name, readings }) => [name, ...readings.map((values) => `${quantile(values, 0.5).toFixed(0)} ms`)]),
  };
}
