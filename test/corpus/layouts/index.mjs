import erpMono from './erp-mono.mjs';
import euroDwujezyczna from './euro-dwujezyczna.mjs';
import euroKolumna from './euro-kolumna.mjs';
import hurt from './hurt.mjs';
import klasyczna from './klasyczna.mjs';
import korektaPrzedPo from './korekta-przed-po.mjs';
import korektaRoznice from './korekta-roznice.mjs';
import ksefWydruk from './ksef-wydruk.mjs';
import media from './media.mjs';
import paski from './paski.mjs';
import proforma from './proforma.mjs';
import ramki from './ramki.mjs';
import rozliczeniowa from './rozliczeniowa.mjs';
import sklep from './sklep.mjs';
import telekom from './telekom.mjs';
import trzyBloki from './trzy-bloki.mjs';
import uproszczona from './uproszczona.mjs';
import zaliczka from './zaliczka.mjs';
import zwolniona from './zwolniona.mjs';

/**
 * @typedef {{name: string, families: string[], style?: Partial<import('../ink.mjs').Style>, size?: [number, number], build: (random: import('../random.mjs').Random) => any,
 *   draw: (sheet: import('../draw/sheet.mjs').Sheet, ink: import('../ink.mjs').Ink, random: import('../random.mjs').Random) => void}} Layout
 */

/** @type {Record<string, Layout>} */
export const LAYOUTS = Object.fromEntries([
  erpMono, euroDwujezyczna, euroKolumna, hurt, klasyczna, korektaPrzedPo, korektaRoznice, ksefWydruk, media, paski, proforma, ramki, rozliczeniowa,
  sklep, telekom, trzyBloki, uproszczona, zaliczka, zwolniona,
].map((layout) => [layout.name, layout]));
