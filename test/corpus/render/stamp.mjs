/** Rubber stamps and pen strokes over the print: ink that darkens what lies under it and leaves it readable. */
import { Sheet } from '../draw/sheet.mjs';
import { rasterise } from './rasterise.mjs';
import { dropAlpha } from './pixels.mjs';

const INKS = [[0.15, 0.2, 0.75], [0.7, 0.1, 0.15], [0.35, 0.15, 0.55], [0.1, 0.45, 0.2]];
const TEXTS = [['WPŁYNĘŁO', 'Sekretariat', 'L.dz. ........ Podpis ........'], ['ZAPŁACONO', 'przelewem'], ['Sprawdzono pod względem', 'merytorycznym i formalnym', 'Główny Księgowy'], ['ZAKSIĘGOWANO', 'dekret: 402-01 / 202'],
  ['KOPIA ZGODNA', 'Z ORYGINAŁEM']];
const cache = new Map();

async function stampMask(index, dpi) {
  const key = `${index}/${dpi}`;
  if (cache.has(key)) return cache.get(key);
  const lines = TEXTS[index];
  const sheet = await Sheet.open({ family: 'dejavu-condensed', size: [170, 30 + lines.length * 15] });
  sheet.box(4, 4, 162, 22 + lines.length * 15, { border: [0, 0, 0], thickness: 2 });
  lines.forEach((text, i) => sheet.text(text, 85, 24 + i * 15, { size: i ? 9 : 13, weight: 'bold', align: 'center', width: 150 }));
  let mask;
  await rasterise(await sheet.save(), dpi, async (raw) => { mask = dropAlpha(raw, 1); });
  cache.set(key, mask);
  return mask;
}

/** @param {import('./pixels.mjs').Picture} page @param {import('../random.mjs').Random} random @param {number} dpi */
export async function stampOver(page, random, dpi) {
  const mask = await stampMask(random.int(0, TEXTS.length - 1), dpi);
  const ink = random.pick(INKS);
  const angle = (random.range(-14, 14) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [cx, cy] = [page.width * random.range(0.28, 0.75), page.height * random.range(0.15, 0.75)];
  const reach = Math.ceil(Math.hypot(mask.width, mask.height) / 2);
  const strength = random.range(0.45, 0.8);
  for (let y = Math.max(0, Math.round(cy - reach)); y < Math.min(page.height, cy + reach); y++) {
    for (let x = Math.max(0, Math.round(cx - reach)); x < Math.min(page.width, cx + reach); x++) {
      const u = Math.round((x - cx) * cos + (y - cy) * sin + mask.width / 2);
      const v = Math.round((y - cy) * cos - (x - cx) * sin + mask.height / 2);
      if (u < 0 || v < 0 || u >= mask.width || v >= mask.height) continue;
      const cover = ((255 - mask.data[v * mask.width + u]) / 255) * strength * (((u * 7 + v * 13) % 11) < 2 ? 0.5 : 1);
      if (cover > 0) tintPixel(page, x, y, ink, cover);
    }
  }
}

function tintPixel({ data, width, channels }, x, y, ink, cover) {
  const o = (y * width + x) * channels;
  const tone = channels === 1 ? [0.3 * ink[0] + 0.59 * ink[1] + 0.11 * ink[2]] : ink;
  for (let p = 0; p < channels; p++) data[o + p] *= 1 - cover * (1 - tone[p]);
}

/** A signature: a few loops of a pen. @param {import('./pixels.mjs').Picture} page @param {import('../random.mjs').Random} random @param {number} dpi */
export function signOver(page, random, dpi) {
  const ink = random.pick([[0.1, 0.15, 0.6], [0.08, 0.08, 0.1]]);
  const unit = dpi / 72;
  const [left, middle] = [page.width * random.range(0.15, 0.65), page.height * random.range(0.78, 0.9)];
  const [loops, tall, phase] = [random.range(3, 6), random.range(8, 16) * unit, random.range(0, 6)];
  const steps = Math.round(1400 * unit);
  const radius = 0.55 * unit;
  for (let i = 0; i < steps; i++) {
    const t = i / steps;
    const x = left + t * 95 * unit + Math.sin(t * loops * 7 + phase) * 9 * unit;
    const y = middle + Math.sin(t * loops * 6.1) * tall * (1 - t * 0.6) + Math.sin(t * 23 + phase) * 3 * unit;
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const [px, py] = [Math.round(x + dx), Math.round(y + dy)];
        if (px >= 0 && py >= 0 && px < page.width && py < page.height && dx * dx + dy * dy <= radius * radius) tintPixel(page, px, py, ink, 0.35);
      }
    }
  }
}
