/** Pixel work that no library does for us deterministically: warping, uneven light, grain, dirt. Pictures are plain 8-bit buffers. */

/** @typedef {{data: Uint8Array, width: number, height: number, channels: number}} Picture */

/** @param {Picture} rgba @param {1|3} channels grey (Rec. 601) or colour @returns {Picture} */
export function dropAlpha({ data, width, height }, channels) {
  const out = new Uint8Array(width * height * channels);
  for (let i = 0, o = 0; i < data.length; i += 4) {
    if (channels === 1) out[o++] = (data[i] * 77 + data[i + 1] * 150 + data[i + 2] * 29) >> 8;
    else {
      out[o++] = data[i];
      out[o++] = data[i + 1];
      out[o++] = data[i + 2];
    }
  }
  return { data: out, width, height, channels };
}

/**
 * Draws `source` into `target` through an inverse mapping, bilinear; target pixels that map outside stay as they are.
 * `bend` is how far the paper arches: source rows shift by `bend * sin(pi * x / width)`.
 * @param {Picture} source @param {Picture} target same channels @param {number[]} inverse homography from target to source @param {number} bend
 */
export function warpInto(source, target, inverse, bend = 0) {
  const { data: from, width: w, height: h, channels } = source;
  const { data: to, width, height } = target;
  const [a, b, c, d, e, f, g, k, l] = inverse;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const z = g * x + k * y + l;
      const u = (a * x + b * y + c) / z;
      if (u < 0 || u >= w - 1) continue;
      const v = (d * x + e * y + f) / z + (bend === 0 ? 0 : bend * Math.sin((Math.PI * u) / w));
      if (v < 0 || v >= h - 1) continue;
      const left = u | 0;
      const top = v | 0;
      const fu = u - left;
      const fv = v - top;
      const at = (top * w + left) * channels;
      const below = at + w * channels;
      const o = (y * width + x) * channels;
      for (let p = 0; p < channels; p++) {
        const upper = from[at + p] + (from[at + channels + p] - from[at + p]) * fu;
        const lower = from[below + p] + (from[below + channels + p] - from[below + p]) * fu;
        to[o + p] = upper + (lower - upper) * fv + 0.5;
      }
    }
  }
}

/** A smooth random field: a coarse grid of values, interpolated. @param {import('../random.mjs').Random} random @param {number} cells @param {number} low @param {number} high */
export function smoothField(random, cells, low, high) {
  const side = cells + 1;
  const grid = Float32Array.from({ length: side * side }, () => random.range(low, high));
  /** @param {number} u 0..1 @param {number} v 0..1 */
  return (u, v) => {
    const x = Math.min(u * cells, cells - 1e-6);
    const y = Math.min(v * cells, cells - 1e-6);
    const i = (y | 0) * side + (x | 0);
    const fx = x - (x | 0);
    const fy = y - (y | 0);
    const upper = grid[i] + (grid[i + 1] - grid[i]) * fx;
    const lower = grid[i + side] + (grid[i + side + 1] - grid[i + side]) * fx;
    return upper + (lower - upper) * fy;
  };
}

const STEP = 8;

/**
 * Multiplies by a light that varies slowly; the light is worked out every few pixels only. @param {Picture} picture
 * @param {(u: number, v: number) => number} light @param {number[]} tint one factor per channel
 */
export function applyLight({ data, width, height, channels }, light, tint = [1, 1, 1]) {
  for (let top = 0; top < height; top += STEP) {
    for (let left = 0; left < width; left += STEP) {
      const factor = light(left / width, top / height);
      const [bottom, right] = [Math.min(top + STEP, height), Math.min(left + STEP, width)];
      for (let y = top; y < bottom; y++) {
        for (let o = (y * width + left) * channels, end = (y * width + right) * channels; o < end; o += channels) {
          for (let p = 0; p < channels; p++) {
            const value = data[o + p] * factor * tint[p];
            data[o + p] = value > 255 ? 255 : value;
          }
        }
      }
    }
  }
}

/** Pale print: dark becomes paper by the given share. @param {Picture} picture @param {(u: number, v: number) => number} strength 1 keeps the ink, 0 loses it */
export function fadeInk({ data, width, height, channels }, strength) {
  for (let y = 0; y < height; y++) {
    for (let left = 0; left < width; left += STEP) {
      const keep = strength(left / width, y / height);
      const end = Math.min(left + STEP, width) * channels + y * width * channels;
      for (let o = (y * width + left) * channels; o < end; o++) data[o] = 255 - (255 - data[o]) * keep;
    }
  }
}

/** Sensor noise of a given deviation, the same in all channels of a pixel half of the time as cameras do. @param {Picture} picture @param {import('../random.mjs').Random} random @param {number} sigma */
export function addGrain({ data, channels }, random, sigma) {
  const table = Int8Array.from({ length: 4096 }, () => Math.max(-120, Math.min(120, Math.round(random.normal() * sigma))));
  let state = random.int(1, 0x7fffffff);
  for (let o = 0; o < data.length; o += channels) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    for (let p = 0; p < channels; p++) {
      const value = data[o + p] + table[(state >>> (p * 5)) & 4095];
      data[o + p] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

/** Dust on the glass and lost toner. @param {Picture} picture @param {import('../random.mjs').Random} random @param {number} count */
export function addSpecks({ data, width, height, channels }, random, count) {
  for (let i = 0; i < count; i++) {
    const size = random.chance(0.15) ? random.int(2, 4) : random.int(1, 2);
    const [x, y] = [random.int(0, width - size - 1), random.int(0, height - size - 1)];
    const tone = random.chance(0.7) ? random.int(20, 150) : 255;
    for (let dy = 0; dy < size; dy++) data.fill(tone, ((y + dy) * width + x) * channels, ((y + dy) * width + x + size) * channels);
  }
}

/** A fold across the page: a line that is a little darker, with ink lost along it. @param {Picture} picture @param {number} y @param {number} depth 0..1 @param {number} slope */
export function addFold({ data, width, height, channels }, y, depth, slope) {
  for (let x = 0; x < width; x++) {
    const middle = Math.round(y + slope * x);
    for (let dy = -4; dy <= 4; dy++) {
      const row = middle + dy;
      if (row < 0 || row >= height) continue;
      const weight = depth * (1 - Math.abs(dy) / 5);
      for (let p = 0, o = (row * width + x) * channels; p < channels; p++, o++) {
        const lifted = data[o] + (235 - data[o]) * weight * 0.45;
        data[o] = dy > 0 ? lifted * (1 - weight * 0.28) : lifted;
      }
    }
  }
}

/** Black or white, as a fax sees. @param {Picture} picture grey @param {number} threshold */
export function threshold({ data }, threshold) {
  for (let i = 0; i < data.length; i++) data[i] = data[i] < threshold ? 0 : 255;
}
