/** Typefaces, all from packages of the registry under free licences (OFL, DejaVu). Nothing of the system is used. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const dejavu = (name) => join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf', `${name}.ttf`);
const google = (pack, family, style) => join(dirname(require.resolve(`@expo-google-fonts/${pack}/package.json`)), style, `${family}_${style}.ttf`);
const three = (pack, family, bold = '700Bold') => ({
  regular: google(pack, family, '400Regular'), bold: google(pack, family, bold), italic: google(pack, family, '400Regular_Italic'),
});

/** @type {Record<string, {regular: string, bold: string, italic: string}>} */
export const FAMILIES = {
  lato: three('lato', 'Lato'),
  roboto: three('roboto', 'Roboto'),
  'open-sans': three('open-sans', 'OpenSans'),
  'source-serif': three('source-serif-4', 'SourceSerif4'),
  lora: three('lora', 'Lora'),
  'courier-prime': three('courier-prime', 'CourierPrime'),
  'roboto-mono': three('roboto-mono', 'RobotoMono'),
  'roboto-condensed': three('roboto-condensed', 'RobotoCondensed'),
  barlow: three('barlow', 'Barlow'),
  dejavu: { regular: dejavu('DejaVuSans'), bold: dejavu('DejaVuSans-Bold'), italic: dejavu('DejaVuSans-Oblique') },
  'dejavu-condensed': { regular: dejavu('DejaVuSansCondensed'), bold: dejavu('DejaVuSansCondensed-Bold'), italic: dejavu('DejaVuSansCondensed-Oblique') },
  'dejavu-serif': { regular: dejavu('DejaVuSerif'), bold: dejavu('DejaVuSerif-Bold'), italic: dejavu('DejaVuSerif-Italic') },
  'dejavu-mono': { regular: dejavu('DejaVuSansMono'), bold: dejavu('DejaVuSansMono-Bold'), italic: dejavu('DejaVuSansMono-Oblique') },
};

const cache = new Map();

/** @param {string} family @param {'regular'|'bold'|'italic'} weight @returns {Buffer} bytes of the TTF */
export function fontBytes(family, weight) {
  const path = FAMILIES[family][weight];
  if (!cache.has(path)) cache.set(path, readFileSync(path));
  return cache.get(path);
}
