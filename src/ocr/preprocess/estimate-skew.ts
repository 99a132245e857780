import type { Point } from '../ocr.types';

/** How far a page leans from the nearest quarter turn, in degrees clockwise. `along` is the axis its lines run along. */
export interface Skew { readonly degrees: number; readonly along: 'x' | 'y' }

const RANGE = 16;
/** Looked at as well where the lines seem to lean by the whole range. */
const FAR = 20;
const COARSE = 0.25;
const FINE = 0.05;
/** A peak must stand out: the energy of a page of lines is well above that of points strewn about. */
const MIN_PEAK = 1.25;
const MIN_POINTS = 30;
/** So many tell as much as all. */
const MAX_POINTS = 1500;

/**
 * Skew by the sharpest projection of the characters' feet (Baird 1987, "The skew angle of printed documents"): seen along the
 * lines they fall on few places. Tried along both axes, because a page may lie on its side.
 * @param feet bottom centres of characters, for lines that run along x
 * @param sides left centres of the same characters, for lines that run along y
 * @returns `null` where nothing lines up
 */
export function estimateSkew(feet: readonly Point[], sides: readonly Point[]): Skew | null {
  if (feet.length < MIN_POINTS) return null;
  const stride = Math.ceil(feet.length / MAX_POINTS);
  const some = (points: readonly Point[]): Point[] => points.filter((_, i) => i % stride === 0);
  const flat = sharpest(some(feet));
  // Turned by a quarter, what leans clockwise still leans clockwise: (x, y) → (-y, x) seen along the new x.
  const upright = sharpest(some(sides).map(([x, y]) => [-y, x]));
  const [best, along] = flat.peak >= upright.peak ? [flat, 'x' as const] : [upright, 'y' as const];
  return best.peak < MIN_PEAK ? null : { degrees: best.degrees, along };
}

interface Peak { readonly degrees: number; readonly peak: number }

function sharpest(points: readonly Point[]): Peak {
  const energy = projectionEnergy(points);
  const angles = steps(-RANGE, RANGE, COARSE);
  const energies = angles.map(energy);
  const within = strongest(angles, energies).degrees;
  const beyond = steps(RANGE, FAR, COARSE).map((degrees) => Math.sign(within) * degrees);
  const coarse = Math.abs(within) < RANGE - COARSE ? within : strongest(beyond, beyond.map(energy)).degrees;
  const usual = [...energies].sort((a, b) => a - b)[energies.length >> 1]!;
  const near = steps(coarse - COARSE, coarse + COARSE, FINE);
  const { degrees, top } = strongest(near, near.map(energy));
  return { degrees, peak: top / usual };
}

/** The angle of the greatest energy, and that. */
function strongest(angles: readonly number[], energies: readonly number[]): { readonly degrees: number; readonly top: number } {
  const top = Math.max(...energies);
  return { degrees: angles[energies.indexOf(top)]!, top };
}

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.round((to - from) / by) + 1 }, (_, index) => from + index * by);
}

/** Sum of squares of the histogram of the points' heights above lines that lean by an angle; each point shared by its two nearest bins. */
function projectionEnergy(points: readonly Point[]): (degrees: number) => number {
  const xs = Float32Array.from(points, ([x]) => x);
  // Whole pixels fall on whole bins at 0 degrees alone; strewn over their pixel, no angle is preferred.
  const ys = Float32Array.from(points, ([, y], i) => y + ((i * 0.618) % 1));
  const reach = Math.ceil(Math.max(...xs.map(Math.abs)) + Math.max(...ys.map(Math.abs))) + 2;
  const bins = new Float32Array(reach * 2 + 2);
  return (degrees) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    bins.fill(0);
    for (let i = 0; i < xs.length; i++) {
      const height = ys[i]! * cos - xs[i]! * sin + reach;
      const bin = height | 0;
      const part = height - bin;
      bins[bin] = bins[bin]! + 1 - part;
      bins[bin + 1] = bins[bin + 1]! + part;
    }
    let sum = 0;
    for (let i = 0; i < bins.length; i++) sum += bins[i]! * bins[i]!;
    return sum;
  };
}
