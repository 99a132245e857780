import type { Glyph, PdfPageContent } from './glyph';
import { distrustTextLayer } from './trust-text-layer';

const glyphs = (text: string, over: Partial<Glyph> = {}): Glyph[] => [...text].map((char) => ({
  char, origin: [100, 100], angle: 0, size: 10, box: [100, 90, 105, 100], advance: [100, 90, 106, 102], object: 1, visible: true, mapped: true, ...over,
}));
const SENTENCE = 'Sprzedawca: Zakłady Mięsne w Łodzi, nabywca: Hurtownia Owoców i Warzyw, razem do zapłaty sto złotych';
const page = (over: Partial<PdfPageContent> = {}): PdfPageContent => ({ width: 1653, height: 2339, glyphs: glyphs(SENTENCE), imageCover: 0, inkOutsideText: 0.1, ...over });

describe('distrustTextLayer', () => {
  it('believes plain text', () => {
    expect(distrustTextLayer(page())).toBeNull();
  });

  it('believes text on a printed letterhead picture', () => {
    expect(distrustTextLayer(page({ imageCover: 1 }))).toBeNull();
  });

  it.each([
    ['too_few_characters', page({ glyphs: glyphs('Strona 1') })],
    ['hidden_text', page({ glyphs: glyphs(SENTENCE, { visible: false }) })],
    ['unknown_characters', page({ glyphs: [...glyphs(SENTENCE), ...glyphs('\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008')] })],
    ['unknown_characters', page({ glyphs: glyphs(SENTENCE, { mapped: false }) })],
    ['off_page', page({ glyphs: glyphs(SENTENCE, { origin: [-50, 100] }) })],
    ['scan', page({ imageCover: 0.95, inkOutsideText: 0.9 })],
    ['ink_without_text', page({ inkOutsideText: 0.9 })],
    ['not_language', page({ glyphs: glyphs('VSUCHGDZFD CDNODGB PLĘVQH Z ORGCL QDEBZFD KXUWRZQLD RZRFRZ ZDUCBZ UDCHP GR CDSODWB'.replace(/[AEIOUYĘ]/g, 'x')) })],
    ['not_language', page({ glyphs: glyphs(`${SENTENCE} pÅ‚atnoÅ›ci zÅ‚otych`) })],
  ])('gives %s as its reason', (reason, content) => {
    expect(distrustTextLayer(content)).toBe(reason);
  });
});
