import { mapQuad, quadSize, turnBack, turnForward } from '../geometry/quad';
import type { PageImage, QuarterTurn } from '../image/page-image';
import type { Detection } from '../detect/detect-boxes';
import type { DetectedBox } from '../detect/db-postprocess';
import { turnedSize, type DetectionTurn } from '../detect/strip-tensor';
import type { Quad } from '../ocr.types';
import type { PageLanes } from '../pipeline/lanes';
import type { LineOnPage } from '../pipeline/page-tasks';

/** A page's boxes as they stand once it is turned so that its text reads upright. `rotation` is how far it is turned clockwise. */
export interface UprightPage {
  readonly boxes: readonly DetectedBox[];
  readonly rotation: QuarterTurn;
}

/** Long lines tell up from down best; a handful of them settle it for the page. The first few do where they agree. */
const [FIRST_VOTERS, VOTERS] = [4, 8];
/** Means of votes this near to 0 or to 1 are agreement. */
const AGREED = 0.1;
const MIN_VOTER_RATIO = 2;

/**
 * Finds which way up a page reads. Boxes that stand taller than wide speak for a page on its side, which is searched again as if turned,
 * because detectors see lying text better than standing text. The angle model then votes on upside-down. No pixel is moved: lines
 * are cut out in whatever direction they run.
 */
export async function turnUpright(
  page: PageImage, found: Detection, detect: (turn: DetectionTurn) => Promise<Detection>, modelSet: string | null, lanes: PageLanes,
): Promise<UprightPage> {
  const turn: DetectionTurn = standsOnItsSide(found.boxes.map(({ quad }) => quad)) ? 90 : 0;
  const { boxes } = turn === 90 ? await detect(90) : found;
  const voters = votersAmong(boxes).map((quad) => ({ page, quad: onPage(quad, turn, page) }));
  if (!(await mostUpsideDown(voters, modelSet, lanes))) return { boxes, rotation: turn };
  const { width, height } = turnedSize(page, turn);
  return {
    // The box keeps its own frame (start top left, as seen after the turn), so its corners change places too.
    boxes: boxes.map(({ quad: [a, b, c, d], score }) => ({ score, quad: mapQuad([c, d, a, b], (point) => turnForward(point, 180, width, height)) })),
    rotation: turn === 90 ? 270 : 180,
  };
}

/** A quad of the turned page, on the page as it was given. */
export function onPage(quad: Quad, rotation: QuarterTurn, { width, height }: PageImage): Quad {
  return mapQuad(quad, (point) => turnBack(point, rotation, width, height));
}

/** Whether boxes clearly longer one way stand rather than lie, each counting by its length. */
export function standsOnItsSide(quads: readonly Quad[]): boolean {
  let standing = 0;
  let lying = 0;
  for (const quad of quads) {
    const { width, height } = quadSize(quad);
    if (height > width * 1.5) standing += height;
    else if (width > height * 1.5) lying += width;
  }
  return standing > lying;
}

function votersAmong(boxes: readonly DetectedBox[]): Quad[] {
  return boxes.map(({ quad }) => ({ quad, ...quadSize(quad) })).filter(({ width, height }) => width >= height * MIN_VOTER_RATIO)
    .sort((a, b) => b.width - a.width).slice(0, VOTERS).map(({ quad }) => quad);
}

async function mostUpsideDown(voters: readonly LineOnPage[], modelSet: string | null, lanes: PageLanes): Promise<boolean> {
  const first = await votesOf(voters.slice(0, FIRST_VOTERS), modelSet, lanes);
  const leaning = mean(first);
  const agreed = Math.min(leaning, 1 - leaning) <= AGREED;
  const votes = agreed ? first : [...first, ...(await votesOf(voters.slice(FIRST_VOTERS), modelSet, lanes))];
  return mean(votes) > 0.5;
}

/** The voters are shared out evenly among the engines. */
async function votesOf(voters: readonly LineOnPage[], modelSet: string | null, lanes: PageLanes): Promise<number[]> {
  const share = Math.max(1, Math.ceil(voters.length / lanes.width));
  const parts = Array.from({ length: Math.ceil(voters.length / share) }, (_, part) => voters.slice(part * share, (part + 1) * share));
  return (await Promise.all(parts.map((lines) => lanes.run((engine) => engine.upsideDown({ modelSet, lines }))))).flat();
}

/** 0 where nobody votes: the page stays as it is. */
function mean(votes: readonly number[]): number {
  return votes.reduce((sum, vote) => sum + vote, 0) / Math.max(1, votes.length);
}
