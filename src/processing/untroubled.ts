import type { OcrDocument } from '../ocr/ocr.types';

/**
 * Whether this is what the chosen engines make of the document. Where one failed, on the first rung or on a further one, or time ran out
 * before a rung that was wanted, the trouble was ours and not the page's: another time it would be read otherwise, so what is left over is
 * used once and never kept.
 */
export function isUntroubled({ fallbacks, cutShort = false }: Pick<OcrDocument, 'fallbacks' | 'cutShort'>): boolean {
  return !cutShort && !fallbacks.some(({ reason, confidence }) => reason === 'engine_failed' || confidence === null);
}
