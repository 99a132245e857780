import { quadSize } from '../geometry/quad';
import { drawAligned, drawLeaning, isAligned } from '../geometry/resample';
import type { Quad } from '../ocr.types';
import type { LineOnPage } from '../pipeline/page-tasks';
import type { PixelScaling, TensorToFill } from '../session/inference.port';

/** Most samples along each side of a target pixel. */
const MAX_SAMPLES = 6;
/** From so many source pixels per target pixel on several are averaged, or thin strokes would fall between the samples. */
const AVERAGE_FROM = 1.5;

/** Columns of a line brought to this height: its own proportions, so long lines are never squeezed. */
export function lineColumns(quad: Quad, height: number): number {
  const size = quadSize(quad);
  return Math.max(1, Math.round((size.width * height) / Math.max(size.height, 1)));
}

/**
 * Lines cut out of their pages as upright strips, straight into the tensor. What is wider than `width` is cut off; what lies right of a narrower line is
 * zero, mid-grey to the network.
 * @returns lines × channels × height × width
 */
export function lineTensor(lines: readonly LineOnPage[], width: number, height: number, scaling: PixelScaling): TensorToFill {
  const planeLength = height * width;
  const channels = scaling.mean.length;
  const fill = (data: Float32Array): void => {
    data.fill(0);
    lines.forEach(({ page, quad }, index) => {
      const columns = lineColumns(quad, height);
      const target = { data, offset: index * channels * planeLength, planeLength, rowLength: width, columns: Math.min(columns, width), rows: height };
      if (isAligned(quad)) drawAligned(page, quad, columns, AVERAGE_FROM, scaling, target);
      else drawLeaning(page, quad, columns, Math.max(1, Math.min(MAX_SAMPLES, Math.round(quadSize(quad).height / height))), scaling, target);
    });
  };
  return { dims: [lines.length, channels, height, width], fill };
}
