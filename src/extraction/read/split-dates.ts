import type { Glyph } from './sheet.types';

/** A day or month whose figures a recogniser set apart beside a narrow 1: "3 1.10.2025", "07.1 1.2025". */
const SPLIT = /(?<![\d.,])(?:[0-3]\s1|1\s\d)\.\d{2}\.20\d{2}(?!\d)|(?<!\d)\d{2}\.1\s[0-2]\.20\d{2}(?!\d)/g;
/** How much further apart than the figures of the year those round a space must stand for it to be printed. */
const PRINTED = 1.35;

/**
 * The characters of a recognised line without the spaces within its dates that were not printed: "rata 1 5.10.2025" looks the same, but its figures stand
 * a space apart.
 */
export function withoutSplits(glyphs: readonly Glyph[]): readonly Glyph[] {
  const lost = new Set<number>();
  for (const { 0: date, index } of glyphs.map(({ char }) => char).join('').matchAll(SPLIT)) {
    const space = index + date.search(/\s/), year = index + date.length - 4;
    const step = (at: number): number => (glyphs[at + 1]?.centre ?? 0) - (glyphs[at]?.centre ?? 0);
    const usual = [step(year), step(year + 1), step(year + 2)].sort((a, b) => a - b)[1] ?? 0;
    if ((glyphs[space + 1]?.centre ?? 0) - (glyphs[space - 1]?.centre ?? 0) < PRINTED * usual) lost.add(space);
  }
  return lost.size === 0 ? glyphs : glyphs.filter((_, i) => !lost.has(i));
}
