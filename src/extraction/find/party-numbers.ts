import { scanTenDigits } from '../read/scan-values';
import type { Segment } from '../read/sheet.types';
import type { PartyBlock } from './party-blocks';

/** The NIPs in a line: a KRS number passes their checksum as often as any, but begins with a zero. */
export function nipsIn({ text }: Segment): string[] {
  return scanTenDigits(text).filter(({ valid, value }) => valid && !value.startsWith('0')).map(({ value }) => value);
}

/** The first valid number among a block's lines. */
export function nipOf(block: Pick<PartyBlock, 'members'> | undefined): string | null {
  for (const segment of block?.members ?? []) {
    const [first] = nipsIn(segment);
    if (first) return first;
  }
  return null;
}
