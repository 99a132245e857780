import { fold } from './normalise-text';
import { editDistance } from './fuzzy-match';

const ONES: Readonly<Record<string, number>> = {
  jeden: 1, jedna: 1, dwa: 2, dwie: 2, trzy: 3, cztery: 4, piec: 5, szesc: 6, siedem: 7, osiem: 8, dziewiec: 9,
};
const TEENS: Readonly<Record<string, number>> = {
  dziesiec: 10, jedenascie: 11, dwanascie: 12, trzynascie: 13, czternascie: 14, pietnascie: 15, szesnascie: 16, siedemnascie: 17, osiemnascie: 18, dziewietnascie: 19,
};
const TENS: Readonly<Record<string, number>> = {
  dwadziescia: 20, trzydziesci: 30, czterdziesci: 40, piecdziesiat: 50, szescdziesiat: 60, siedemdziesiat: 70, osiemdziesiat: 80, dziewiecdziesiat: 90,
};
const HUNDREDS: Readonly<Record<string, number>> = {
  sto: 100, dwiescie: 200, trzysta: 300, czterysta: 400, piecset: 500, szescset: 600, siedemset: 700, osiemset: 800, dziewiecset: 900,
};
const SCALES: Readonly<Record<string, number>> = {
  tysiac: 1e3, tysiace: 1e3, tysiecy: 1e3, milion: 1e6, miliony: 1e6, milionow: 1e6, miliard: 1e9, miliardy: 1e9, miliardow: 1e9,
};
const MAIN_UNIT = /^(?:zloty|zlote|zlotych|zl|pln|euro|eur|usd|gbp|chf|czk|dolar|dolary|dolarow|funt|funty|funtow|frank|franki|frankow|korona|korony|koron)$/;
const SMALL_UNIT = /^(?:grosz|grosze|groszy|gr|cent|centy|centow|eurocent|eurocenty|eurocentow)$/;
const CODE = /^(?:pln|eur|usd|gbp|chf|czk)$/;
const LABEL = /^[^a-z0-9]*(?:(?:kwota\s+)?(?:do\s+zaplaty\s+)?slownie(?:\s+(?:do\s+zaplaty|razem|brutto|zlotych(?=\s*:)))?|w\s+slowach|razem\s+slownie)\s*[:.]*\s*/;

/** Lookup of one number word; damaged words are the business of `parseDamagedAmountInWords`. */
type WordReader = (word: string) => string;

/**
 * An amount written out in Polish words, in grosze, or null when the words do not form exactly one number.
 * Grammar: groups of hundreds, tens and ones, each part once and in this order, under strictly falling scales; then the currency, then grosze
 * in words or as nn/100.
 */
export function parseAmountInWords(text: string): number | null {
  return parseWords(text, (word) => word);
}

/** The same for text from a recogniser: words one edit away from exactly one known word count as that word, glued words are split. */
export function parseDamagedAmountInWords(text: string): number | null {
  return parseWords(text, nearestKnownWord) ?? parseWords(splitGlued(fold(text)), nearestKnownWord);
}

function parseWords(text: string, read: WordReader): number | null {
  const plain = fold(text).replace(LABEL, '').replace(/[*_=,;:]+/g, ' ').replace(/(\d)\s*\/\s*(\d)/g, '$1/$2').replace(/[()]/g, ' ').trim();
  const words = plain.split(/[\s-]+/).filter(Boolean).map((word) => (/\d|^xx\/100$/.test(word) ? word.replace(/[.]$/, '') : read(word.replace(/[.]$/, ''))));
  if (CODE.test(words[0] ?? '')) { words.push(words.shift() ?? ''); if (/^\d|^xx/.test(words.at(-2) ?? '')) words.splice(-2, 2, words.at(-1) ?? '', words.at(-2) ?? ''); }
  const negative = words[0] === 'minus';
  if (negative) words.shift();
  const amount = parseAmount(words);
  return amount === null ? null : negative ? -amount : amount;
}

function parseAmount(words: readonly string[]): number | null {
  const unit = words.findIndex((word) => MAIN_UNIT.test(word));
  if (unit < 0) {
    const small = words.findIndex((word) => SMALL_UNIT.test(word));
    return small === words.length - 1 && small > 0 ? parseNumber(words.slice(0, small)) : null;
  }
  const whole = parseNumber(words.slice(0, unit));
  const part = parseSmall(words.slice(unit + 1));
  return whole === null || part === null ? null : whole * 100 + part;
}

function parseSmall(words: readonly string[]): number | null {
  const rest = words[0] === 'i' ? words.slice(1) : [...words];
  if (rest.length === 0) return 0;
  const fraction = /^(\d{1,2}|xx)\/100$/.exec(rest[0] ?? '');
  if (fraction) return rest.slice(1).every((word) => MAIN_UNIT.test(word) || SMALL_UNIT.test(word)) ? Number(fraction[1] === 'xx' ? 0 : fraction[1]) : null;
  if (!SMALL_UNIT.test(rest.at(-1) ?? '')) return null;
  const number = rest.slice(0, -1);
  if (number.length === 1 && /^\d{1,2}$/.test(number[0] ?? '')) return Number(number[0]);
  const value = parseNumber(number);
  return value === null || value > 99 ? null : value;
}

function parseNumber(words: readonly string[]): number | null {
  if (words.length === 0) return null;
  if (words.length === 1 && words[0] === 'zero') return 0;
  if (words.length > 1 && words.every((word) => word in ONES || word === 'zero')) return Number(words.map((word) => ONES[word] ?? 0).join(''));
  let total = 0, group = 0, lastScale = Infinity, lastPart = Infinity;
  for (const word of words) {
    const scale = SCALES[word];
    if (scale !== undefined) {
      if (scale >= lastScale) return null;
      total += (group || 1) * scale;
      [group, lastScale, lastPart] = [0, scale, Infinity];
      continue;
    }
    const part = partOf(word);
    if (!part || part.place >= lastPart) return null;
    group += part.value;
    lastPart = part.place === 2 && part.teen ? 1 : part.place;
  }
  return total + group;
}

function partOf(word: string): { value: number; place: number; teen: boolean } | null {
  if (word in HUNDREDS) return { value: HUNDREDS[word] ?? 0, place: 3, teen: false };
  if (word in TENS) return { value: TENS[word] ?? 0, place: 2, teen: false };
  if (word in TEENS) return { value: TEENS[word] ?? 0, place: 2, teen: true };
  if (word in ONES) return { value: ONES[word] ?? 0, place: 1, teen: false };
  return null;
}

const KNOWN = [...[ONES, TEENS, TENS, HUNDREDS, SCALES].flatMap((table) => Object.keys(table)), 'zero', 'minus', 'zloty', 'zlote', 'zlotych', 'grosz', 'grosze', 'groszy', 'euro'];
const KNOWN_SET = new Set(KNOWN);

function nearestKnownWord(word: string): string {
  const clean = word.replace(/1/g, 'l').replace(/0/g, 'o').replace(/[^a-z/]/g, '');
  if (KNOWN_SET.has(clean) || clean.length < 4) return clean;
  const limit = clean.length >= 8 ? 2 : 1;
  for (let distance = 1; distance <= limit; distance++) {
    const near = new Set(KNOWN.filter((known) => editDistance(known, clean, distance) <= distance));
    const [only] = near;
    if (only !== undefined && (near.size === 1 || new Set([...near].map((one) => SCALES[one] ?? (MAIN_UNIT.test(one) ? 'unit' : SMALL_UNIT.test(one) ? 'small' : one))).size === 1)) return only;
  }
  return clean;
}

/** Longest-match split of words that a recogniser glued together. */
function splitGlued(folded: string): string {
  const longest = [...KNOWN, 'zl', 'pln', 'gr'].sort((a, b) => b.length - a.length);
  return folded.replace(/([a-z])(\d)/g, '$1 $2').replace(/[a-z]{6,}/g, (glued) => {
    const words: string[] = [];
    let rest = glued;
    while (rest) {
      const word = longest.find((known) => rest.startsWith(known));
      if (!word) return glued;
      words.push(word);
      rest = rest.slice(word.length);
    }
    return words.join(' ');
  });
}
