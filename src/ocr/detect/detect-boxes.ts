import type { PageImage } from '../image/page-image';
import type { PageLanes } from '../pipeline/lanes';
import { boxesFromMap, type DetectedBox } from './db-postprocess';
import { detectionStrips } from './detection-strips';
import type { DetectingProfile } from './settings-for-detector';
import { detectionSize, turnedSize, type DetectionTurn } from './strip-tensor';

/** What was found on a page. */
export interface Detection {
  /** In pixels of the page as turned; in no order yet. */
  readonly boxes: readonly DetectedBox[];
  /** Share of sharp steps in brightness over the page as it stands, see `inkShare`; 0 for a turned one. */
  readonly ink: number;
}

/** Where text stands on a page: strips side by side on the engines, what they found joined before boxes are drawn, so that no seam cuts a line. */
export async function detectBoxes(page: PageImage, turn: DetectionTurn, profile: DetectingProfile, lanes: PageLanes): Promise<Detection> {
  const turned = turnedSize(page, turn);
  const size = detectionSize(turned.width, turned.height, profile.detectionSide);
  const strips = detectionStrips(size.width, size.height);
  const found = await Promise.all(strips.map((strip) =>
    lanes.run((engine) => engine.detect({ modelSet: profile.modelSet, page, turn, size, strip, threshold: profile.detectionThreshold }))));
  const map = joined(found.map((strip) => strip.map), (length) => new Uint8Array(length));
  const runs = joined(found.map((strip) => strip.runs), (length) => new Int32Array(length));
  const boxes = boxesFromMap(map, runs, size.width, size.height, profile, turned.width / size.width, turned.height / size.height);
  return { boxes, ink: strips.reduce((sum, { keepFrom, keepTo }, index) => sum + found[index]!.ink * (keepTo - keepFrom), 0) / size.height };
}

function joined<T extends Int32Array | Uint8Array>(parts: readonly T[], ofLength: (length: number) => T): T {
  const all = ofLength(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => { all.set(part, at); return at + part.length; }, 0);
  return all;
}
