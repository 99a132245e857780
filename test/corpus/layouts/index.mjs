import klasyczna from './klasyczna.mjs';
import korektaPrzedPo from './korekta-przed-po.mjs';
import ksefWydruk from './ksef-wydruk.mjs';
import paski from './paski.mjs';

/**
 * @typedef {{name: string, families: string[], style?: Partial<import('../ink.mjs').Style>, size?: [number, number], build: (random: import('../random.mjs').Random) => any,
 *   draw: (sheet: import('../draw/sheet.mjs').Sheet, ink: import('../ink.mjs').Ink, random: import('../random.mjs').Random) => void}} Layout
 */

/** @type {Record<string, Layout>} */
export const LAYOUTS = Object.fromEntries([klasyczna, korektaPrzedPo, ksefWydruk, paski].map((layout) => [layout.name, layout]));
