import { type BenchResult, pageMs, timesAsLong, timesThePages } from './bench-compare';
import type { Table } from './bench-table';

interface Goal { readonly what: string; readonly wanted: string; readonly found: number | undefined; readonly unit: string; readonly digits: number; readonly met: (found: number) => boolean }

/** What this reader sets itself, computed from one run. A goal whose subjects did not run is left out. */
export function goalTable(results: readonly BenchResult[], defaultSet: string, cores: number): Table {
  const by = (id: string): BenchResult | undefined => results.find((result) => result.id === id);
  const [v4, v4One, own, ownOne] = [by(`standard-${cores}x1`), by('standard-1x1'), by(`${defaultSet}-${cores}x1`), by(`${defaultSet}-1x1`)];
  const [ppu, gutenye] = [by('ppu'), by('gutenye')];
  const alone = [by('runtime-standard-1t'), by(`runtime-standard-${cores}t`)].filter((one) => one !== undefined).sort((a, b) => pageMs(a) - pageMs(b))[0];
  const ratio = (other: BenchResult | undefined, one: BenchResult | undefined): number | undefined => (other && one ? timesAsLong(other, one) : undefined);
  const right = (result: BenchResult | undefined): number | undefined => (result?.characters ? (100 * result.characters.right) / result.characters.all : undefined);
  const more = (peer: BenchResult | undefined): number | undefined => (right(v4) === undefined || right(peer) === undefined ? undefined : right(v4)! - right(peer)!);
  const together = (all: BenchResult | undefined, one: BenchResult | undefined): number | undefined => (all && one && all !== one ? timesThePages(all, one) : undefined);
  const goals: Goal[] = [
    { what: 'PP-OCRv4 models: ppu-paddle-ocr takes times as long', wanted: 'at least 2.5', found: ratio(ppu, v4), unit: '', digits: 2, met: (x) => x >= 2.5 },
    { what: 'PP-OCRv4 models: @gutenye/ocr-node takes times as long', wanted: 'at least 5', found: ratio(gutenye, v4), unit: '', digits: 2, met: (x) => x >= 5 },
    { what: 'PP-OCRv4 models: characters right beyond ppu-paddle-ocr', wanted: 'at least 0', found: more(ppu), unit: ' points', digits: 2, met: (x) => x >= 0 },
    { what: 'PP-OCRv4 models: characters right beyond @gutenye/ocr-node', wanted: 'at least 0', found: more(gutenye), unit: ' points', digits: 2, met: (x) => x >= 0 },
    { what: 'PP-OCRv4 models: page over the runtime alone at its best', wanted: 'at most 1.25', found: ratio(v4, alone), unit: '', digits: 2, met: (x) => x <= 1.25 },
    ...(defaultSet === 'standard' ? [] : [
      { what: 'own models: ppu-paddle-ocr takes times as long', wanted: 'at least 5', found: ratio(ppu, own), unit: '', digits: 2, met: (x: number) => x >= 5 },
      { what: 'own models: a page', wanted: 'under 600 ms', found: own && pageMs(own), unit: ' ms', digits: 0, met: (x: number) => x < 600 },
    ]),
    { what: `pages per minute of ${cores} engines over one`, wanted: 'at least 1.8', found: together(own, ownOne), unit: '', digits: 2, met: (x) => x >= 1.8 },
    ...(defaultSet === 'standard' ? [] : [{ what: `PP-OCRv4 models: pages per minute of ${cores} engines over one`, wanted: 'at least 1.8', found: together(v4, v4One), unit: '', digits: 2, met: (x: number) => x >= 1.8 }]),
    { what: `${cores} engines in one process`, wanted: 'under 800 MB', found: own && (own.cost.peakMib * 2 ** 20) / 1e6, unit: ' MB', digits: 0, met: (x) => x < 800 },
  ];
  return {
    title: 'Goals', columns: ['goal', 'wanted', 'found', 'met'],
    rows: goals.flatMap(({ what, wanted, found, unit, digits, met }) => (found === undefined ? [] : [[what, wanted, `${found.toFixed(digits)}${unit}`, met(found) ? 'yes' : 'no']])),
  };
}
