/** What a phone makes of a page on a table: perspective, an arched sheet, shadow, warm light, grain, JPEG. */
import sharp from 'sharp';
import { invert, mapPoint, moveLines, toQuad, turning } from './geometry.mjs';
import { addFold, addGrain, applyLight, dropAlpha, smoothField, warpInto } from './pixels.mjs';
import { signOver, stampOver } from './stamp.mjs';

/** Pixels of the frame; the smallest is what messengers leave of a picture. */
const SIZES = [[1280, 1707], [1536, 2048], [1800, 2400], [1800, 2400], [2250, 3000]];
/** Phones store many upright pictures lying, with an EXIF note to turn them: sizes and quads here are those after the turn. */
const SENSOR_ACROSS = 0.15;
const TABLES = [[118, 84, 58], [70, 72, 78], [168, 158, 142], [52, 58, 70], [140, 120, 96]];

/**
 * @param {import('./pixels.mjs').Picture} raw RGBA @param {{text: string, quad: [number, number][]}[]} lines in its pixels
 * @param {import('../random.mjs').Random} random @param {{turn: 0|90|180|270, dpi: number, single: boolean}} how turned clockwise, the resolution of `raw`, and whether the picture stays a file of its own
 */
export async function photograph(raw, lines, random, { turn, dpi, single }) {
  const page = dropAlpha(raw, 3);
  if (random.chance(0.35)) await stampOver(page, random, dpi);
  if (random.chance(0.35)) signOver(page, random, dpi);
  if (random.chance(0.4)) for (const part of random.pick([[0.33, 0.66], [0.5]])) addFold(page, page.height * part, random.range(0.5, 1), random.range(-0.004, 0.004));

  const size = random.pick(SIZES);
  const [width, height] = page.width > page.height ? [size[1], size[0]] : size;
  const bend = random.chance(0.5) ? random.range(-14, 14) : 0;
  const corners = cornersOf(page, width, height, random);
  const homography = toQuad(page.width, page.height, corners);
  const photo = { data: table(width, height, random), width, height, channels: 3 };
  warpInto(page, photo, invert(homography), bend);
  applyLight(photo, lightOf(random), [1, random.range(0.93, 1), random.range(0.82, 1)]);
  addGrain(photo, random, random.range(2, 7));

  let pipeline = sharp(photo.data, { raw: photo }).blur(random.range(0.5, 1.3));
  if (turn) pipeline = pipeline.rotate(turn);
  const sensor = single && turn === 0 && random.chance(SENSOR_ACROSS);
  if (sensor) pipeline = pipeline.rotate(270).withMetadata({ orientation: 6 });
  const bytes = await pipeline.jpeg({ quality: random.int(45, 88), chromaSubsampling: '4:2:0' }).toBuffer();
  const arched = lines.map(({ text, quad }) => ({ text, quad: quad.map(([x, y]) => mapPoint(homography, [x, y - bend * Math.sin((Math.PI * x) / page.width)])) }));
  const sideways = turn === 90 || turn === 270;
  return { bytes, extension: 'jpg', width: sideways ? height : width, height: sideways ? width : height, lines: moveLines(arched, turning(turn, width, height)) };
}

/** Where the page's corners land: nearly filling the frame, slightly turned, the far edge shorter. */
function cornersOf(page, width, height, random) {
  const scale = Math.min(width / page.width, height / page.height) * random.range(0.88, 0.97);
  const [w, h] = [page.width * scale, page.height * scale];
  const [x, y] = [(width - w) / 2 + random.range(-0.01, 0.01) * width, (height - h) / 2 + random.range(-0.01, 0.01) * height];
  const angle = (random.range(-3, 3) * Math.PI) / 180;
  const far = random.range(0, 0.05) * w;
  const jitter = () => random.range(-0.012, 0.012) * w;
  return [[x + far, y], [x + w - far, y], [x + w, y + h], [x, y + h]].map(([px, py]) => {
    const [dx, dy] = [px - width / 2, py - height / 2];
    return [width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle) + jitter(), height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle) + jitter()];
  });
}

function table(width, height, random) {
  const base = random.pick(TABLES);
  const field = smoothField(random, 12, 0.75, 1.15);
  const grain = random.chance(0.5) ? random.range(0.02, 0.06) : 0;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, o = 0; y < height; y++) {
    const stripe = 1 + grain * Math.sin(y * 0.21 + Math.sin(y * 0.013) * 9);
    for (let x = 0; x < width; x++, o += 3) {
      const tone = (x & 7) === 0 ? field(x / width, y / height) * stripe : data[o - 3] / base[0];
      data[o] = base[0] * tone;
      data[o + 1] = base[1] * tone;
      data[o + 2] = base[2] * tone;
    }
  }
  return data;
}

/** Light from one side and, often, the shadow of a hand or a head with a soft edge. */
function lightOf(random) {
  const uneven = smoothField(random, 2, random.range(0.62, 0.85), 1.02);
  if (!random.chance(0.6)) return uneven;
  const [cos, sin] = [Math.cos(random.range(0, 6.28)), Math.sin(random.range(0, 6.28))];
  const [edge, soft, depth] = [random.range(-0.3, 0.3), random.range(0.04, 0.2), random.range(0.15, 0.4)];
  return (u, v) => {
    const distance = ((u - 0.5) * cos + (v - 0.5) * sin - edge) / soft;
    return uneven(u, v) * (1 - depth / (1 + Math.exp(-distance * 4)));
  };
}
