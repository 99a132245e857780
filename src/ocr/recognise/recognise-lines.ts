import { inHalves } from '../pipeline/out-of-memory';
import type { LineOnPage } from '../pipeline/page-tasks';
import type { CalibrationCurve, RecognitionModel } from '../session/inference.port';
import { calibrated } from './calibrated';
import { ctcDecode, type DecodedLine } from './ctc-decode';
import { lineColumns, lineTensor } from './line-tensor';

/** Recognisers are trained on strips at least this many times as wide as high; narrower ones are padded to it. */
export const MIN_PROPORTION = 2;
/** Networks halve widths; a ragged edge would shift their steps. */
const WIDTH_STEP = 8;
/** Widths that lines are padded to, per doubling: a line gets 3 % of padding on average. */
const WIDTHS_PER_OCTAVE = 12;

/**
 * What each line says, in the order given. Lines of one padded width run together, fewer at a time where memory does not suffice.
 * @param cut told of the milliseconds that cutting the lines out of their pages took
 */
export async function recogniseLines(lines: readonly LineOnPage[], model: RecognitionModel, cut: (ms: number) => void = () => undefined): Promise<DecodedLine[]> {
  const columns = lines.map(({ quad }) => lineColumns(quad, model.height));
  const decoded = new Array<DecodedLine>(lines.length);
  for (const [width, indices] of byWidth(columns, model.height)) {
    const found = await inHalves(indices, async (part) => {
      const { dims, fill } = lineTensor(part.map((index) => lines[index]!), width, model.height, model);
      const timed = (data: Float32Array): void => {
        const began = performance.now();
        fill(data);
        cut(performance.now() - began);
      };
      const read = ctcDecode(await model.infer({ dims, fill: timed }), model.classes, part.map((index) => columns[index]! / width));
      return read.map((line) => honest(line, model.calibration.character));
    });
    indices.forEach((index, place) => { decoded[index] = found[place]!; });
  }
  return decoded;
}

/** The line with what its characters' confidences are worth. */
function honest(line: DecodedLine, curve: CalibrationCurve | undefined): DecodedLine {
  return curve ? { ...line, chars: line.chars.map((char) => ({ ...char, confidence: calibrated(char.confidence, curve) })) } : line;
}

function byWidth(columns: readonly number[], height: number): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  columns.forEach((own, index) => {
    const width = paddedColumns(own, height);
    const group = groups.get(width);
    if (group) group.push(index);
    else groups.set(width, [index]);
  });
  return groups;
}

/**
 * Width that a line of this many columns is padded to. It hangs on the line alone and not on its neighbours in a batch, because what a network
 * reads changes a little with the padding: the same page must read the same however it is shared out.
 */
export function paddedColumns(columns: number, height: number): number {
  const proportion = Math.max(MIN_PROPORTION, columns / height);
  const step = 2 ** Math.floor(Math.log2(proportion)) / WIDTHS_PER_OCTAVE;
  return Math.ceil((Math.ceil(proportion / step - 1e-9) * step * height) / WIDTH_STEP - 1e-9) * WIDTH_STEP;
}
