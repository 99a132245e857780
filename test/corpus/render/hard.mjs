/** One fault at a time, and more of it than offices and phones usually make: what each step of preprocessing is measured on. */
import sharp from 'sharp';
import { invert, moveLines, multiply, rotating, shifting, toQuad, turning } from './geometry.mjs';
import { addGrain, applyLight, dropAlpha, fadeInk, smoothField, warpInto } from './pixels.mjs';

const TABLES = [[58, 46, 38], [70, 72, 78], [52, 58, 70], [30, 30, 32]];

/** Pixels per inch at which a fault's pages are drawn, where it matters. */
export const HARD_DPI = { 'hard-small': 100, 'hard-tiny': 72 };

/** @type {Record<string, (page: import('./pixels.mjs').Picture, random: import('../random.mjs').Random) => {picture: import('./pixels.mjs').Picture, move?: number[]}>} `move` takes the page's pixels to the picture's */
const FAULTS = {
  'hard-skew': (page, random) => turned(page, random.pick([-1, 1]) * random.range(4, 15), random.pick([255, 238, 210])),
  'hard-small': (page) => ({ picture: page }),
  'hard-tiny': (page) => ({ picture: page }),
  'hard-shadow': (page, random) => {
    applyLight(page, smoothField(random, 2, 0.45, 1), [1, random.range(0.93, 1), random.range(0.82, 1)]);
    applyLight(page, hardShadow(random));
    return { picture: page };
  },
  'hard-perspective': (page, random) => tilted(page, random),
  'hard-inverted': (page) => {
    for (let i = 0; i < page.data.length; i++) page.data[i] = 255 - page.data[i];
    return { picture: page };
  },
  'hard-faded': (page, random) => {
    fadeInk(page, smoothField(random, 3, 0.12, 0.3));
    return { picture: page };
  },
  'hard-noise': (page, random) => {
    addGrain(page, random, random.range(22, 40));
    return { picture: page };
  },
};
export const HARD_TIERS = Object.keys(FAULTS);

/**
 * @param {string} fault
 * @param {import('./pixels.mjs').Picture} raw RGBA @param {{text: string, quad: [number, number][]}[]} lines in its pixels
 * @param {import('../random.mjs').Random} random @param {{turn: 0|90|180|270}} how turned clockwise
 */
export async function spoil(fault, raw, lines, random, { turn }) {
  const { picture, move } = FAULTS[fault](dropAlpha(raw, 3), random);
  addGrain(picture, random, 2);
  let pipeline = sharp(picture.data, { raw: picture }).blur(0.4);
  if (turn) pipeline = pipeline.rotate(turn);
  const bytes = await pipeline.jpeg({ quality: 75, chromaSubsampling: '4:2:0' }).toBuffer();
  const { width, height } = picture;
  const sideways = turn === 90 || turn === 270;
  const turns = turning(turn, width, height);
  return { bytes, extension: 'jpg', width: sideways ? height : width, height: sideways ? width : height, lines: moveLines(lines, move ? multiply(turns, move) : turns) };
}

/** The page turned by any angle, in a frame that holds it whole. */
function turned(page, degrees, bed) {
  const [cos, sin] = [Math.abs(Math.cos((degrees * Math.PI) / 180)), Math.abs(Math.sin((degrees * Math.PI) / 180))];
  const [width, height] = [Math.ceil(page.width * cos + page.height * sin), Math.ceil(page.width * sin + page.height * cos)];
  const move = multiply(shifting(width / 2, height / 2), multiply(rotating(degrees), shifting(-page.width / 2, -page.height / 2)));
  const picture = { data: new Uint8Array(width * height * 3).fill(bed), width, height, channels: 3 };
  warpInto(page, picture, invert(move));
  return { picture, move };
}

/** The page on a dark table, seen from its foot. */
function tilted(page, random) {
  const [width, height] = [Math.round(page.width * 1.1), Math.round(page.height * 1.05)];
  const [x, y, w, h] = [page.width * 0.05, page.height * random.range(0.04, 0.12), page.width, page.height * random.range(0.8, 0.9)];
  const far = random.range(0.1, 0.22) * w;
  const jitter = () => random.range(-0.02, 0.02) * w;
  const move = toQuad(page.width, page.height, [[x + far, y], [x + w - far * random.range(0.3, 1), y], [x + w, y + h], [x, y + h]].map(([px, py]) => [px + jitter(), py + jitter()]));
  const picture = { data: new Uint8Array(width * height * 3), width, height, channels: 3 };
  const table = random.pick(TABLES);
  for (let i = 0; i < picture.data.length; i++) picture.data[i] = table[i % 3];
  warpInto(page, picture, invert(move));
  return { picture, move };
}

/** A shadow with an edge, across the page. */
function hardShadow(random) {
  const angle = random.range(0, 6.28);
  const [edge, soft, depth] = [random.range(-0.25, 0.25), random.range(0.004, 0.05), random.range(0.45, 0.7)];
  return (u, v) => 1 - depth / (1 + Math.exp((-4 * ((u - 0.5) * Math.cos(angle) + (v - 0.5) * Math.sin(angle) - edge)) / soft));
}
