/** A PDF under the pen: text at a baseline, lines, boxes, and a record of every printed run with its place. */
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, degrees, rgb } from 'pdf-lib';
import { fontBytes } from './fonts.mjs';

/** @typedef {{size?: number, weight?: 'regular'|'bold'|'italic', align?: 'left'|'right'|'center', color?: number[], width?: number, leading?: number}} TextStyle */
/** @typedef {{text: string, quad: [number, number][]}} Run quad in points from the top left of the page */

const FIXED_DATE = new Date('2026-01-02T03:04:05Z');
const toColor = ([r, g, b]) => rgb(r, g, b);

export class Sheet {
  /** @param {{family: string, size?: [number, number], title?: string, producer?: string}} options page size in points */
  static async open({ family, size = [595.28, 841.89], title = 'Faktura', producer = 'Fakturownik 4.2' }) {
    const pdf = await PDFDocument.create();
    pdf.registerFontkit(fontkit);
    pdf.setTitle(title);
    pdf.setProducer(producer);
    pdf.setCreator(producer);
    pdf.setCreationDate(FIXED_DATE);
    pdf.setModificationDate(FIXED_DATE);
    const sheet = new Sheet();
    sheet.pdf = pdf;
    [sheet.width, sheet.height] = size;
    sheet.fonts = {};
    for (const weight of ['regular', 'bold', 'italic']) sheet.fonts[weight] = await pdf.embedFont(fontBytes(family, weight), { subset: true });
    /** @type {{lines: Run[]}[]} */
    sheet.pages = [];
    sheet.newPage();
    return sheet;
  }

  newPage() {
    this.page = this.pdf.addPage([this.width, this.height]);
    this.pages.push({ lines: [] });
    this.index = this.pages.length - 1;
  }

  /** Visits every page once all are there, for `Strona 1/3`. @param {(page: number, count: number) => void} draw pages from 1 */
  onEveryPage(draw) {
    const count = this.pages.length;
    this.pdf.getPages().forEach((page, i) => {
      this.page = page;
      this.index = i;
      draw(i + 1, count);
    });
  }

  /** @param {string} text @param {number} size @param {'regular'|'bold'|'italic'} weight */
  measure(text, size = 9, weight = 'regular') { return this.fonts[weight].widthOfTextAtSize(text, size); }

  /**
   * One run of text; `y` is the baseline from the top. With `width` a run that is too long shrinks a little, at most by a third.
   * @param {string} text @param {number} x left, right or middle of the run, by `align` @param {number} y @param {TextStyle} style
   * @returns {number} the run's width
   */
  text(text, x, y, style = {}) {
    if (text === '') return 0;
    const { weight = 'regular', align = 'left', color = [0.1, 0.1, 0.1] } = style;
    let { size = 9 } = style;
    let width = this.measure(text, size, weight);
    if (style.width && width > style.width) {
      size *= Math.max(0.66, style.width / width);
      width = this.measure(text, size, weight);
    }
    const left = align === 'right' ? x - width : align === 'center' ? x - width / 2 : x;
    this.page.drawText(text, { x: left, y: this.height - y, size, font: this.fonts[weight], color: toColor(color) });
    const [top, bottom] = [y - 0.78 * size, y + 0.22 * size];
    this.pages[this.index].lines.push({ text: text.replaceAll('\u00a0', ' '), quad: [[left, top], [left + width, top], [left + width, bottom], [left, bottom]] });
    return width;
  }

  /** Words broken into lines that fit. @param {string} text @param {number} width @param {number} size @param {'regular'|'bold'|'italic'} weight */
  wrap(text, width, size = 9, weight = 'regular') {
    const lines = [];
    for (const paragraph of text.split('\n')) {
      let line = '';
      for (const word of paragraph.split(' ')) {
        const longer = line ? `${line} ${word}` : word;
        if (line && this.measure(longer, size, weight) > width) {
          lines.push(line);
          line = word;
        } else line = longer;
      }
      lines.push(line);
    }
    return lines;
  }

  /** Wrapped text. @param {string} text @param {number} x @param {number} y first baseline @param {TextStyle & {width: number}} style @returns {number} next free baseline */
  paragraph(text, x, y, style) {
    const { size = 9, weight = 'regular', leading = size * 1.3 } = style;
    for (const line of this.wrap(text, style.width, size, weight)) {
      this.text(line, x, y, { ...style, size, weight });
      y += leading;
    }
    return y;
  }

  /** Several lines under each other. @param {string[]} texts @param {number} x @param {number} y @param {TextStyle} style @returns {number} next free baseline */
  stack(texts, x, y, style = {}) {
    const { size = 9, leading = size * 1.35 } = style;
    for (const text of texts) {
      y = style.width ? this.paragraph(text, x, y, { ...style, size, leading, width: style.width }) : (this.text(text, x, y, style), y + leading);
    }
    return y;
  }

  /** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {{thickness?: number, color?: number[], dash?: number[]}} style */
  line(x1, y1, x2, y2, { thickness = 0.6, color = [0.2, 0.2, 0.2], dash } = {}) {
    this.page.drawLine({ start: { x: x1, y: this.height - y1 }, end: { x: x2, y: this.height - y2 }, thickness, color: toColor(color), dashArray: dash });
  }

  /** @param {number} x @param {number} y top @param {number} w @param {number} h @param {{fill?: number[], border?: number[], thickness?: number}} style */
  box(x, y, w, h, { fill, border, thickness = 0.6 } = {}) {
    this.page.drawRectangle({
      x, y: this.height - y - h, width: w, height: h, borderWidth: border ? thickness : 0,
      ...(fill ? { color: toColor(fill) } : {}), ...(border ? { borderColor: toColor(border) } : {}),
    });
  }

  /** A ring, for logos and stamps. @param {number} x @param {number} y @param {number} radius @param {number[]} color */
  disc(x, y, radius, color) { this.page.drawCircle({ x, y: this.height - y, size: radius, color: toColor(color) }); }

  /** Slanted text that is decoration, not content; it is not recorded. @param {string} text @param {number} x @param {number} y @param {number} size @param {number[]} color */
  watermark(text, x, y, size, color) {
    this.page.drawText(text, { x, y: this.height - y, size, font: this.fonts.bold, color: toColor(color), rotate: degrees(35) });
  }

  /** @returns {Promise<Uint8Array>} */
  save() { return this.pdf.save({ useObjectStreams: true }); }
}
