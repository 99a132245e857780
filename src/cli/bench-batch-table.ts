import type { BatchBench, BatchRun } from '../ocr/bench/bench-batch';
import type { Table } from './bench-table';

/** A batch of which a tenth fails on the first rung, with engines kept and with an engine for every reading. */
export function batchTable({ pooled, unpooledSample, unpooledExtrapolated }: BatchBench): Table {
  const share = (part: number): string => `${(part * 100).toFixed(2)} %`;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const row = (name: string, { pages, failed, rescued, totalMs, starts, startMs, startShare }: BatchRun): string[] => [
    name, String(pages), `${failed}, ${rescued}`, seconds(totalMs), Object.entries(starts).map(([kind, count]) => `${count} ${kind}`).join(', '), seconds(startMs), share(startShare),
  ];
  return {
    title: 'A batch of which a tenth fails on the first rung',
    columns: ['engines', 'pages', 'failed, rescued', 'time', 'initialisations', 'spent on them', 'share of the engines\' time'],
    rows: [
      row('pooled', pooled), row('one for every reading, sample', unpooledSample),
      ['one for every reading, stretched', String(unpooledExtrapolated.pages), '', seconds(unpooledExtrapolated.totalMs), String(unpooledExtrapolated.starts), seconds(unpooledExtrapolated.startMs), ''],
    ],
    notes: [`Reuse spared ${seconds(pooled.savedMs)}, by what the pools count themselves. The stretched row is not measured.`],
  };
}
