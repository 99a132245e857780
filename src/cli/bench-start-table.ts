import type { StartBench } from '../ocr/bench/bench-start';
import type { Table } from './bench-table';

/** From the birth of a process to warm engines, without kept artefacts and with them. */
export function startTable({ cold, warm, firstMs, laterMs, firstOverLater }: StartBench): Table {
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  return {
    title: 'Start', columns: ['start', 'engines warm after', 'RSS then', 'first page', 'later pages, median', 'first over later'],
    rows: [
      ['cold: nothing kept', ms(cold.readyMs), `${cold.rssMb.toFixed(0)} MiB`, '', '', ''],
      ['warm: with prebuilt artefacts', ms(warm.readyMs), `${warm.rssMb.toFixed(0)} MiB`, ms(firstMs), ms(laterMs), firstOverLater.toFixed(2)],
    ],
  };
}
