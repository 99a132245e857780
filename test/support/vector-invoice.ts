import fontkit from '@pdf-lib/fontkit';
import { readFileSync } from 'node:fs';
import { PDFDocument, rgb } from 'pdf-lib';

const FONT = 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';
/** A slip of paper, in points: little to recognise. */
const SIZE: [number, number] = [300, 170];
const LEFT = 24;
const LETTER = 11;

interface Glyph { readonly path: { toSVG(): string }; readonly advanceWidth: number }
interface Font { readonly unitsPerEm: number; layout(text: string): { readonly glyphs: readonly Glyph[] } }

let font: Font | undefined;

/**
 * One-page PDF of an invoice whose letters are drawn as shapes: it has no text layer, so it must be recognised.
 * Numbers differ, everything else is alike; the sums are right.
 */
export async function vectorInvoice(number: string): Promise<Uint8Array> {
  return vectorPage([
    `Faktura VAT nr ${number}`, 'Data wystawienia: 2026-03-05', 'Sprzedawca NIP: 5260250274', 'Nabywca NIP: 1234563218',
    'Razem netto: 100,00 PLN', 'Do zapłaty: 123,00 PLN',
  ]);
}

async function vectorPage(lines: readonly string[]): Promise<Uint8Array> {
  font ??= (fontkit as unknown as { create(bytes: Buffer): Font }).create(readFileSync(require.resolve(FONT)));
  const document = await PDFDocument.create();
  document.setCreationDate(new Date(0));
  document.setModificationDate(new Date(0));
  const page = document.addPage(SIZE);
  const scale = LETTER / font.unitsPerEm;
  lines.forEach((line, row) => {
    let x = LEFT;
    const y = SIZE[1] - 30 - row * LETTER * 2.2;
    for (const glyph of font?.layout(line).glyphs ?? []) {
      // Fonts count upwards, drawSvgPath downwards.
      const outline = glyph.path.toSVG();
      if (outline) page.drawSvgPath(flipped(outline), { x, y, scale, color: rgb(0, 0, 0), borderWidth: 0 });
      x += glyph.advanceWidth * scale;
    }
  });
  return document.save();
}

/** The same outline upside down: every second number of an absolute path is a y. */
function flipped(path: string): string {
  return path.replace(/[A-Za-z][^A-Za-z]*/g, (command) => {
    const numbers = command.slice(1).match(/-?[\d.]+(?:e-?\d+)?/g) ?? [];
    return command.charAt(0) + numbers.map((number, index) => (index % 2 === 1 ? -Number(number) : Number(number))).join(' ');
  });
}
