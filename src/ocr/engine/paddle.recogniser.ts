import type { PageImage } from '../image/page-image';
import type { OcrProfile } from '../ocr.types';
import { Lanes } from '../pipeline/lanes';
import type { RunTask } from '../pipeline/page-tasks';
import { recognisePage } from '../recognise-page';
import type { EngineReading, PageRecogniser } from './ocr-engine.port';

/** Reads pages with a pool of paddle engines: one page is spread over all that are free, several share them. */
export class PaddleRecogniser implements PageRecogniser {
  private readonly lanes: Lanes;

  /** @param engines of the pool behind `run` */
  constructor(run: RunTask, engines: number) {
    this.lanes = new Lanes(run, engines);
  }

  recognise(image: PageImage, profile: OcrProfile): Promise<EngineReading> {
    return recognisePage(image, profile, this.lanes);
  }
}
