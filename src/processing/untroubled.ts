import type { OcrDocument } from '../ocr/ocr.types';

/**
 * Whether this is what the chosen engines make of the document. Where one failed, on the first rung or on a further one, the trouble was
 * ours and not the page's: another time it would be read otherwise, so what is left over is used once and never kept.
 */
export function isUntroubled({ fallbacks }: Pick<OcrDocument, 'fallbacks'>): boolean {
  return !fallbacks.some(({ reason, confidence }) => reason === 'engine_failed' || confidence === null);
}
