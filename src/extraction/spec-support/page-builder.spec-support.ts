import type { OcrDocument, OcrLine, OcrPage, Point, Quad } from '../../ocr/ocr.types';

/** A run of text: x and baseline y in points from the top left of an A4 page, font size in points. */
export type Run = readonly [x: number, y: number, size: number, text: string];

export interface PageLook {
  /** Degrees by which the page lies turned clockwise, any angle. */
  readonly turned?: number;
  /** As a recogniser without Polish letters and with few spaces sees it. */
  readonly worn?: boolean;
}

const SCALE = 200 / 72;
const WIDTH = 595 * SCALE, HEIGHT = 842 * SCALE;

/** Widths of characters as parts of the font size, near those of a sans-serif face. */
function advance(char: string): number {
  if (/[iljtfrI.,:;'|! ()[\]/-]/.test(char)) return 0.28;
  if (/[mwMW@%—]/.test(char)) return 0.85;
  return /[A-ZĄĆĘŁŃÓŚŹŻ]/.test(char) ? 0.68 : 0.55;
}

const LOST: Readonly<Record<string, string>> = { ą: 'a', ć: 'c', ę: 'e', ł: 't', ń: 'n', ó: 'o', ś: 's', ź: 'z', ż: 'z', Ą: 'A', Ć: 'C', Ę: 'E', Ł: 'L', Ń: 'N', Ó: 'O', Ś: 'S', Ź: 'Z', Ż: 'Z' };

function wear(text: string): string {
  return text.replace(/[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]/g, (char) => LOST[char] ?? char).replace(/(?<=\p{L}): /gu, ':').replace(/(?<=[a-z]{5}) (?=[a-z]{4})/g, '');
}

/** A document of pages of runs, as a text layer gives it; with a look, as OCR of a scan gives it. */
export function documentOf(pages: readonly (readonly Run[])[], look: PageLook = {}): OcrDocument {
  const source = look.worn || look.turned ? 'ocr' : 'pdf_text';
  return {
    pages: pages.map((runs, i): OcrPage => ({
      page: i + 1, ...sizeOf(look), lines: runs.map((run) => lineOf(run, look, source)), rejected: [], rotation: 0, engine: source === 'ocr' ? 'paddle' : 'pdf_text', timings: {},
    })),
    engine: source === 'ocr' ? 'paddle' : 'pdf_text', modelHash: 'm', configHash: 'c', timings: {}, fallbacks: [],
  };
}

function sizeOf({ turned = 0 }: PageLook): { width: number; height: number } {
  const onItsSide = Math.abs(Math.round(turned / 90)) % 2 === 1;
  return onItsSide ? { width: HEIGHT, height: WIDTH } : { width: WIDTH, height: HEIGHT };
}

function lineOf([x, y, size, raw]: Run, look: PageLook, source: OcrLine['source']): OcrLine {
  const text = look.worn ? wear(raw) : raw;
  const widths = Array.from(text).map((char) => advance(char) * size * SCALE);
  const width = widths.reduce((sum, one) => sum + one, 0);
  let run = 0;
  const chars = Array.from(text).map((char, i) => { const at = (run + (widths[i] ?? 0) / 2) / width; run += widths[i] ?? 0; return { char, confidence: source === 'ocr' ? 0.97 : 1, at }; });
  const left = x * SCALE, top = (y - 0.8 * size) * SCALE, bottom = (y + 0.25 * size) * SCALE;
  const quad = ([[left, top], [left + width, top], [left + width, bottom], [left, bottom]] as const).map((point) => turn(point, look)) as unknown as Quad;
  return { text, confidence: source === 'ocr' ? 0.97 : 1, quad, source, chars };
}

/** A point of the upright page where it lies on the turned one. */
function turn([x, y]: Point, look: PageLook): Point {
  const angle = ((look.turned ?? 0) * Math.PI) / 180;
  const { width, height } = sizeOf(look);
  const [dx, dy] = [x - WIDTH / 2, y - HEIGHT / 2];
  return [width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle), height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle)];
}
