import type { DetectionSettings, OcrProfile } from '../ocr.types';
import type { DetectionDefaults } from '../session/inference.port';

/** A profile with every setting of detection in it. */
export type DetectingProfile = OcrProfile & DetectionSettings;

/** Fills what the profile leaves open with what was measured for the detector that reads. */
export function settingsForDetector(profile: OcrProfile, { sides, ...thresholds }: DetectionDefaults): DetectingProfile {
  return { detectionSide: sides[profile.name], ...thresholds, ...profile };
}
