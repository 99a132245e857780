import type { OcrProfile } from '../ocr.types';

/**
 * How a page is read, one way after another: the profile itself, then the rungs of its ladder. A rung that would only do again
 * what an earlier one did is left out.
 */
export function rungsOf(profile: OcrProfile): readonly OcrProfile[] {
  if (!profile.fallback) return [profile];
  const further = profile.ladder.filter(({ engine }) => engine !== 'tesseract' || profile.engine !== 'tesseract');
  return [profile, ...further.map((rung): OcrProfile => ({ ...profile, ...rung, pdfText: 'never' }))];
}
