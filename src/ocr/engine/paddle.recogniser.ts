import { settingsForDetector } from '../detect/settings-for-detector';
import type { PageImage } from '../image/page-image';
import type { OcrProfile } from '../ocr.types';
import { Lanes } from '../pipeline/lanes';
import type { RunTask } from '../pipeline/page-tasks';
import { recognisePage } from '../recognise-page';
import type { CalibrationCurve, DetectionDefaults } from '../session/inference.port';
import type { EngineReading, PageRecogniser } from './ocr-engine.port';

/** What the detector of a model set wants, and what its recogniser's line confidence is worth. */
export interface SetFacts { readonly detection: DetectionDefaults; readonly lineCalibration: CalibrationCurve | undefined }

/** Reads pages with a pool of paddle engines: one page is spread over all that are free, several share them. */
export class PaddleRecogniser implements PageRecogniser {
  private readonly lanes: Lanes;

  /**
   * @param engines of the pool behind `run`, by now
   * @param factsOf what a model set adds to a profile
   */
  constructor(run: RunTask, engines: () => number, private readonly factsOf: (set: string | null) => SetFacts) {
    this.lanes = new Lanes(run, engines);
  }

  recognise(image: PageImage, profile: OcrProfile): Promise<EngineReading> {
    const { detection, lineCalibration } = this.factsOf(profile.modelSet);
    return recognisePage(image, { ...settingsForDetector(profile, detection), lineCalibration }, this.lanes);
  }
}
