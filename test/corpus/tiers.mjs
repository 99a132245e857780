/** The same document as a text-layer PDF, a clean picture, an office scan and a phone photo: files with the truth beside them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { moveLines, scaling } from './render/geometry.mjs';
import { rasterise } from './render/rasterise.mjs';
import { PAGE_DPI } from './make-document.mjs';
import { Random } from './random.mjs';
import { HARD_DPI, HARD_TIERS, spoil } from './render/hard.mjs';
import { photograph } from './render/photo.mjs';
import { scanPage } from './render/scan.mjs';

/** @typedef {'pdf'|'clean'|'scan'|'photo'} Tier */
export const TIERS = /** @type {Tier[]} */ (['pdf', 'clean', 'scan', 'photo']);
/** Made on request only: what preprocessing is measured on. */
export { HARD_TIERS };

const POINTS_PER_INCH = 72;
/** So many scans and photos lie on their side or upside down. */
const TURNED = 0.25;
/** Some single pages too arrive as a scan inside a PDF; several pages always do. */
const SCAN_IN_PDF = 0.15;

/**
 * @param {Awaited<ReturnType<typeof import('./make-document.mjs').makeDocument>>} document
 * @param {{layout: string, set: string, seed: string, case: string}} about @param {Tier} tier @param {string} folder
 * @returns {Promise<string>} the file's name
 */
export async function writeTier(document, about, tier, folder) {
  const random = new Random(`${about.layout}#${about.seed}/${tier}`);
  const made = tier === 'pdf' ? { bytes: document.pdf, extension: 'pdf', rotation: 0, pages: pagesAt(document.pages, PAGE_DPI) } : await picture(document, tier, random);
  const name = `${about.case}-${tier}`;
  const file = `${name}.${made.extension}`;
  await writeFile(join(folder, file), made.bytes);
  const truth = { file, case: name, tier, layout: about.layout, set: about.set, seed: about.seed, rotation: made.rotation, truth: document.truth, pages: made.pages };
  await writeFile(join(folder, `${name}.truth.json`), `${JSON.stringify(truth)}\n`);
  return file;
}

const pagesAt = (pages, dpi) => pages.map((page, i) => ({
  page: i + 1, width: Math.round((page.width * dpi) / POINTS_PER_INCH), height: Math.round((page.height * dpi) / POINTS_PER_INCH), lines: moveLines(page.lines, scaling(dpi / POINTS_PER_INCH)),
}));

const SHOOT = {
  clean: async (picture, lines) => {
    const bytes = await sharp(picture.data, { raw: picture }).removeAlpha().png({ compressionLevel: 4 }).toBuffer();
    return { bytes, extension: 'png', width: picture.width, height: picture.height, lines };
  },
  scan: scanPage,
  photo: photograph,
  ...Object.fromEntries(HARD_TIERS.map((fault) => [fault, (...page) => spoil(fault, ...page)])),
};

/** `rotation` in the truth is the clockwise turn that makes the page upright again. */
async function picture(document, tier, random) {
  const turn = tier !== 'clean' && random.chance(TURNED) ? random.pick([90, 180, 270]) : 0;
  const dpi = tier === 'scan' ? random.pick([150, 200, 200, 240, 300]) : (HARD_DPI[tier] ?? PAGE_DPI);
  const shots = [];
  await rasterise(document.pdf, dpi, async (raw, i) => {
    const lines = moveLines(document.pages[i].lines, scaling(dpi / POINTS_PER_INCH));
    shots.push(await SHOOT[tier](raw, lines, random.fork(`page${i}`), { turn, dpi, single: document.pages.length === 1 }));
  });
  if (shots.length === 1 && !(tier === 'scan' && random.chance(SCAN_IN_PDF))) {
    const [{ bytes, extension, width, height, lines }] = shots;
    return { bytes, extension, rotation: (360 - turn) % 360, pages: [{ page: 1, width, height, lines }] };
  }
  return { bytes: await bindPdf(shots, dpi), extension: 'pdf', rotation: (360 - turn) % 360, pages: pagesAtDpi(shots, dpi) };
}

/** Pictures bound into a PDF have the pixels of the page at PAGE_DPI, whatever they were taken with. */
const pagesAtDpi = (shots, dpi) => shots.map((shot, i) => ({
  page: i + 1, width: Math.round((shot.width * PAGE_DPI) / dpi), height: Math.round((shot.height * PAGE_DPI) / dpi), lines: moveLines(shot.lines, scaling(PAGE_DPI / dpi)),
}));

async function bindPdf(shots, dpi) {
  const pdf = await PDFDocument.create();
  const date = new Date('2026-01-02T03:04:05Z');
  pdf.setProducer('Skaner 3.1');
  pdf.setCreationDate(date);
  pdf.setModificationDate(date);
  for (const shot of shots) {
    const image = shot.extension === 'png' ? await pdf.embedPng(shot.bytes) : await pdf.embedJpg(shot.bytes);
    const [width, height] = [(shot.width * POINTS_PER_INCH) / dpi, (shot.height * POINTS_PER_INCH) / dpi];
    pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }
  return pdf.save();
}
