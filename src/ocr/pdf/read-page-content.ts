import type { Point } from '../ocr.types';
import type { PageImage } from '../image/page-image';
import type { Bounds, Glyph, PdfPageContent } from './glyph';
import type { PdfPage } from './pdfium';

const IMAGE_OBJECT = 3;
const FORM_OBJECT = 5;
/** Text that is neither filled nor stroked, or only clips. */
const UNDRAWN_MODES = new Set([3, 7]);
/** Resolution at which the page is drawn to see whether its text shows. */
const LOOK_DPI = 100;
/** Least difference in brightness, of 255, between a character and what is around it. */
const SHOWS = 36;

/** Characters of a page with boxes in page pixels, and what the page looks like beside them. */
export function readPageContent(page: PdfPage): PdfPageContent {
  const { width, height } = page.size();
  const toPixels = pageToPixels(page, width, height);
  const glyphs = readGlyphs(page, toPixels);
  const look = page.render(LOOK_DPI);
  const zoom = look.width / width;
  const hidden = hiddenObjects(look, glyphs, zoom);
  const shown = glyphs.map((glyph) => (hidden.has(glyph.object) ? { ...glyph, visible: false } : glyph));
  return { width, height, glyphs: shown, imageCover: imageCover(page, toPixels, width, height), inkOutsideText: inkOutside(look, shown, zoom) };
}

type ToPixels = (x: number, y: number) => Point;

/** The library's own mapping, so that rotation and crop box are its business; asked for on a fine grid because it answers in whole numbers. */
function pageToPixels({ pdfium, handle }: PdfPage, width: number, height: number): ToPixels {
  const fine = 1000;
  const memory = pdfium.pdfium.wasmExports.malloc(8);
  const at = (x: number, y: number): Point => {
    pdfium.FPDF_PageToDevice(handle, 0, 0, width * fine, height * fine, 0, x, y, memory, memory + 4);
    const { HEAP32 } = pdfium.pdfium;
    return [HEAP32[memory >> 2]! / fine, HEAP32[(memory >> 2) + 1]! / fine];
  };
  const [origin, right, up] = [at(0, 0), at(1000, 0), at(0, 1000)];
  pdfium.pdfium.wasmExports.free(memory);
  const [ax, ay] = [(right[0] - origin[0]) / 1000, (right[1] - origin[1]) / 1000];
  const [bx, by] = [(up[0] - origin[0]) / 1000, (up[1] - origin[1]) / 1000];
  return (x, y) => [origin[0] + x * ax + y * bx, origin[1] + x * ay + y * by];
}

function readGlyphs({ pdfium, handle }: PdfPage, toPixels: ToPixels): Glyph[] {
  const text = pdfium.FPDFText_LoadPage(handle);
  if (!text) return [];
  const memory = pdfium.pdfium.wasmExports.malloc(64);
  const doubles = (count: number): number[] => Array.from(pdfium.pdfium.HEAPF64.subarray(memory >> 3, (memory >> 3) + count));
  const floats = (count: number): number[] => Array.from(pdfium.pdfium.HEAPF32.subarray(memory >> 2, (memory >> 2) + count));
  const drawn = new Map<number, boolean>();
  const isDrawn = (object: number): boolean => {
    if (object !== 0 && !drawn.has(object)) drawn.set(object, !UNDRAWN_MODES.has(pdfium.FPDFTextObj_GetTextRenderMode(object)));
    return drawn.get(object) ?? true;
  };
  const glyphs: Glyph[] = [];
  const count = pdfium.FPDFText_CountChars(text);
  for (let index = 0; index < count; index++) {
    const code = pdfium.FPDFText_GetUnicode(text, index);
    // Spaces and line ends that the library guessed; the gaps themselves are measured later.
    if (pdfium.FPDFText_IsGenerated(text, index) === 1 || code === 13 || code === 10) continue;
    if (!pdfium.FPDFText_GetCharOrigin(text, index, memory, memory + 8)) continue;
    const [x = 0, y = 0] = doubles(2);
    const matrix = pdfium.FPDFText_GetMatrix(text, index, memory) ? floats(6) : [1, 0, 0, 1, 0, 0];
    const [a = 1, b = 0, c = 0, d = 1] = matrix;
    const object = pdfium.FPDFText_GetTextObject(text, index);
    const origin = toPixels(x, y);
    const tip = toPixels(x + a, y + b);
    const top = toPixels(x + c, y + d);
    const scale = Math.hypot(top[0] - origin[0], top[1] - origin[1]);
    const box = pdfium.FPDFText_GetCharBox(text, index, memory, memory + 8, memory + 16, memory + 24) ? doubles(4) : [0, 0, 0, 0];
    const [left = 0, right = 0, bottom = 0, topY = 0] = box;
    const loose = pdfium.FPDFText_GetLooseCharBox(text, index, memory) ? floats(4) : [0, 0, 0, 0];
    glyphs.push({
      char: code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd', origin,
      angle: Math.atan2(tip[1] - origin[1], tip[0] - origin[0]), size: Math.max(1, scale * Math.abs(pdfium.FPDFText_GetFontSize(text, index))),
      box: bounds(toPixels, left, bottom, right, topY), advance: bounds(toPixels, loose[0]!, loose[3]!, loose[2]!, loose[1]!),
      object, visible: isDrawn(object), mapped: code !== 0 && pdfium.FPDFText_HasUnicodeMapError(text, index) !== 1,
    });
  }
  pdfium.pdfium.wasmExports.free(memory);
  pdfium.FPDFText_ClosePage(text);
  return glyphs;
}

function bounds(toPixels: ToPixels, left: number, bottom: number, right: number, top: number): Bounds {
  const [a, b] = [toPixels(left, bottom), toPixels(right, top)];
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
}

/** Share of the page under pictures; pictures inside a form count with the form's bounds. */
function imageCover({ pdfium, handle }: PdfPage, toPixels: ToPixels, width: number, height: number): number {
  const memory = pdfium.pdfium.wasmExports.malloc(16);
  let covered = 0;
  for (let index = 0; index < pdfium.FPDFPage_CountObjects(handle); index++) {
    const object = pdfium.FPDFPage_GetObject(handle, index);
    if (!holdsImage(pdfium, object, 3) || !pdfium.FPDFPageObj_GetBounds(object, memory, memory + 4, memory + 8, memory + 12)) continue;
    const [left = 0, bottom = 0, right = 0, top = 0] = pdfium.pdfium.HEAPF32.subarray(memory >> 2, (memory >> 2) + 4);
    const [l, t, r, b] = bounds(toPixels, left, bottom, right, top);
    covered += Math.max(0, Math.min(r, width) - Math.max(l, 0)) * Math.max(0, Math.min(b, height) - Math.max(t, 0));
  }
  pdfium.pdfium.wasmExports.free(memory);
  return Math.min(1, covered / (width * height));
}

function holdsImage(pdfium: PdfPage['pdfium'], object: number, depth: number): boolean {
  const type = pdfium.FPDFPageObj_GetType(object);
  if (type === IMAGE_OBJECT) return true;
  if (type !== FORM_OBJECT || depth === 0) return false;
  const parts = pdfium.FPDFFormObj_CountObjects(object);
  for (let index = 0; index < parts; index++) if (holdsImage(pdfium, pdfium.FPDFFormObj_GetObject(object, index), depth - 1)) return true;
  return false;
}

/**
 * Text objects of which hardly a character shows: white on white, clipped away, or covered. Judged by the object, because a
 * single character may be missing only from the font that stands in for one the file does not bring.
 */
function hiddenObjects(look: PageImage, glyphs: readonly Glyph[], zoom: number): Set<number> {
  const seen = new Map<number, { judged: number; shown: number }>();
  for (const glyph of glyphs) {
    if (!isJudged(glyph)) continue;
    const count = seen.get(glyph.object) ?? { judged: 0, shown: 0 };
    count.judged++;
    if (shows(look, glyph.box, zoom)) count.shown++;
    seen.set(glyph.object, count);
  }
  return new Set([...seen].filter(([, { judged, shown }]) => shown < judged / 2).map(([object]) => object));
}

/** Full stops and the like are too small to be seen at this resolution. */
function isJudged({ char }: Glyph): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

function shows({ grey, width, height }: PageImage, [left, top, right, bottom]: Bounds, zoom: number): boolean {
  const [x0, x1] = [Math.max(0, Math.floor(left * zoom) - 1), Math.min(width - 1, Math.ceil(right * zoom))];
  const [y0, y1] = [Math.max(0, Math.floor(top * zoom) - 1), Math.min(height - 1, Math.ceil(bottom * zoom))];
  let [low, high] = [255, 0];
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const value = grey[y * width + x]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return high - low >= SHOWS;
}

/** Share of the sharp steps from pixel to pixel that no visible character explains. */
function inkOutside({ grey, width, height }: PageImage, glyphs: readonly Glyph[], zoom: number): number {
  const explained = new Uint8Array(width * height);
  for (const { box: [left, top, right, bottom], visible, size } of glyphs) {
    if (!visible || right <= left) continue;
    const pad = size * 0.1;
    const [x0, x1] = [Math.max(0, Math.floor((left - pad) * zoom)), Math.min(width, Math.ceil((right + pad) * zoom) + 1)];
    const [y0, y1] = [Math.max(0, Math.floor((top - pad) * zoom)), Math.min(height, Math.ceil((bottom + pad) * zoom) + 1)];
    for (let y = y0; y < y1; y++) explained.fill(1, y * width + x0, y * width + x1);
  }
  let inside = 0;
  let outside = 0;
  for (let at = 1; at < grey.length; at++) {
    if (Math.abs(grey[at]! - grey[at - 1]!) <= SHOWS) continue;
    if (explained[at]) inside++;
    else outside++;
  }
  return inside + outside === 0 ? 0 : outside / (inside + outside);
}
