import { OCR_PROFILES } from '../ocr-profiles';
import { settingsForDetector } from './settings-for-detector';

const DEFAULTS = { detectionThreshold: 0.2, boxThreshold: 0.4, unclipRatio: 1.4, sides: { fast: 640, balanced: 960, quality: 1280 } };

describe('settingsForDetector', () => {
  it('takes the thresholds of the detector and its side for the profile', () => {
    expect(settingsForDetector(OCR_PROFILES.quality, DEFAULTS)).toEqual({ ...OCR_PROFILES.quality, detectionSide: 1280, detectionThreshold: 0.2, boxThreshold: 0.4, unclipRatio: 1.4 });
  });

  it('leaves what the profile names itself', () => {
    expect(settingsForDetector({ ...OCR_PROFILES.fast, boxThreshold: 0.9 }, DEFAULTS)).toMatchObject({ boxThreshold: 0.9, detectionSide: 640 });
  });
});
