import type { OcrProfile } from '../ocr.types';
import type { PageImage } from '../image/page-image';
import type { DetectionModel } from '../session/inference.port';
import { boxesFromMap, type DetectedBox } from './db-postprocess';
import { inferInStrips } from './detection-strips';
import { prepareDetection } from './prepare-detection';

/** Where text stands on a page, in page pixels; in no order yet. */
export async function detectBoxes(page: PageImage, profile: OcrProfile, model: DetectionModel): Promise<DetectedBox[]> {
  const { tensor, scaleX, scaleY } = prepareDetection(page, profile.detectionSide, model);
  const map = await inferInStrips(tensor, model.infer);
  const [height = 0, width = 0] = map.dims.slice(-2);
  return boxesFromMap(map.data, width, height, profile, scaleX, scaleY);
}
