import { createHash } from 'node:crypto';
import { type LadderRung, type OcrProfile, PREPROCESS_STEPS, type PreprocessStep, type ProfileName } from './ocr.types';

/** What a page is read with when its reading is too poor: the same engine with all care, then the other one. */
const LADDER: readonly LadderRung[] = Object.freeze([
  Object.freeze({ name: 'quality', engine: 'paddle', dpi: 400, preprocess: PREPROCESS_STEPS }),
  Object.freeze({ name: 'quality', engine: 'tesseract', dpi: 300, preprocess: PREPROCESS_STEPS }),
]);

const BALANCED: OcrProfile = {
  name: 'balanced', engine: 'paddle', fallback: true, ladder: LADDER, modelSet: null, modelSetByMime: Object.freeze({}), preprocess: PREPROCESS_STEPS, pdfText: 'auto', dpi: 200,
  minLineConfidence: 0.5, recognitionBatch: 6,
};

/** The named ways of reading, to be chosen per call. */
export const OCR_PROFILES: Readonly<Record<ProfileName, OcrProfile>> = Object.freeze({
  fast: Object.freeze({ ...BALANCED, name: 'fast', dpi: 150, preprocess: Object.freeze([]) }),
  balanced: Object.freeze(BALANCED),
  quality: Object.freeze({ ...BALANCED, name: 'quality', dpi: 300 }),
});

/** The profile with these steps and no others, on every rung those of them that the rung allows. */
export function withSteps(profile: OcrProfile, steps: readonly PreprocessStep[]): OcrProfile {
  const ladder = profile.ladder.map((rung) => Object.freeze({ ...rung, preprocess: rung.preprocess.filter((step) => steps.includes(step)) }));
  return { ...profile, preprocess: PREPROCESS_STEPS.filter((step) => steps.includes(step)), ladder };
}

/** JSON with sorted keys, so that equal settings give equal hashes whatever the order they were written in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner);
}

/** sha256 (hex) of any settings object. */
export function hashSettings(settings: unknown): string {
  return createHash('sha256').update(canonicalJson(settings)).digest('hex');
}
