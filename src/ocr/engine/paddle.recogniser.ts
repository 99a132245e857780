import { settingsForDetector } from '../detect/settings-for-detector';
import type { PageImage } from '../image/page-image';
import type { OcrProfile } from '../ocr.types';
import { Lanes } from '../pipeline/lanes';
import type { RunTask } from '../pipeline/page-tasks';
import { recognisePage } from '../recognise-page';
import type { DetectionDefaults } from '../session/inference.port';
import type { EngineReading, PageRecogniser } from './ocr-engine.port';

/** Reads pages with a pool of paddle engines: one page is spread over all that are free, several share them. */
export class PaddleRecogniser implements PageRecogniser {
  private readonly lanes: Lanes;

  /**
   * @param engines of the pool behind `run`, by now
   * @param detectorOf what the detector of a model set wants
   */
  constructor(run: RunTask, engines: () => number, private readonly detectorOf: (set: string | null) => DetectionDefaults) {
    this.lanes = new Lanes(run, engines);
  }

  recognise(image: PageImage, profile: OcrProfile): Promise<EngineReading> {
    return recognisePage(image, settingsForDetector(profile, this.detectorOf(profile.modelSet)), this.lanes);
  }
}
