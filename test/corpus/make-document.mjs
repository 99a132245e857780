/** One document from one seed: the drawn PDF, what can be seen on it, and where. */
import { Sheet } from './draw/sheet.mjs';
import { Ink, makeStyle } from './ink.mjs';
import { LAYOUTS } from './layouts/index.mjs';
import { Random } from './random.mjs';

export const PAGE_DPI = 200;

/**
 * @param {string} layoutName
 * @param {string} seed
 * @returns {Promise<{pdf: Uint8Array, truth: any, pages: {width: number, height: number, lines: {text: string, quad: [number, number][]}[]}[]}>} pages in points
 */
export async function makeDocument(layoutName, seed) {
  const layout = LAYOUTS[layoutName];
  const random = new Random(`${layoutName}#${seed}`);
  const invoice = layout.build(random.fork('invoice'));
  const ink = new Ink(invoice, makeStyle(random.fork('style'), layout.style));
  const sheet = await Sheet.open({ family: random.pick(layout.families), size: layout.size, title: `Faktura ${invoice.number}` });
  layout.draw(sheet, ink, random.fork('draw'));
  const pages = sheet.pages.map((page) => ({ width: sheet.width, height: sheet.height, lines: page.lines }));
  return { pdf: await sheet.save(), truth: ink.truth(), pages };
}
