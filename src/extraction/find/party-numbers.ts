import { scanTenDigits } from '../read/scan-values';
import type { PartyBlock } from './party-blocks';

/** The first valid number among a block's lines. */
export function nipOf(block: Pick<PartyBlock, 'members'> | undefined): string | null {
  for (const segment of block?.members ?? []) {
    const valid = scanTenDigits(segment.text).find((token) => token.valid);
    if (valid) return valid.value;
  }
  return null;
}
