/** What an office scanner makes of a page. */
import sharp from 'sharp';
import { invert, moveLines, multiply, rotating, shifting, turning } from './geometry.mjs';
import { addFold, addGrain, addSpecks, applyLight, dropAlpha, fadeInk, smoothField, threshold, warpInto } from './pixels.mjs';
import { signOver, stampOver } from './stamp.mjs';

/**
 * @param {import('./pixels.mjs').Picture} raw RGBA @param {{text: string, quad: [number, number][]}[]} lines in its pixels
 * @param {import('../random.mjs').Random} random @param {{turn: 0|90|180|270, dpi: number}} how turned clockwise, and the resolution of `raw`
 */
export async function scanPage(raw, lines, random, { turn, dpi }) {
  const colour = random.chance(0.35);
  const page = dropAlpha(raw, colour ? 3 : 1);
  if (random.chance(0.35)) await stampOver(page, random, dpi);
  if (random.chance(0.4)) signOver(page, random, dpi);
  fadeInk(page, smoothField(random, 5, random.range(0.55, 0.9), 1));
  if (random.chance(0.3)) for (const part of random.pick([[0.33, 0.66], [0.5]])) addFold(page, page.height * part + random.range(-20, 20), random.range(0.4, 0.9), random.range(-0.004, 0.004));

  const { width, height, channels } = page;
  const skew = random.range(-2, 2);
  const move = multiply(shifting(width / 2 + random.range(-8, 8), height / 2 + random.range(-8, 8)), multiply(rotating(skew), shifting(-width / 2, -height / 2)));
  const scan = { data: new Uint8Array(width * height * channels).fill(random.pick([255, 250, 242, 228])), width, height, channels };
  warpInto(page, scan, invert(move));
  applyLight(scan, smoothField(random, 3, random.range(0.86, 0.97), 1), colour ? [1, random.range(0.97, 1), random.range(0.92, 1)] : undefined);
  addSpecks(scan, random, random.int(10, 350));
  addGrain(scan, random, random.range(1, 7));
  if (!colour && dpi >= 195 && random.chance(0.15)) threshold(scan, random.int(150, 190));

  let pipeline = sharp(scan.data, { raw: scan }).blur(random.range(0.35, 0.8));
  if (turn) pipeline = pipeline.rotate(turn);
  const bytes = await pipeline.jpeg({ quality: random.int(55, 88), chromaSubsampling: '4:2:0' }).toBuffer();
  const sideways = turn === 90 || turn === 270;
  return { bytes, extension: 'jpg', width: sideways ? height : width, height: sideways ? width : height, lines: moveLines(lines, multiply(turning(turn, width, height), move)) };
}
